package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

/**
 * Asks for the particulars of an order about lockouts, gives it, and shows the server's answer.
 *
 * <p>Used on the window's thread only; the order is given on a thread of the dialog's own.
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

  private final JDialog dialog;
  private final Particulars particulars;
  private final Runnable done;
  private final Background background = new Background("rollcall-order");
  private final List<Component> fields = new ArrayList<>();
  private final JPanel form = new JPanel(new GridBagLayout());
  private final JTextField reason = new JTextField(32);
  private final JTextArea answer = new JTextArea(6, 56);
  private final JLabel heading = Labels.label("order.heading", "");
  private final JButton confirm;
  private final JButton cancel = Labels.button("order.cancel", "Cancel", 'C', this::close);

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
    dialog = new JDialog(owner, title, Dialog.ModalityType.DOCUMENT_MODAL);
    dialog.setName("order.dialog");
    confirm = Labels.button("order.confirm", confirmation, confirmation.charAt(0), this::confirmed);
    reason.setName("order.reason");
    reason.addActionListener(event -> confirm.requestFocusInWindow());
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
    field("Reason:", 'e', reason);
    JPanel content = new JPanel(new BorderLayout(0, 8));
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 8, 12));
    heading.setText(dialog.getTitle());
    heading.setFont(heading.getFont().deriveFont(Font.BOLD));
    content.add(heading, BorderLayout.NORTH);
    content.add(new JScrollPane(answer), BorderLayout.CENTER);
    JPanel below = new JPanel(new BorderLayout());
    below.add(form, BorderLayout.CENTER);
    below.add(Labels.row(FlowLayout.RIGHT, cancel, confirm), BorderLayout.SOUTH);
    content.add(below, BorderLayout.SOUTH);
    dialog.setContentPane(content);
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> close(),
            KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
    dialog.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    dialog.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            background.close();
          }
        });
    PlainText.only(dialog.getRootPane());
    dialog.pack();
    dialog.setLocationRelativeTo(dialog.getOwner());
    dialog.setVisible(true);
  }

  private void close() {
    dialog.dispose();
  }

  private void confirmed() {
    Order order = particulars.order();
    String why = reason.getText().strip();
    setEnabled(false);
    answer.setText("Ordered; waiting for the server to say what happened…");
    background.ask(
        () -> order.give(why),
        said -> {
          heading.setText("The server's answer:");
          answer.setText(said);
          answer.setCaretPosition(0);
          confirm.setVisible(false);
          cancel.setText("Close");
          cancel.requestFocusInWindow();
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
    confirm.setEnabled(enabled);
    fields.forEach(field -> field.setEnabled(enabled));
  }
}
