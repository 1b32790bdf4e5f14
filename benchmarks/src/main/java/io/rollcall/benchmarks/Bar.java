package io.rollcall.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A ratio, and what it is to be.
 *
 * @param work what was done
 * @param against what it was done against
 * @param most whether the bar is the most that it may be, and not the least
 * @param bar the bar
 * @param measured the ratio, or NaN if it was not measured
 */
record Bar(String work, String against, boolean most, double bar, double measured) {
  /** The bars that the benchmarks in one JVM can tell of. */
  static List<Bar> of(Measurements m) {
    List<Bar> bars = new ArrayList<>();
    for (String sessions : List.of("10000", "1000000")) {
      String at = " " + sessions;
      String among = ", " + sessions + " sessions";
      double handle = m.score("TouchByHandle.handle" + at);
      bars.add(
          atMost(
              "touch by handle" + among,
              "an opaque write of the time",
              1.5,
              handle / m.score("TouchByHandle.writeOfTime" + at)));
      bars.add(
          atLeast(
              "touch by handle, 2 threads on 2 sessions" + among,
              "1 thread, touches a second",
              1.8,
              2
                  * m.score("TouchByHandle.ownHandle" + at)
                  / m.score("TouchByHandle.ownHandle" + at + " (2 threads)")));
      double byId = m.score("TouchById.touch" + at + " rollcall");
      bars.add(
          atMost(
              "touch by id" + among,
              "the bare map",
              1.2,
              byId / m.score("TouchById.touch" + at + " map")));
      bars.add(
          atLeast(
              "touch by id" + among,
              "Spring Security, times faster",
              2,
              m.score("TouchById.touch" + at + " spring") / byId));
    }
    bars.add(
        atMost(
            "open and close, indexes and limits on",
            "the bare map",
            3,
            m.score("OpenAndClose.openAndClose 10000 rollcall")
                / m.score("OpenAndClose.openAndClose 10000 map")));
    bars.add(
        atLeast(
            "list all of 100,000",
            "Spring Security, times faster",
            3,
            m.score("ListAll.list 100000 spring") / m.score("ListAll.list 100000 rollcall")));
    bars.add(
        atLeast(
            "first 100 by idle time of 1,000,000",
            "copying and sorting, times faster",
            10,
            m.score("FirstPage.copyAndSort 1000000")
                / m.score("FirstPage.page idleSeconds 1000000")));
    bars.add(
        atMost(
            "terminate one login's 5 among 1,000,000",
            "the same among 1,000",
            1.5,
            m.score("TerminateLogin.terminate 1000000")
                / m.score("TerminateLogin.terminate 1000")));
    bars.add(
        atMost(
            "bytes a session",
            "Tomcat's StandardSession, with nothing in it",
            0.5,
            m.bytesPerSession("rollcall") / m.bytesPerSession("tomcat")));
    bars.add(
        atMost(
            "JMX page of 100 out of 100,000",
            "100 rows made beforehand",
            1.3,
            m.score("JmxPage.page 100000") / m.score("JmxPage.pageMadeBefore 100000")));
    return bars;
  }

  private static Bar atMost(String work, String against, double bar, double measured) {
    return new Bar(work, against, true, bar, measured);
  }

  private static Bar atLeast(String work, String against, double bar, double measured) {
    return new Bar(work, against, false, bar, measured);
  }

  boolean isMet() {
    return most ? measured <= bar : measured >= bar;
  }

  /** A row of the report's table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s %s | **%.2f** | %s |",
        work,
        against,
        most ? "at most" : "at least",
        bar,
        measured,
        isMet() ? "yes" : "**no**");
  }
}
