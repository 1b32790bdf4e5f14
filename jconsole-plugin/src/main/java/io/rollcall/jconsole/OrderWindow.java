package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dialog;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;

/**
 * The window in which an order is given: a heading, whom it is about, a form that ends with a
 * reason, a button that gives the order and one that does not. Escape closes it, and no single key
 * gives the order from a field.
 *
 * <p>Used on the window's thread only; the order is given on a thread of the window's own, which
 * ends when it is closed.
 */
final class OrderWindow {
  final JLabel heading;
  final JTextField reason = new JTextField(32);
  final JButton confirm;
  final JButton cancel;
  final Background background;
  private final JDialog dialog;

  /**
   * Creates it.
   *
   * @param owner the window it belongs to
   * @param prefix what the names of its components begin with
   * @param title its title and first heading
   * @param confirmation what the button says that gives the order
   * @param confirmed gives the order
   */
  OrderWindow(Window owner, String prefix, String title, String confirmation, Runnable confirmed) {
    dialog = new JDialog(owner, title, Dialog.ModalityType.DOCUMENT_MODAL);
    dialog.setName(prefix + ".dialog");
    background = new Background("rollcall-" + prefix);
    heading = Labels.label(prefix + ".heading", title);
    heading.setFont(heading.getFont().deriveFont(Font.BOLD));
    confirm = Labels.button(prefix + ".confirm", confirmation, confirmation.charAt(0), confirmed);
    cancel = Labels.button(prefix + ".cancel", "Cancel", 'C', dialog::dispose);
    reason.setName(prefix + ".reason");
    // Enter in the field leads to the button and does not press it
    reason.addActionListener(event -> confirm.requestFocusInWindow());
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> dialog.dispose(),
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
  }

  /** Shows whom the order is about above a form, and returns when the window is closed. */
  void open(JComponent about, JPanel form) {
    JPanel below = new JPanel(new BorderLayout());
    below.add(form, BorderLayout.CENTER);
    below.add(Labels.row(FlowLayout.RIGHT, cancel, confirm), BorderLayout.SOUTH);
    JPanel content = new JPanel(new BorderLayout(0, 8));
    content.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createLineBorder(Color.GRAY), // where windows have no frame
            BorderFactory.createEmptyBorder(12, 12, 8, 12)));
    content.add(heading, BorderLayout.NORTH);
    content.add(new JScrollPane(about), BorderLayout.CENTER);
    content.add(below, BorderLayout.SOUTH);
    dialog.setContentPane(content);
    PlainText.only(dialog.getRootPane());
    dialog.pack();
    dialog.setLocationRelativeTo(dialog.getOwner());
    dialog.setVisible(true);
  }
}
