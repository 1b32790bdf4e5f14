package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.FlowLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** Makes small components with a name, plain text and what assistive tools need. */
final class Labels {
  private Labels() {}

  static JLabel label(String name, String text) {
    JLabel label = PlainText.only(new JLabel(text));
    label.setName(name);
    return label;
  }

  /** A label for a field, which its mnemonic leads to. */
  static JLabel labelFor(JComponent field, String text, char mnemonic) {
    JLabel label = PlainText.only(new JLabel(text));
    label.setLabelFor(field);
    label.setDisplayedMnemonic(mnemonic);
    return label;
  }

  static JButton button(String name, String text, int mnemonic, Runnable pressed) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setMnemonic(mnemonic);
    button.addActionListener(event -> pressed.run());
    return PlainText.only(button);
  }

  /** Components side by side, each as wide as it wants. */
  static JPanel row(int alignment, Component... components) {
    JPanel row = new JPanel(new FlowLayout(alignment, 6, 2));
    for (Component component : components) {
      row.add(component);
    }
    return row;
  }
}
