package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextArea;

/**
 * Asks for the particulars of an order about lockouts, gives it, and shows the server's answer.
 * Used on the window's thread only.
 */
final class OrderDialog {
  /** Gives the order; on a background thread. */
  @FunctionalInterface
  interface Order {
    String give(String reason) throws IOException, RefusedException;
  }

  /** Reads the particulars, on the window's thread, into an order. */
  @FunctionalInterface
  interface Particulars {
    Order order();
  }

  private final OrderWindow window;
  private final Particulars particulars;
  private final Runnable done;
  private final List<Component> fields = new ArrayList<>();
  private final JPanel form = new JPanel(new GridBagLayout());
  private final JTextArea answer = new JTextArea(6, 56);

  /**
   * Creates it.
   *
   * @param owner the window it belongs to
   * @param title what is asked
   * @param confirmation what the button says that gives the order
   * @param particulars makes the order of what was typed
   * @param done is told when the order was given
   */
  OrderDialog(
      Window owner, String title, String confirmation, Particulars particulars, Runnable done) {
    this.particulars = particulars;
    this.done = done;
    window = new OrderWindow(owner, "order", title, confirmation, this::confirmed);
    answer.setName("order.answer");
    answer.setEditable(false);
    answer.setLineWrap(true);
    answer.setWrapStyleWord(true);
    answer.getAccessibleContext().setAccessibleName("Whom it is about, and the server's answer");
  }

  /** Adds a field with its label, to be filled in before the order is given. */
  OrderDialog field(String label, char mnemonic, JComponent field, Component... beside) {
    GridBagConstraints place = new GridBagConstraints();
    place.gridy = fields.size();
    place.anchor = GridBagConstraints.LINE_START;
    form.add(Labels.labelFor(field, label, mnemonic), place);
    JPanel row = Labels.row(FlowLayout.LEFT, field);
    fields.add(field);
    for (Component component : beside) {
      row.add(component);
      fields.add(component);
    }
    place.weightx = 1;
    form.add(row, place);
    return this;
  }

  /** Says whom or what the order is about. */
  OrderDialog about(String text) {
    answer.setText(text);
    return this;
  }

  void open() {
    field("Reason:", 'e', window.reason);
    window.open(answer, form);
  }

  private void confirmed() {
    Order order = particulars.order();
    String why = window.reason.getText().strip();
    setEnabled(false);
    answer.setText("Ordered; waiting for the server to say what happened…");
    window.background.ask(
        () -> order.give(why),
        said -> {
          window.heading.setText("The server's answer:");
          answer.setText(said);
          answer.setCaretPosition(0);
          window.confirm.setVisible(false);
          window.cancel.setText("Close");
          window.cancel.requestFocusInWindow();
          done.run();
        },
        failure -> {
          answer.setText(
              failure instanceof IOException
                  ? "The connection was lost before the server answered: look at the list."
                  : "Nothing was done: " + LiveTab.said(failure));
          setEnabled(true);
        });
  }

  private void setEnabled(boolean enabled) {
    window.confirm.setEnabled(enabled);
    fields.forEach(field -> field.setEnabled(enabled));
  }
}
