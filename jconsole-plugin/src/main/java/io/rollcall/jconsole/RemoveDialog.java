package io.rollcall.jconsole;

import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Window;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.swing.JPanel;

/**
 * Names who is about to go, asks for a reason and a lockout, gives the order, and says in the same
 * lines what became of each. Used on the window's thread only.
 */
final class RemoveDialog {
  private static final int MOST_ROWS = 10;

  private final OrderWindow window;
  private final Service service;
  private final List<Row> rows;
  private final RemoveOrder order;
  private final Consumer<List<String>> removed;
  private final RemoveTableModel model;
  private final LockoutChoice lockout;

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
    model = new RemoveTableModel(rows);
    lockout = new LockoutChoice(rows, OwnAddresses.test());
    String remove = "Remove " + Words.count(rows.size(), service.noun());
    window = new OrderWindow(owner, "remove", remove, remove, this::confirmed);
    window.heading.setText(
        rows.size() == 1
            ? "Remove this " + service.noun() + "?"
            : "Remove these " + Words.count(rows.size(), service.noun()) + "?");
  }

  void open() {
    window.open(table(), form());
  }

  private PlainTable table() {
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
    return table;
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
    form.add(Labels.labelFor(window.reason, "Reason (the user may be told):", 'e'), label);
    form.add(window.reason, field);
    form.add(Labels.labelFor(lockout.field(), "Lock out as well:", 'L'), label);
    field.insets = new Insets(2, 0, 2, 0);
    form.add(lockout.panel, field);
    field.insets = new Insets(2, 6, 2, 0);
    form.add(lockout.warning(), field);
    return form;
  }

  private void confirmed() {
    RemoveOrder.Choice choice =
        new RemoveOrder.Choice(
            rows.stream().map(Row::id).toList(),
            window.reason.getText().strip(),
            lockout.scope(),
            lockout.minutes());
    window.confirm.setEnabled(false);
    window.reason.setEnabled(false);
    lockout.setEnabled(false);
    window.cancel.setText("Close");
    window.heading.setText("Ordered; waiting for the server to say what happened…");
    model.all("ordered…");
    window.background.ask(() -> order.give(choice), this::answered, this::failed);
  }

  private void answered(Beans.LockedOut answer) {
    model.outcomes(answer.terminations());
    window.heading.setText(summary(answer));
    window.cancel.requestFocusInWindow();
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
    window.heading.setText(
        unknown
            ? "The connection was lost before the server answered: look whether they are gone."
            : "Nothing was removed: " + LiveTab.said(failure));
    model.all(unknown ? "not known" : "not removed");
    window.cancel.requestFocusInWindow();
  }
}
