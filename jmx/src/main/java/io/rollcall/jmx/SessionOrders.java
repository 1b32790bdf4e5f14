package io.rollcall.jmx;

import io.rollcall.Filter;
import io.rollcall.Lockout;
import io.rollcall.LockoutScope;
import io.rollcall.Page;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferAbort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import org.jspecify.annotations.Nullable;

/** Orders sessions of one service to end, in the caller's name, and says what became of them. */
final class SessionOrders {
  /** The answer to programs that lock out as well. */
  static final CompositeType LOCKED_OUT =
      OpenTypes.composite(
          "io.rollcall.TerminationAndLockout",
          "What became of the order to end sessions and to keep out whom they belong to.",
          List.of(
              new OpenTypes.Item(
                  "lockouts", OpenTypes.array(LockoutLayout.LAYOUT.type()), "Who is locked out."),
              new OpenTypes.Item(
                  "terminations",
                  OpenTypes.array(TerminationReport.ANSWER.type()),
                  "A row for each different id, in their order.")));

  private final SessionRegistry registry;
  private final SessionLayout<?> layout;

  SessionOrders(SessionRegistry registry, SessionLayout<?> layout) {
    this.registry = registry;
    this.layout = layout;
  }

  /** Returns a line for each session: what happened. */
  String terminate(List<String> ids, TerminationOrder order) {
    return lines(end(ids, own -> registry.terminate(own, order)));
  }

  CompositeData[] terminateSessions(List<String> ids, TerminationOrder order) {
    return TerminationReport.ANSWER.rows(end(ids, own -> registry.terminate(own, order)));
  }

  /** Returns a line for each session, what happened, and one for each lockout. */
  String terminateAndLockOut(
      List<String> ids, LockoutScope scope, @Nullable Duration duration, TerminationOrder order) {
    LockedOut done = endAndLockOut(ids, scope, duration, order);
    List<String> lines = new ArrayList<>(List.of(lines(done.terminations())));
    done.lockouts().forEach(lockout -> lines.add(LockoutLayout.sentence(lockout)));
    if (done.lockouts().isEmpty()) {
      lines.add("Nobody was locked out.");
    }
    return String.join("\n", lines);
  }

  CompositeData terminateSessionsAndLockOut(
      List<String> ids, LockoutScope scope, @Nullable Duration duration, TerminationOrder order) {
    LockedOut done = endAndLockOut(ids, scope, duration, order);
    return OpenTypes.data(
        LOCKED_OUT,
        Map.of(
            "lockouts", LockoutLayout.LAYOUT.rows(done.lockouts()),
            "terminations", TerminationReport.ANSWER.rows(done.terminations())));
  }

  /** Ends all that match, or only tells who they are: that needs no reason to be typed. */
  String terminateMatching(@Nullable String filterText, @Nullable String reason, boolean dryRun) {
    if (dryRun) {
      return wouldEnd(OperatorInput.filter(layout.service(), filterText), filterText);
    }
    Filter filter = OperatorInput.filterOfOrder(layout.service(), filterText);
    return endMatching(filter, filterText, OperatorInput.order(reason));
  }

  /** Returns a line: what became of the session's transfer. */
  String abortTransfer(String id, TerminationOrder order) {
    TransferAbort answer = registry.abortTransfer(id.toLowerCase(Locale.ROOT), order);
    return "%s %s: %s"
        .formatted(
            PrintableText.of(answer.id(), 64),
            answer.outcome(),
            PrintableText.of(answer.detail(), 1_000));
  }

  private String wouldEnd(Filter filter, @Nullable String filterText) {
    Page<? extends SessionInfo> page =
        layout.list(registry, SessionQuery.matching(filter).page(0, TerminationReport.MOST_LINES));
    if (page.total() == 0) {
      return noneMatch(filterText);
    }
    String head =
        "Dry run, nothing was ended. %s would be:"
            .formatted(SessionWords.count(page.total(), layout.noun()));
    return TerminationReport.listed(
        head, page.sessions().stream().map(SessionWords::who).toList(), page.total());
  }

  private String endMatching(Filter filter, @Nullable String filterText, TerminationOrder order) {
    List<Termination> answers = registry.terminateMatching(layout.service(), filter, order);
    return answers.isEmpty() ? noneMatch(filterText) : TerminationReport.of(answers, layout.noun());
  }

  private String noneMatch(@Nullable String filterText) {
    String filter = OperatorInput.quoted(filterText);
    return filter.isEmpty()
        ? "There is no " + layout.noun() + "."
        : "No " + layout.noun() + " matches: " + filter;
  }

  private static String lines(List<Termination> answers) {
    return String.join("\n", answers.stream().map(TerminationReport::line).toList());
  }

  private record LockedOut(List<Termination> terminations, List<Lockout> lockouts) {}

  /**
   * The registry's answer names no lockouts, so those are told that were not there before and are
   * by this caller for this reason: that may take in one of another order that the caller gives at
   * the same moment, and misses one that has been lifted since.
   */
  private LockedOut endAndLockOut(
      List<String> ids, LockoutScope scope, @Nullable Duration duration, TerminationOrder order) {
    Set<Lockout> before = Collections.newSetFromMap(new IdentityHashMap<>());
    before.addAll(registry.lockouts().list());
    List<Termination> answers =
        end(ids, own -> registry.terminateAndLockOut(own, order, scope, duration));
    List<Lockout> made =
        registry.lockouts().list().stream()
            .filter(lockout -> !before.contains(lockout))
            .filter(lockout -> lockout.orderedBy().equals(order.orderedBy()))
            .filter(lockout -> Objects.equals(lockout.reason(), order.reason()))
            .toList();
    return new LockedOut(answers, made);
  }

  /** Has the sessions of this service ended: each once, however often it is named. */
  private List<Termination> end(List<String> ids, Function<List<String>, List<Termination>> order) {
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
    for (Termination answer : order.apply(own)) {
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
}
