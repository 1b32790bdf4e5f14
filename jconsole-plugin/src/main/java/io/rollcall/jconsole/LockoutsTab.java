package io.rollcall.jconsole;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;

/** The tab of who is locked out, where lockouts are made and lifted. */
final class LockoutsTab extends RecordTab {
  private final JButton lift = Labels.button("lockouts.lift", "Lift Selected…", 'L', this::lift);
  private final JButton lockOut =
      Labels.button("lockouts.lockOut", "Lock Out…", 'O', this::lockOut);
  private final JLabel notice = Labels.label("lockouts.notice", "");
  private boolean connected = true;
  private boolean mayOrder;
  private boolean accessKnown;

  LockoutsTab(Server server, Registries registries) {
    super(
        "lockouts",
        "lockout",
        Columns.LOCKOUTS,
        row -> row.exact("target"),
        new RecordReader(
            server,
            (beans, text) -> beans.lockouts(text, RecordReader.MOST),
            "AccessControl",
            "Lockouts"),
        registries);
    buttons(lockOut, lift, notice);
    table.getSelectionModel().addListSelectionListener(event -> enable());
    enable();
  }

  @Override
  void show(RecordReader.Question asked, RecordReader.Records records) {
    super.show(asked, records);
    if (!accessKnown && !records.registries().isEmpty()) {
      ask(
          () -> new Beans(server.connection(), records.registry()).mayOrder(Service.FTP),
          may -> {
            mayOrder = may;
            accessKnown = true;
            enable();
          },
          notice::setText);
    }
    enable();
  }

  @Override
  void connected(boolean now) {
    connected = now;
    accessKnown &= now;
    enable();
  }

  private void enable() {
    boolean selected = !table.selectedRecords().isEmpty();
    String why =
        !connected
            ? "There is no connection to the server"
            : accessKnown && !mayOrder
                ? "This account may only look: it is not allowed to change lockouts"
                : "";
    lockOut.setEnabled(connected && mayOrder);
    lift.setEnabled(connected && mayOrder && selected);
    lockOut.setToolTipText(why.isEmpty() ? "Keeps somebody out, at both doors" : why);
    lift.setToolTipText(
        !why.isEmpty() ? why : selected ? "Lets them in again" : "Select the lockouts to lift");
    if (!why.isEmpty()) {
      notice.setText(why + ".");
    }
  }

  private void lift() {
    orders()
        .lift(
            SwingUtilities.getWindowAncestor(panel),
            table.selectedRecords().stream().map(row -> row.exact("target")).toList());
  }

  private void lockOut() {
    orders().lockOut(SwingUtilities.getWindowAncestor(panel));
  }

  private LockoutOrders orders() {
    return new LockoutOrders(server, registries.looked(), this::refresh);
  }
}
