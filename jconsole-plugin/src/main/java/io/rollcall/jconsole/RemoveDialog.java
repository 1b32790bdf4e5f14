package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
 * Names who is about to go, asks for a reason and a lockout, gives the order, and says in the same
 * lines what became of each.
 *
 * <p>Used on the window's thread only; the order is given on a thread of the dialog's own.
 */
final class RemoveDialog {
  private static final int MOST_ROWS = 10;

  private final JDialog dialog;
  private final Service service;
  private final List<Row> rows;
  private final RemoveOrder order;
  private final Consumer<List<String>> removed;
  private final Background background = new Background("rollcall-remove");
  private final RemoveTableModel model;
  private final JLabel heading = Labels.label("remove.heading", "");
  private final JTextField reason = new JTextField(32);
  private final LockoutChoice lockout;
  private final JButton confirm;
  private final JButton cancel;

  RemoveDialog(
      Window owner,
      Service service,
      List<Row> rows,
      RemoveOrder order,
      Consumer<List<String>> removed) {
    this.service = service;
    this.rows = rows;
    this.order = order;
    this.removed = removed;
    String sessions = Words.count(rows.size(), service.noun());
    dialog = new JDialog(owner, "Remove " + sessions, Dialog.ModalityType.DOCUMENT_MODAL);
    model = new RemoveTableModel(rows);
    lockout = new LockoutChoice(rows, OwnAddresses.test());
    confirm = Labels.button("remove.confirm", "Remove " + sessions, 'R', this::confirmed);
    cancel = Labels.button("remove.cancel", "Cancel", 'C', this::close);
    heading.setText(
        rows.size() == 1
            ? "Remove this " + service.noun() + "?"
            : "Remove these " + sessions + "?");
    heading.setFont(heading.getFont().deriveFont(Font.BOLD));
    build();
  }

  private void build() {
    reason.setName("remove.reason");
    // Enter in the field leads to the button and does not press it
    reason.addActionListener(event -> confirm.requestFocusInWindow());
    JPanel content = new JPanel(new BorderLayout(0, 8));
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 8, 12));
    content.add(heading, BorderLayout.NORTH);
    content.add(table(), BorderLayout.CENTER);
    JPanel below = new JPanel(new BorderLayout());
    below.add(form(), BorderLayout.CENTER);
    below.add(Labels.row(FlowLayout.RIGHT, cancel, confirm), BorderLayout.SOUTH);
    content.add(below, BorderLayout.SOUTH);
    dialog.setContentPane(content);
    dialog.setName("remove.dialog");
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
  }

  private JScrollPane table() {
    PlainTable table = new LineTable(model, "remove.table", "Sessions to remove");
    table.fit(0, "somebody@example.com", false);
    table.fit(1, "2001:db8::0000:0000", false);
    table.fit(2, "Subdomain owner", false);
    table.fit(3, "xxxxxxxxxx", false);
    table.fit(4, "Terminated: ended: account suspended for spam", false);
    table.setPreferredScrollableViewportSize(
        new Dimension(
            table.getPreferredSize().width,
            table.getRowHeight() * Math.min(MOST_ROWS, Math.max(3, rows.size()))));
    return new JScrollPane(table);
  }

  private JPanel form() {
    JPanel form = new JPanel(new GridBagLayout());
    GridBagConstraints label = new GridBagConstraints();
    label.gridx = 0;
    label.anchor = GridBagConstraints.LINE_START;
    label.insets = new Insets(2, 0, 2, 8);
    GridBagConstraints field = new GridBagConstraints();
    field.gridx = 1;
    field.weightx = 1;
    field.anchor = GridBagConstraints.LINE_START;
    field.fill = GridBagConstraints.HORIZONTAL;
    field.insets = new Insets(2, 6, 2, 0);
    form.add(Labels.labelFor(reason, "Reason (the user may be told):", 'e'), label);
    form.add(reason, field);
    form.add(Labels.labelFor(lockout.field(), "Lock out as well:", 'L'), label);
    field.insets = new Insets(2, 0, 2, 0);
    form.add(lockout.panel, field);
    field.insets = new Insets(2, 6, 2, 0);
    form.add(lockout.warning(), field);
    return form;
  }

  void open() {
    dialog.setVisible(true);
  }

  private void close() {
    dialog.dispose();
  }

  private void confirmed() {
    RemoveOrder.Choice choice =
        new RemoveOrder.Choice(
            rows.stream().map(Row::id).toList(),
            reason.getText().strip(),
            lockout.scope(),
            lockout.minutes());
    confirm.setEnabled(false);
    reason.setEnabled(false);
    lockout.setEnabled(false);
    cancel.setText("Close");
    heading.setText("Ordered; waiting for the server to say what happened…");
    model.all("ordered…");
    background.ask(() -> order.give(choice), this::answered, this::failed);
  }

  private void answered(Beans.LockedOut answer) {
    model.outcomes(answer.terminations());
    heading.setText(summary(answer));
    cancel.requestFocusInWindow();
    removed.accept(
        answer.terminations().stream()
            .filter(row -> !List.of("CLOSING", "FAILED").contains(row.exact("outcome")))
            .map(Row::id)
            .toList());
  }

  private String summary(Beans.LockedOut answer) {
    String outcomes =
        answer.terminations().stream()
            .collect(Collectors.groupingBy(row -> row.text("outcome"), Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(outcome -> outcome.getValue() + " " + Words.constant(outcome.getKey()))
            .collect(Collectors.joining(", "));
    String locked =
        answer.lockouts().stream().map(row -> row.text("target")).collect(Collectors.joining("; "));
    return Words.count(answer.terminations().size(), service.noun())
        + ": "
        + outcomes
        + (locked.isEmpty() ? "" : ". Locked out: " + locked);
  }

  private void failed(Exception failure) {
    boolean unknown = failure instanceof IOException;
    heading.setText(
        unknown
            ? "The connection was lost before the server answered: look whether they are gone."
            : "Nothing was removed: " + LiveTab.said(failure));
    model.all(unknown ? "not known" : "not removed");
    cancel.requestFocusInWindow();
  }
}
