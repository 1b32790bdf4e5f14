package io.rollcall.jmx;

import io.rollcall.Filter;
import io.rollcall.Page;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** Orders sessions of one service to end, in the caller's name, and says what became of them. */
final class SessionOrders {
  private static final int MOST_LINES = 500;
  private static final int ID_LENGTH = 64;
  private static final int LOGIN_LENGTH = 256;
  private static final int LOGIN_LENGTH_IN_LINE = 64;
  private static final int DETAIL_LENGTH = 1_000;

  /** The answer to programs. */
  static final CompositeType ANSWER =
      OpenTypes.composite(
          "io.rollcall.Termination",
          "What became of the order to end one session.",
          List.of(
              new OpenTypes.Item("id", SimpleType.STRING, "The session's id."),
              new OpenTypes.Item(
                  "outcome",
                  SimpleType.STRING,
                  "TERMINATED; CLOSING: ordered, not confirmed in time; ALREADY_ENDED; NOT_FOUND;"
                      + " FAILED."),
              new OpenTypes.Item("login", SimpleType.STRING, "The login, if it is known."),
              new OpenTypes.Item("detail", SimpleType.STRING, "A sentence that says more.")));

  private final SessionRegistry registry;
  private final RowLayout<?> layout;

  SessionOrders(SessionRegistry registry, RowLayout<?> layout) {
    this.registry = registry;
    this.layout = layout;
  }

  /** Returns a line for each session: what happened. */
  String terminate(List<String> ids, @Nullable String reason) {
    return String.join("\n", order(ids, reason).stream().map(SessionOrders::line).toList());
  }

  CompositeData[] terminateSessions(List<String> ids, @Nullable String reason) {
    return order(ids, reason).stream().map(SessionOrders::data).toArray(CompositeData[]::new);
  }

  String terminateMatching(@Nullable String filterText, @Nullable String reason, boolean dryRun) {
    return dryRun
        ? wouldEnd(OperatorInput.filter(layout.service(), filterText), filterText)
        : endMatching(
            OperatorInput.filterOfOrder(layout.service(), filterText), filterText, reason);
  }

  private String wouldEnd(Filter filter, @Nullable String filterText) {
    Page<? extends SessionInfo> page =
        layout.list(registry, SessionQuery.matching(filter).page(0, MOST_LINES));
    if (page.total() == 0) {
      return noneMatch(filterText);
    }
    String head =
        "Dry run, nothing was ended. %s would be:"
            .formatted(SessionWords.count(page.total(), layout.noun()));
    return listed(head, page.sessions().stream().map(SessionWords::who).toList(), page.total());
  }

  private String endMatching(Filter filter, @Nullable String filterText, @Nullable String reason) {
    List<Termination> answers =
        registry.terminateMatching(layout.service(), filter, callersOrder(reason));
    if (answers.isEmpty()) {
      return noneMatch(filterText);
    }
    Map<TerminationOutcome, Integer> outcomes = new TreeMap<>();
    answers.forEach(answer -> outcomes.merge(answer.outcome(), 1, Integer::sum));
    List<String> counts = new ArrayList<>();
    outcomes.forEach((outcome, count) -> counts.add(SessionWords.number(count) + " " + outcome));
    String head =
        SessionWords.count(answers.size(), layout.noun()) + ": " + String.join(", ", counts);
    List<String> lines = answers.stream().limit(MOST_LINES).map(SessionOrders::line).toList();
    return listed(head, lines, answers.size());
  }

  private static String listed(String head, List<String> lines, int total) {
    String text = head + "\n" + String.join("\n", lines);
    return total == lines.size()
        ? text
        : text + "\n… " + SessionWords.number(total - lines.size()) + " more not shown";
  }

  private String noneMatch(@Nullable String filterText) {
    String filter = OperatorInput.quoted(filterText);
    return filter.isEmpty()
        ? "There is no " + layout.noun() + "."
        : "No " + layout.noun() + " matches: " + filter;
  }

  /** Orders the sessions to end: each once, however often it is named. */
  private List<Termination> order(List<String> ids, @Nullable String reason) {
    Map<String, Termination> answers = new LinkedHashMap<>();
    List<String> own = new ArrayList<>();
    for (String id : ids) {
      SessionInfo session = registry.session(id).orElse(null);
      String name = session == null ? id.toLowerCase(Locale.ROOT) : session.id();
      boolean elsewhere = session != null && session.service() != layout.service();
      Termination answer = elsewhere ? foreign(session) : absent(name);
      if (answers.putIfAbsent(name, answer) == null && !elsewhere) {
        own.add(name);
      }
    }
    for (Termination answer : registry.terminate(own, callersOrder(reason))) {
      answers.put(answer.id(), answer);
    }
    return List.copyOf(answers.values());
  }

  private static Termination foreign(SessionInfo session) {
    String detail =
        session.service() == Service.FTP
            ? "this is an FTP session: end it with the bean FtpSessions"
            : "this is a panel session: end it with the bean PanelSessions";
    return new Termination(session.id(), TerminationOutcome.NOT_FOUND, null, detail);
  }

  private static Termination absent(String id) {
    return new Termination(id, TerminationOutcome.NOT_FOUND, null, "not asked for");
  }

  private static TerminationOrder callersOrder(@Nullable String reason) {
    return TerminationOrder.by(Caller.describe()).because(OperatorInput.reason(reason));
  }

  private static String line(Termination answer) {
    String login = printable(answer.login(), LOGIN_LENGTH_IN_LINE);
    return "%s %s%s: %s"
        .formatted(
            PrintableText.of(answer.id(), ID_LENGTH),
            answer.outcome(),
            login == null ? "" : " " + login,
            PrintableText.of(answer.detail(), DETAIL_LENGTH));
  }

  private static CompositeData data(Termination answer) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("id", PrintableText.of(answer.id(), ID_LENGTH));
    values.put("outcome", answer.outcome().name());
    values.put("login", printable(answer.login(), LOGIN_LENGTH));
    values.put("detail", PrintableText.of(answer.detail(), DETAIL_LENGTH));
    return OpenTypes.data(ANSWER, values);
  }

  private static @Nullable String printable(@Nullable String login, int length) {
    return login == null ? null : PrintableText.of(login, length);
  }
}
