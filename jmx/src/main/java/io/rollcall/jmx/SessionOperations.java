package io.rollcall.jmx;

import static io.rollcall.jmx.BeanOperation.order;

import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.BeanOperation.Parameter;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.SimpleType;

/** The operations that end sessions of one service, as its beans offer them. */
final class SessionOperations {
  private static final String FILTER_HELP =
      "Which sessions: words such as login=web*, domain=example.com, type=WEB_USER,"
          + " ip=203.0.113.0/24, idle>10m, connected>2h, all of which must hold; empty for all.";
  private static final String FTP_FILTER_HELP =
      FILTER_HELP + " Also status=UPLOADING, speed<5 (KB/s).";
  private static final Parameter IDS =
      new Parameter("ids", SimpleType.STRING, "Ids of sessions, separated by commas or blanks.");
  private static final Parameter ID_ELEMENTS =
      new Parameter("ids", OpenTypes.STRINGS, "Ids of sessions, one in each element.");

  private final SessionOrders orders;
  private final Parameter filter;

  private SessionOperations(SessionRegistry registry, SessionLayout<?> layout) {
    orders = new SessionOrders(registry, layout);
    filter = filter(layout.service());
  }

  /** The parameter that says which sessions of a service are meant. */
  static Parameter filter(Service service) {
    return new Parameter(
        "filter", SimpleType.STRING, service == Service.FTP ? FTP_FILTER_HELP : FILTER_HELP);
  }

  /** The operations of the bean that lists the sessions. */
  static List<BeanOperation> ofAll(SessionRegistry registry, SessionLayout<?> layout) {
    SessionOperations of = new SessionOperations(registry, layout);
    List<BeanOperation> operations =
        new ArrayList<>(
            List.of(
                of.terminate(),
                of.terminateSessions(),
                of.terminateMatching(),
                of.terminateAndLockOut(),
                of.terminateSessionsAndLockOut()));
    if (layout.service() == Service.FTP) {
      operations.add(of.abortTransfer());
    }
    return operations;
  }

  /** The operations of the bean of one session. */
  static List<BeanOperation> ofOne(SessionRegistry registry, SessionLayout<?> layout, String id) {
    SessionOrders orders = new SessionOrders(registry, layout);
    List<BeanOperation> operations = new ArrayList<>();
    operations.add(
        order(
            "terminate",
            "Ends this session. Answers with a line: what happened.",
            SimpleType.STRING,
            List.of(OrderParameters.REASON),
            arguments -> orders.terminate(List.of(id), OperatorInput.order(arguments.text(0)))));
    operations.add(
        order(
            "terminateAndLockOut",
            "Ends this session and locks out whom it belongs to. Answers with a line for each.",
            SimpleType.STRING,
            List.of(OrderParameters.SCOPE, OrderParameters.MINUTES, OrderParameters.REASON),
            arguments ->
                orders.terminateAndLockOut(
                    List.of(id),
                    AccessInput.scope(arguments.text(0)),
                    AccessInput.minutes(arguments.number(1)),
                    OperatorInput.order(arguments.text(2)))));
    if (layout.service() == Service.FTP) {
      operations.add(
          order(
              "abortTransfer",
              "Cuts off the running transfer and leaves the session. Answers with a line.",
              SimpleType.STRING,
              List.of(OrderParameters.REASON),
              arguments -> orders.abortTransfer(id, OperatorInput.order(arguments.text(0)))));
    }
    return operations;
  }

  private BeanOperation terminate() {
    return order(
        "terminate",
        "Ends sessions. Answers with a line for each: what happened.",
        SimpleType.STRING,
        List.of(IDS, OrderParameters.REASON),
        arguments ->
            orders.terminate(
                OperatorInput.ids(arguments.text(0)), OperatorInput.order(arguments.text(1))));
  }

  private BeanOperation terminateSessions() {
    return order(
        "terminateSessions",
        "Ends sessions, for programs. Answers with a row for each different id, in their order.",
        OpenTypes.array(TerminationReport.ANSWER.type()),
        List.of(ID_ELEMENTS, OrderParameters.REASON),
        arguments ->
            orders.terminateSessions(
                OperatorInput.ids(arguments.texts(0)), OperatorInput.order(arguments.text(1))));
  }

  private BeanOperation terminateMatching() {
    return order(
        "terminateMatching",
        "Ends all sessions that match. A dry run only tells which. An empty filter is refused"
            + " unless it is a dry run.",
        SimpleType.STRING,
        List.of(
            filter,
            OrderParameters.REASON,
            new Parameter(
                "dryRun", SimpleType.BOOLEAN, "true: only tell who would go; false: end them.")),
        arguments ->
            orders.terminateMatching(arguments.text(0), arguments.text(1), arguments.flag(2)));
  }

  private BeanOperation terminateAndLockOut() {
    return order(
        "terminateAndLockOut",
        "Ends sessions and locks out whom they belong to, at both doors, from before the first of"
            + " them ends. Answers with a line for each session and each lockout.",
        SimpleType.STRING,
        List.of(IDS, OrderParameters.SCOPE, OrderParameters.MINUTES, OrderParameters.REASON),
        arguments ->
            orders.terminateAndLockOut(
                OperatorInput.ids(arguments.text(0)),
                AccessInput.scope(arguments.text(1)),
                AccessInput.minutes(arguments.number(2)),
                OperatorInput.order(arguments.text(3))));
  }

  private BeanOperation terminateSessionsAndLockOut() {
    return order(
        "terminateSessionsAndLockOut",
        "Ends sessions and locks out whom they belong to, for programs: as terminateAndLockOut.",
        SessionOrders.LOCKED_OUT,
        List.of(
            ID_ELEMENTS, OrderParameters.SCOPE, OrderParameters.MINUTES, OrderParameters.REASON),
        arguments ->
            orders.terminateSessionsAndLockOut(
                OperatorInput.ids(arguments.texts(0)),
                AccessInput.scope(arguments.text(1)),
                AccessInput.minutes(arguments.number(2)),
                OperatorInput.order(arguments.text(3))));
  }

  private BeanOperation abortTransfer() {
    return order(
        "abortTransfer",
        "Cuts off the running transfer of a session and leaves the session. Answers with a line:"
            + " ABORTED, NO_TRANSFER, NOT_FOUND or FAILED.",
        SimpleType.STRING,
        List.of(
            new Parameter("id", SimpleType.STRING, "The id of one session."),
            OrderParameters.REASON),
        arguments ->
            orders.abortTransfer(
                OperatorInput.id(arguments.text(0)), OperatorInput.order(arguments.text(1))));
  }
}
