package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits set and read through a connector. */
class LimitOrderTest {
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private Console console;

  @BeforeEach
  void open() throws Exception {
    console =
        Console.open(
            SessionRegistry.builder().clocks(() -> START.plusNanos(nanos.get()), nanos::get));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void limitsHoldForThoseWhoComeAndLeaveThoseWhoAreThere() throws Exception {
    FtpHandle first = console.door.ftp("alice");
    FtpHandle second = console.door.ftp("alice");

    assertEquals(
        List.of(
            "Limits: FTP LOGIN 1; REFUSE",
            "Before: none",
            "Sessions that are too many stay; keepExcess false ends them."),
        console.order(console.access, "setLimits", "ftp login 1", true, "why"));

    assertTrue(!first.isClosed() && !second.isClosed());
    assertEquals("FTP LOGIN 1; REFUSE", console.read(console.access, "Limits"));
    assertThrows(SessionRefusedException.class, () -> console.door.ftp("alice"));
    assertEquals(1L, console.read(console.counters, "RefusedTotal"));
    console.door.panel("alice");
  }

  @Test
  void sessionsThatAreTooManyAreEndedOnPurpose() throws Exception {
    FtpHandle idle = console.door.ftp("alice");
    SessionHandle idlePanel = console.door.panel("bob");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(5));
    FtpHandle busy = console.door.ftp("alice");
    SessionHandle busyPanel = console.door.panel("bob");

    List<String> report =
        console.order(
            console.access, "setLimits", "FTP LOGIN 1, PANEL LOGIN 1", false, "maintenance");

    assertEquals(
        List.of(
            "Limits: PANEL LOGIN 1, FTP LOGIN 1; REFUSE",
            "Before: none",
            "Too many: 2 sessions: 2 TERMINATED"),
        report.subList(0, 3));
    assertEquals(
        Set.of(
            idle.id() + " (FTP) TERMINATED alice: ended: maintenance",
            idlePanel.id() + " (panel) TERMINATED bob: ended: maintenance"),
        Set.copyOf(report.subList(3, 5)));
    assertTrue(!busy.isClosed() && !busyPanel.isClosed());
    assertEquals("operator from 127.0.0.1 (JMX)", console.door.orders.get(0).orderedBy());
  }

  @Test
  void newLimitsReplaceAllBeforeAndNoneClearsThem() throws Exception {
    console.call(console.access, "setLimits", "FTP TOTAL 0; END_LONGEST_IDLE", true, "");
    assertThrows(SessionRefusedException.class, () -> console.door.connect("192.0.2.1"));

    assertEquals(
        List.of(
            "Limits: PANEL TOTAL 0; REFUSE",
            "Before: FTP TOTAL 0; END_LONGEST_IDLE",
            "No session was too many."),
        console.order(console.access, "setLimits", "PANEL TOTAL 0", false, ""));
    console.door.connect("192.0.2.1");
    console.call(console.access, "setLimits", "none", true, "");
    console.door.panel("alice");
    assertEquals("none", console.read(console.access, "Limits"));
  }
}
