package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One order for all sessions that match. */
class TerminateMatchingTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry =
      clock.registry().patience(Duration.ofSeconds(20)).build();

  @Test
  void byLoginEndsThatLoginsSessionsOfThatServiceOnly() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofSeconds(1));
      expected.add(Doors.ftp(registry, "alice").id());
      Doors.ftp(registry, "alice2");
      Doors.ftp(registry, "Alice");
      Doors.panel(registry, "alice");
      Doors.connect(registry);
    }
    List<Termination> answers =
        registry.terminateMatching(Service.FTP, Filter.login("alice"), ORDER);
    assertEquals(
        expected, answers.stream().map(Termination::id).toList(), "longest logged in first");
    for (Termination answer : answers) {
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome());
      assertEquals("alice", answer.login());
    }
    assertEquals(60, registry.ftpSessions().size());
    assertEquals(20, registry.panelSessions().size());
    assertEquals(20, registry.counts().terminatedTotal());
  }

  @Test
  void nothingThatMatchesIsNoError() {
    Doors.ftp(registry, "alice");
    assertTrue(registry.terminateMatching(Service.FTP, Filter.login("bob"), ORDER).isEmpty());
    assertTrue(registry.terminateMatching(Service.PANEL, Filter.all(), ORDER).isEmpty());
    assertEquals(1, registry.ftpSessions().size());
  }

  @Test
  void thousandsAreEndedByOneOrder() {
    for (int i = 0; i < 5_000; i++) {
      FtpHandle unused = Doors.ftp(registry, "user" + i % 10);
    }
    SessionHandle other = Doors.panel(registry, "user1");
    List<Termination> answers = registry.terminateMatching(Service.FTP, Filter.all(), ORDER);
    assertEquals(5_000, answers.size());
    assertTrue(answers.stream().allMatch(a -> a.outcome() == TerminationOutcome.TERMINATED));
    assertEquals(0, registry.ftpSessions().size());
    assertEquals(1, registry.panelSessions().size());
    other.closed(Ending.Cause.LOGGED_OUT);
  }
}
