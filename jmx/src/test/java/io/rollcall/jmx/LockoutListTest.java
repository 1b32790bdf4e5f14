package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.LockoutTarget;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lockouts read, found and lifted through a connector. */
class LockoutListTest {
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

  private static String after(int minutes) {
    return String.valueOf(SessionWords.time(START.plusSeconds(60L * minutes)));
  }

  private static List<Object> targets(CompositeData[] lockouts) {
    return Stream.of(lockouts).map(row -> row.get("target")).toList();
  }

  @Test
  void lockoutsAreRowsAndATable() throws Exception {
    console.call(console.access, "lockOut", "login=alice ip=203.0.113.0/24", 30, "abuse");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    console.call(console.access, "lockOut", "domain=example.com", -1, "unpaid bill");
    console
        .registry
        .lockouts()
        .add(
            LockoutTarget.address("2001:db8::/32"),
            Duration.ofMinutes(5),
            TerminationOrder.by("cron"));

    CompositeData[] rows = console.rows(console.access, "Lockouts");
    assertEquals(
        List.of("ip=2001:db8::/32", "domain=example.com", "login=alice ip=203.0.113.0/24"),
        targets(rows));
    assertEquals("alice", rows[2].get("login"));
    assertEquals("203.0.113.0/24", rows[2].get("network"));
    assertEquals(null, rows[2].get("domain"));
    assertEquals(SessionWords.date(START), rows[2].get("since"));
    assertEquals(SessionWords.date(START.plusSeconds(1_800)), rows[2].get("until"));
    assertEquals(BY, rows[2].get("orderedBy"));
    assertEquals("abuse", rows[2].get("reason"));
    assertEquals(null, rows[1].get("until"));
    assertEquals(null, rows[0].get("reason"));
    String since = after(1);
    assertEquals(
        List.of(
            "Target                         Since                Until                Ordered by"
                + "                     Reason",
            "ip=2001:db8::/32               "
                + since
                + "  "
                + after(6)
                + "  cron"
                + "                           -",
            "domain=example.com             "
                + since
                + "  lifted               "
                + BY
                + "  unpaid bill",
            "login=alice ip=203.0.113.0/24  "
                + after(0)
                + "  "
                + after(30)
                + "  "
                + BY
                + "  abuse"),
        lockoutTable());
  }

  private List<String> lockoutTable() throws Exception {
    return Console.lines(console.read(console.access, "LockoutTable"));
  }

  @Test
  void lockoutsAreFoundAmongMany() throws Exception {
    for (int i = 0; i < 1_234; i++) {
      console
          .registry
          .lockouts()
          .add(LockoutTarget.login("user" + i), null, new TerminationOrder("cron", "Number " + i));
    }

    assertEquals(1_000, console.rows(console.access, "Lockouts").length);
    List<String> lines = lockoutTable();
    assertEquals(502, lines.size());
    assertTrue(lines.get(1).startsWith("login=user1233 "), lines.get(1));
    assertEquals("… 734 more not shown; use findLockouts to find them", lines.get(501));
    CompositeData found =
        (CompositeData) console.call(console.access, "findLockouts", " number 12", 1, 3);
    assertEquals(45, found.get("total"));
    assertEquals(
        List.of("login=user1232", "login=user1231", "login=user1230"),
        targets((CompositeData[]) found.get("rows")));
    assertEquals(
        100,
        ((CompositeData[])
                ((CompositeData) console.call(console.access, "findLockouts", "", 0, 0))
                    .get("rows"))
            .length);
  }

  @Test
  void lockoutIsLiftedAsItIsShownOrWrittenAnew() throws Exception {
    console.call(console.access, "lockOut", "login=alice ip=203.0.113.0/24", -1, "");
    assertEquals(
        List.of("There is no lockout for exactly: login=alice. Take the target from LockoutTable."),
        console.order(console.access, "liftLockout", "login=alice", ""));
    assertEquals(
        List.of("Lifted: login=alice ip=203.0.113.0/24"),
        console.order(console.access, "liftLockout", " IP=203.0.113.9/24  login=ALICE ", "sorry"));
    assertEquals(List.of(), console.registry.lockouts().list());
  }

  @Test
  void lockoutOfALoginThatDoesNotPrintIsLiftedAsItIsShown() throws Exception {
    String lookalike = "alu000Aice";
    console.registry.lockouts().add(LockoutTarget.login(lookalike), null, TerminationOrder.by("x"));
    console.registry.lockouts().add(LockoutTarget.login("al\nice"), null, TerminationOrder.by("x"));

    assertEquals(
        List.of("Lifted: login=\"al\\u000Aice\""),
        console.order(console.access, "liftLockout", "login=\"al\\u000Aice\"", ""));
    assertEquals(
        List.of(LockoutTarget.login(lookalike)),
        console.registry.lockouts().list().stream().map(lockout -> lockout.target()).toList());
  }
}
