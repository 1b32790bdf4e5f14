package io.rollcall.jmx;

import io.rollcall.PrintableText;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Says what became of orders to end sessions: in rows for programs, in lines for people. */
final class TerminationReport {
  static final int MOST_LINES = 500;

  /** The answer to programs. */
  static final RowLayout<Termination> ANSWER =
      new RowLayout.Builder<Termination>()
          .text("id", "The session's id.", Termination::id)
          .text(
              "outcome",
              "TERMINATED; CLOSING: ordered, not confirmed in time; ALREADY_ENDED; NOT_FOUND;"
                  + " FAILED.",
              Termination::outcome)
          .text("login", "The login, if it is known.", Termination::login)
          .longText("detail", "A sentence that says more.", Termination::detail)
          .build("io.rollcall.Termination", "What became of the order to end one session.");

  private static final int ID_LENGTH = 64;
  private static final int LOGIN_LENGTH = 64;
  private static final int DETAIL_LENGTH = 1_000;

  private static final Comparator<Termination> NOT_GONE_FIRST =
      Comparator.comparing(Termination::outcome)
          .reversed()
          .thenComparing(answer -> Objects.requireNonNullElse(answer.login(), ""))
          .thenComparing(Termination::id);

  private TerminationReport() {}

  /** A line such as {@code k7f39q2m TERMINATED alice: ended}. */
  static String line(Termination answer) {
    return line(answer, "");
  }

  private static String line(Termination answer, String door) {
    return "%s%s %s%s: %s"
        .formatted(
            PrintableText.of(answer.id(), ID_LENGTH),
            door,
            answer.outcome(),
            answer.login() == null ? "" : " " + PrintableText.of(answer.login(), LOGIN_LENGTH),
            PrintableText.of(answer.detail(), DETAIL_LENGTH));
  }

  /** How many there are of each outcome, such as {@code 3 sessions: 2 TERMINATED, 1 FAILED}. */
  static String summary(List<Termination> answers, String noun) {
    Map<TerminationOutcome, Integer> outcomes = new TreeMap<>();
    answers.forEach(answer -> outcomes.merge(answer.outcome(), 1, Integer::sum));
    List<String> counts = new ArrayList<>();
    outcomes.forEach((outcome, count) -> counts.add(SessionWords.number(count) + " " + outcome));
    return SessionWords.count(answers.size(), noun) + ": " + String.join(", ", counts);
  }

  /** A summary and a line for each session of one service, at most 500. */
  static String of(List<Termination> answers, String noun) {
    List<String> lines = answers.stream().limit(MOST_LINES).map(TerminationReport::line).toList();
    return listed(summary(answers, noun), lines, answers.size());
  }

  /**
   * A summary and a line for each session of any service, at most 500, those first that are not
   * gone. A line names the door, unless the session is gone and forgotten by the registry.
   */
  static String ofBothDoors(SessionRegistry registry, List<Termination> answers) {
    Map<String, String> doors = new HashMap<>();
    for (SessionEvent ended : registry.recentEndings()) {
      doors.put(ended.session().id(), SessionWords.door(ended.session()));
    }
    List<Termination> sorted = answers.stream().sorted(NOT_GONE_FIRST).limit(MOST_LINES).toList();
    List<String> lines = new ArrayList<>();
    for (Termination answer : sorted) {
      String door =
          registry.session(answer.id()).map(SessionWords::door).orElse(doors.get(answer.id()));
      lines.add(line(answer, door == null ? "" : " (" + door + ")"));
    }
    return listed(summary(answers, "session"), lines, answers.size());
  }

  /** A head and lines under it; the last says how many are not shown. */
  static String listed(String head, List<String> lines, int total) {
    String text = head + "\n" + String.join("\n", lines);
    return total == lines.size()
        ? text
        : text + "\n… " + SessionWords.number(total - lines.size()) + " more not shown";
  }
}
