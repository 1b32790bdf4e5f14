package io.rollcall.jmx;

import static io.rollcall.jmx.BeanOperation.order;

import io.rollcall.Lockout;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.BeanOperation.Parameter;
import io.rollcall.jmx.RecordList.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.management.openmbean.SimpleType;

/**
 * The bean of who may come in: the lockouts and the limits, each beside the orders that change it,
 * and apart from the counters, so that whoever collects numbers does not read lists.
 */
final class AccessControlBean {
  private final AccessOrders orders;
  private final SessionRegistry registry;
  private final RecordList<Lockout> lockouts;

  private AccessControlBean(SessionRegistry registry) {
    this.registry = registry;
    orders = new AccessOrders(registry);
    lockouts = new RecordList<>("lockout", LockoutLayout.LAYOUT, this::newest);
  }

  static OpenBean of(SessionRegistry registry) {
    AccessControlBean bean = new AccessControlBean(registry);
    return new OpenBean(
        "Shows and changes who is locked out and how many sessions there may be, at both doors.",
        bean.attributes(),
        List.of(
            bean.lockOut(),
            bean.liftLockout(),
            bean.revoke(),
            bean.revokeSessions(),
            bean.setLimits(),
            bean.lockouts.find("findLockouts", "Searches the lockouts, newest first.")));
  }

  private Part<Lockout> newest(int most) {
    List<Lockout> all = new ArrayList<>(registry.lockouts().list());
    Collections.reverse(all);
    return new Part<>(all.subList(0, Math.min(most, all.size())), all.size());
  }

  private List<BeanAttribute> attributes() {
    return List.of(
        BeanAttribute.of(
            "Limits",
            SimpleType.STRING,
            "How many sessions there may be at once, as setLimits takes it; none: no limits.",
            () -> LimitsText.of(registry.limits())),
        lockouts.table(
            "LockoutTable",
            "The lockouts that hold as a table, newest first, at most 500 rows. One element of"
                + " several lines: JConsole shows it in a fixed-width font.",
            "findLockouts"),
        lockouts.rows("Lockouts", "The lockouts that hold as rows, newest first, at most 1,000."));
  }

  private BeanOperation lockOut() {
    return order(
        "lockOut",
        "Locks somebody out, at both doors, in place of an earlier lockout of the same target."
            + " Sessions that are open stay. Answers with the lockout.",
        SimpleType.STRING,
        List.of(OrderParameters.TARGET, OrderParameters.MINUTES, OrderParameters.REASON),
        arguments ->
            orders.lockOut(
                AccessInput.target(arguments.text(0)),
                AccessInput.minutes(arguments.number(1)),
                OperatorInput.order(arguments.text(2))));
  }

  private BeanOperation liftLockout() {
    return order(
        "liftLockout",
        "Lets somebody in again. Answers with the lockout that is lifted.",
        SimpleType.STRING,
        List.of(
            new Parameter(
                "target", SimpleType.STRING, "Whom, as the first column of LockoutTable says."),
            OrderParameters.REASON),
        arguments ->
            orders.liftLockout(
                AccessInput.targetText(arguments.text(0)), OperatorInput.order(arguments.text(1))));
  }

  private BeanOperation revoke() {
    return order(
        "revoke",
        "Locks somebody out and ends all sessions they have, at both doors, in one step. Answers"
            + " with one report: the lockout, and a line for each session.",
        SimpleType.STRING,
        List.of(OrderParameters.TARGET, OrderParameters.MINUTES, OrderParameters.REASON),
        arguments ->
            orders.revoke(
                AccessInput.target(arguments.text(0)),
                AccessInput.minutes(arguments.number(1)),
                OperatorInput.order(arguments.text(2))));
  }

  private BeanOperation revokeSessions() {
    return order(
        "revokeSessions",
        "Locks somebody out and ends all sessions they have, for programs: as revoke.",
        AccessOrders.REVOCATION,
        List.of(OrderParameters.TARGET, OrderParameters.MINUTES, OrderParameters.REASON),
        arguments ->
            orders.revokeSessions(
                AccessInput.target(arguments.text(0)),
                AccessInput.minutes(arguments.number(1)),
                OperatorInput.order(arguments.text(2))));
  }

  private BeanOperation setLimits() {
    return order(
        "setLimits",
        "Sets how many sessions there may be at once, in place of all limits before. Answers with"
            + " the limits before and now, and a line for each session that was ended.",
        SimpleType.STRING,
        List.of(
            new Parameter(
                "limits",
                SimpleType.STRING,
                "Limits such as PANEL LOGIN 3, FTP ADDRESS 10, FTP TOTAL 200; REFUSE. Of PANEL and"
                    + " FTP; for TOTAL, LOGIN, DOMAIN and ADDRESS. One too many: REFUSE it, or"
                    + " END_LONGEST_IDLE. none: no limits."),
            new Parameter(
                "keepExcess",
                SimpleType.BOOLEAN,
                "true: sessions that are too many stay; false: those idle longest are ended."),
            OrderParameters.REASON),
        arguments ->
            orders.setLimits(
                AccessInput.limits(arguments.text(0)),
                arguments.flag(1),
                OperatorInput.order(arguments.text(2))));
  }
}
