package io.rollcall.jmx;

import io.rollcall.SessionRegistry;
import io.rollcall.jmx.RecordList.Part;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.SimpleType;

/** The bean of what has been: the last endings of sessions and the last refusals. */
final class SessionHistoryBean {
  private static final RowLayout<HistoryEntry> LAYOUT =
      new RowLayout.Builder<HistoryEntry>()
          .sometimes(
              "time", SimpleType.DATE, "When it was.", entry -> SessionWords.date(entry.time()))
          .text("kind", "ENDED: a session; REFUSED: somebody not let in.", HistoryEntry::kind)
          .text("service", "The door: PANEL or FTP.", HistoryEntry::service)
          .text("id", "The session's id; null for a refusal.", HistoryEntry::id)
          .text("login", "The login name, if there was one.", HistoryEntry::login)
          .text("domain", "The domain of a session's account, if any.", HistoryEntry::domain)
          .text("ipAddress", "Where the client connected from.", HistoryEntry::address)
          .text(
              "cause",
              "LOGGED_OUT, DISCONNECTED, EXPIRED, TERMINATED or SHUT_DOWN for an ending;"
                  + " LOCKED_OUT or LIMIT_REACHED for a refusal.",
              HistoryEntry::cause)
          .text(
              "orderedBy",
              "Who ordered the end or the lockout; null: nobody did.",
              HistoryEntry::orderedBy)
          .longText("reason", "The reason that was given for it, if any.", HistoryEntry::reason)
          .longText("detail", "A sentence that says more.", HistoryEntry::detail)
          .column("Time", 19, entry -> SessionWords.time(entry.time()))
          .column("Kind", 7, HistoryEntry::kind)
          .column("Service", 7, HistoryEntry::service)
          .column("ID", 8, HistoryEntry::id)
          .column("Login", 32, HistoryEntry::login)
          .column("Domain", 32, HistoryEntry::domain)
          .column("IP address", 45, HistoryEntry::address)
          .column("Cause", 13, HistoryEntry::cause)
          .column("Ordered by", 40, HistoryEntry::orderedBy)
          .column("Reason", 48, HistoryEntry::reason)
          .column("Detail", 72, HistoryEntry::brief)
          .build("io.rollcall.HistoryEntry", "A session that ended, or somebody not let in.");

  private SessionHistoryBean() {}

  static OpenBean of(SessionRegistry registry) {
    RecordList<HistoryEntry> history =
        new RecordList<>("history yet", LAYOUT, most -> newest(registry, most));
    return new OpenBean(
        "Shows which sessions ended and who was refused, by whose order and why: the last ones, in"
            + " memory; the log has all.",
        List.of(
            history.table(
                "HistoryTable",
                "The last endings and refusals as a table, newest first, at most 500 rows; where"
                    + " there are more, each kind has half of the places. One element of several"
                    + " lines: JConsole shows it in a fixed-width font.",
                "findHistory"),
            history.rows(
                "History",
                "The last endings and refusals as rows, newest first, at most 1,000; where there"
                    + " are more, each kind has half of the places.")),
        List.of(
            history.find(
                "findHistory", "Searches all endings and refusals remembered, newest first.")));
  }

  /**
   * The newest of both kinds. Each may fill half of the places whatever there is of the other, so
   * that a client refused in a tight loop does not push out of sight who was ended and why.
   */
  private static Part<HistoryEntry> newest(SessionRegistry registry, int most) {
    List<HistoryEntry> endings =
        registry.recentEndings().stream().map(HistoryEntry::ended).toList();
    List<HistoryEntry> refusals =
        registry.recentRefusals().stream().map(HistoryEntry::refused).toList();
    int ended = Math.min(endings.size(), Math.max(most / 2, most - refusals.size()));
    int refused = Math.min(refusals.size(), most - ended);
    return new Part<>(
        merged(endings.subList(0, ended), refusals.subList(0, refused)),
        endings.size() + refusals.size());
  }

  /** Merges two lists by time, newest first; each keeps its own order. */
  private static List<HistoryEntry> merged(List<HistoryEntry> one, List<HistoryEntry> other) {
    List<HistoryEntry> merged = new ArrayList<>(one.size() + other.size());
    int next = 0;
    for (HistoryEntry entry : one) {
      while (next < other.size() && other.get(next).time().isAfter(entry.time())) {
        merged.add(other.get(next++));
      }
      merged.add(entry);
    }
    merged.addAll(other.subList(next, other.size()));
    return merged;
  }
}
