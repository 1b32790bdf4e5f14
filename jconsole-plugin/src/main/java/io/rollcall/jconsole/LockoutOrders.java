package io.rollcall.jconsole;

import java.awt.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;

/**
 * The dialogs that lift lockouts and make one.
 *
 * @param server which server
 * @param registry which registry
 * @param done is told when an order was given
 */
record LockoutOrders(Server server, RegistryName registry, Runnable done) {
  private static final String BEAN = "AccessControl";
  private static final String TEXT = String.class.getName();
  private static final String HELP =
      "Whom: login=alice, ip=203.0.113.7 or ip=203.0.113.0/24, a login and an ip, or"
          + " domain=example.com. It holds at both doors, for FTP and for the control panel.";

  /** Lets somebody in again, after asking. */
  void lift(Window owner, List<String> targets) {
    String lockouts = Words.count(targets.size(), "lockout");
    new OrderDialog(
            owner,
            targets.size() == 1 ? "Lift this lockout?" : "Lift these " + lockouts + "?",
            "Lift " + lockouts,
            () -> reason -> lift(targets, reason),
            done)
        .about(String.join("\n", targets.stream().map(PlainText::of).toList()))
        .open();
  }

  private String lift(List<String> targets, String reason) throws IOException, RefusedException {
    Beans beans = new Beans(server.connection(), registry);
    List<String> answers = new ArrayList<>();
    for (String target : targets) {
      answers.add(beans.order(BEAN, "liftLockout", new Object[] {target, reason}, TEXT, TEXT));
    }
    return String.join("\n", answers);
  }

  /** Keeps somebody out, after asking whom. */
  void lockOut(Window owner) {
    JTextField target = new JTextField(32);
    target.setName("order.target");
    JSpinner minutes = new JSpinner(new SpinnerNumberModel(60, 1, LockoutChoice.HUNDRED_YEARS, 5));
    minutes.setName("order.minutes");
    JCheckBox untilLifted = new JCheckBox("until lifted");
    untilLifted.setName("order.untilLifted");
    JCheckBox end = new JCheckBox("End the sessions they have as well");
    end.setName("order.end");
    end.setMnemonic('n');
    new OrderDialog(
            owner,
            "Lock somebody out",
            "Lock Out",
            () -> {
              Object[] chosen = {
                target.getText().strip(),
                untilLifted.isSelected() ? RemoveOrder.UNTIL_LIFTED : minutes.getValue()
              };
              String operation = end.isSelected() ? "revoke" : "lockOut";
              return reason -> lockOut(operation, chosen, reason);
            },
            done)
        .about(HELP)
        .field("Whom:", 'W', target)
        .field("Minutes:", 'M', minutes, new JLabel("or"), untilLifted)
        .field("", ' ', end)
        .open();
  }

  private String lockOut(String operation, Object[] chosen, String reason)
      throws IOException, RefusedException {
    return new Beans(server.connection(), registry)
        .order(
            BEAN,
            operation,
            new Object[] {chosen[0], chosen[1], reason},
            TEXT,
            int.class.getName(),
            TEXT);
  }
}
