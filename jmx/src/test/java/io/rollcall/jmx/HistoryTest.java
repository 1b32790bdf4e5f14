package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been, read through a connector. */
class HistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final String BY = "operator from 127.0.0.1 (JMX)";

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

  private void passMinute() {
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
  }

  private static String at(int minute) {
    return String.valueOf(SessionWords.time(START.plusSeconds(60L * minute)));
  }

  /** All that can be in a history; returns the ids of the two sessions that end. */
  private List<String> everything() throws Exception {
    SessionHandle panel =
        console.door.panel(
            new Account("alice", AccountType.DOMAIN_OWNER, "example.com"), "203.0.113.7", null);
    FtpHandle scan = console.door.connect("2001:db8::7");
    passMinute();
    scan.closed(Ending.Cause.DISCONNECTED);
    passMinute();
    console.call(console.panel, "terminateAndLockOut", panel.id(), "LOGIN", 30, "abuse");
    passMinute();
    assertThrows(SessionRefusedException.class, () -> console.door.ftp("alice"));
    passMinute();
    console.call(console.access, "setLimits", "PANEL LOGIN 1", true, "");
    console.door.panel("bob");
    assertThrows(SessionRefusedException.class, () -> console.door.panel("bob"));
    return List.of(panel.id(), scan.id());
  }

  @Test
  void endingsAndRefusalsAreRowsNewestFirst() throws Exception {
    List<String> ids = everything();

    List<List<String>> rows =
        Stream.of(console.rows(console.history, "History"))
            .map(
                row ->
                    Stream.of(
                            "time",
                            "kind",
                            "service",
                            "id",
                            "login",
                            "domain",
                            "ipAddress",
                            "cause",
                            "orderedBy",
                            "reason",
                            "detail")
                        .map(item -> row.get(item) == null ? "" : row.get(item).toString())
                        .toList())
            .toList();

    assertEquals(
        List.of(
            row(
                4,
                "REFUSED PANEL",
                "",
                "bob",
                "",
                "192.0.2.1",
                "LIMIT_REACHED",
                "",
                "",
                "1 session at most for login bob"),
            row(
                3,
                "REFUSED FTP",
                "",
                "alice",
                "",
                "192.0.2.1",
                "LOCKED_OUT",
                BY,
                "abuse",
                "locked out (login=alice) until 2026-03-01T09:32:00Z by " + BY),
            row(
                2,
                "ENDED PANEL",
                ids.get(0),
                "alice",
                "example.com",
                "203.0.113.7",
                "TERMINATED",
                BY,
                "abuse",
                "logged in for 2m00s"),
            row(
                1,
                "ENDED FTP",
                ids.get(1),
                "",
                "",
                "2001:db8::7",
                "DISCONNECTED",
                "",
                "",
                "never logged in")),
        rows);
  }

  private static List<String> row(int minute, String kindAndService, String... rest) {
    String[] words = kindAndService.split(" ", -1);
    return Stream.concat(
            Stream.of(
                String.valueOf(SessionWords.date(START.plusSeconds(60L * minute))),
                words[0],
                words[1]),
            Stream.of(rest))
        .toList();
  }

  @Test
  void historyIsATable() throws Exception {
    List<String> ids = everything();
    assertEquals(
        List.of(
            "Time                 Kind     Service  ID        Login  Domain       IP address"
                + "   Cause          Ordered by                     Reason  Detail",
            at(4)
                + "  REFUSED  PANEL    -         bob    -            192.0.2.1  "
                + "  LIMIT_REACHED  -                              -       1 session at most for"
                + " login bob",
            at(3)
                + "  REFUSED  FTP      -         alice  -            192.0.2.1    LOCKED_OUT     "
                + BY
                + "  abuse   login=alice, until "
                + at(32),
            at(2)
                + "  ENDED    PANEL    "
                + ids.get(0)
                + "  alice  example.com  203.0.113.7  TERMINATED     "
                + BY
                + "  abuse   logged in for 2m00s",
            at(1)
                + "  ENDED    FTP      "
                + ids.get(1)
                + "  -      -            2001:db8::7  DISCONNECTED   -"
                + "                              -       never logged in"),
        Console.lines(console.read(console.history, "HistoryTable")));
  }

  @Test
  void emptyHistoryIsASentence() throws Exception {
    assertEquals(
        List.of("There is no history yet."),
        Console.lines(console.read(console.history, "HistoryTable")));
    assertEquals(0, console.rows(console.history, "History").length);
  }

  @Test
  void floodOfRefusalsDoesNotHideTheEndings() throws Exception {
    IntStream.range(0, 700)
        .mapToObj(i -> console.door.ftp("user" + i))
        .forEach(session -> session.closed(Ending.Cause.LOGGED_OUT));
    passMinute();
    console
        .registry
        .lockouts()
        .add(LockoutTarget.login("mallory"), null, TerminationOrder.by("cron"));
    for (int i = 0; i < 1_500; i++) {
      assertThrows(SessionRefusedException.class, () -> console.door.panel("mallory"));
    }

    CompositeData[] rows = console.rows(console.history, "History");
    assertEquals(1_000, rows.length);
    assertEquals("REFUSED", rows[499].get("kind"));
    assertEquals("user699", rows[500].get("login"));
    List<String> lines = Console.lines(console.read(console.history, "HistoryTable"));
    assertEquals(502, lines.size());
    assertTrue(lines.get(251).contains("user699"), lines.get(251));
    assertEquals("… 1,200 more not shown; use findHistory to find them", lines.get(501));
    CompositeData found =
        (CompositeData) console.call(console.history, "findHistory", "USER12", 0, 5);
    assertEquals(11, found.get("total"));
    assertEquals("user129", ((CompositeData[]) found.get("rows"))[0].get("login"));
  }

  @Test
  void placesThatOneKindLeavesAreTheOthers() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    alice.closed(Ending.Cause.LOGGED_OUT);
    console
        .registry
        .lockouts()
        .add(LockoutTarget.login("mallory"), null, TerminationOrder.by("cron"));
    passMinute();
    for (int i = 0; i < 700; i++) {
      assertThrows(SessionRefusedException.class, () -> console.door.panel("mallory"));
    }

    assertEquals(701, console.rows(console.history, "History").length);
    List<String> lines = Console.lines(console.read(console.history, "HistoryTable"));
    assertTrue(lines.get(500).contains("alice"), lines.get(500));
    assertEquals("… 201 more not shown; use findHistory to find them", lines.get(501));
  }
}
