package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
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
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lockouts ordered through a connector. */
class LockoutTest {
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

  private void assertRefused(String login) {
    assertThrows(SessionRefusedException.class, () -> console.door.panel(login));
    assertThrows(SessionRefusedException.class, () -> console.door.ftp(login));
  }

  private static String after(int minutes) {
    return String.valueOf(SessionWords.time(START.plusSeconds(60L * minutes)));
  }

  @Test
  void whoIsEndedWithALockoutStaysOut() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    SessionHandle panel = console.door.panel("bob");

    assertEquals(
        List.of(
            alice.id() + " TERMINATED alice: ended: abuse",
            panel.id() + " NOT_FOUND: this is a panel session: end it with the bean PanelSessions",
            "nobody00 NOT_FOUND: no session of this id is or was lately here",
            "Locked out until " + after(30) + ": login=alice"),
        console.order(
            console.ftp,
            "terminateAndLockOut",
            alice.id() + "," + panel.id() + " nobody00",
            "login",
            30,
            " abuse "));

    assertTrue(alice.isClosed());
    assertFalse(panel.isClosed());
    assertRefused("alice");
    assertRefused("ALICE");
    console.door.panel("bob");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(30));
    console.door.panel("alice");
    assertEquals(
        List.of("There is no lockout."),
        Console.lines(console.read(console.access, "LockoutTable")));
  }

  @Test
  void everyScopeLocksOutWhatItSays() throws Exception {
    Account alice = new Account("alice", AccountType.WEB_USER, "example.com");
    for (String scope : List.of("LOGIN", "Address", "login_and_address", " DOMAIN ")) {
      SessionHandle session = console.door.panel(alice, "203.0.113.7", null);
      List<String> lines =
          console.order(console.panel, "terminateAndLockOut", session.id(), scope, -1, "");
      assertEquals(2, lines.size());
      String target = lines.get(1).replace("Locked out until it is lifted: ", "");
      assertEquals(
          switch (scope) {
            case "LOGIN" -> "login=alice";
            case "Address" -> "ip=203.0.113.7";
            case "login_and_address" -> "login=alice ip=203.0.113.7";
            default -> "domain=example.com";
          },
          target);
      assertThrows(
          SessionRefusedException.class, () -> console.door.panel(alice, "203.0.113.7", null));
      assertEquals(
          List.of("Lifted: " + target), console.order(console.access, "liftLockout", target, ""));
    }
  }

  @Test
  void sessionThatHasJustEndedIsLockedOutAllTheSame() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    console.terminate(console.ftp, alice.id(), null);

    List<String> lines =
        console.order(console.ftp, "terminateAndLockOut", alice.id(), "LOGIN", -1, "again");

    assertTrue(lines.get(0).startsWith(alice.id() + " ALREADY_ENDED alice: "), lines.get(0));
    assertEquals("Locked out until it is lifted: login=alice", lines.get(1));
    assertRefused("alice");
  }

  @Test
  void orderForNobodyLocksOutNobody() throws Exception {
    SessionHandle bob = console.door.panel("bob");

    assertEquals(
        List.of(
            bob.id() + " NOT_FOUND: this is a panel session: end it with the bean PanelSessions",
            "Nobody was locked out."),
        console.order(console.ftp, "terminateAndLockOut", bob.id(), "LOGIN", -1, ""));
    assertEquals(List.of(), console.registry.lockouts().list());
  }

  @Test
  void onlyTheOrdersOwnLockoutsAreTold() throws Exception {
    console.call(console.access, "lockOut", "login=mallory", 5, "abuse");
    console.registry.lockouts().add(LockoutTarget.login("eve"), null, TerminationOrder.by("x"));
    FtpHandle alice = console.door.ftp("alice");
    FtpHandle bob = console.door.ftp("bob");

    CompositeData answer =
        (CompositeData)
            console.call(
                console.ftp,
                "terminateSessionsAndLockOut",
                new String[] {alice.id(), bob.id(), alice.id()},
                "LOGIN",
                5,
                "abuse");

    assertEquals(
        List.of("login=alice", "login=bob"), targets((CompositeData[]) answer.get("lockouts")));
    assertEquals(
        List.of("TERMINATED", "TERMINATED"),
        Stream.of((CompositeData[]) answer.get("terminations"))
            .map(row -> row.get("outcome"))
            .toList());
  }

  private static List<Object> targets(CompositeData[] lockouts) {
    return Stream.of(lockouts).map(row -> row.get("target")).toList();
  }

  @Test
  void lockoutByItselfLeavesOpenSessions() throws Exception {
    FtpHandle alice = console.door.ftp("alice");

    assertEquals(
        List.of(
            "Locked out until " + after(90) + ": login=alice ip=192.0.2.0/24",
            "Sessions that are open stay; revoke ends them as well."),
        console.order(console.access, "lockOut", "ip=192.0.2.77/24 login=alice", 90, "why"));

    assertFalse(alice.isClosed());
    assertRefused("alice");
    console.door.panel(new Account("alice", AccountType.CLIENT, null), "198.51.100.1", null);
  }
}
