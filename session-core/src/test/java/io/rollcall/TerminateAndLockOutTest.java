package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An order that ends a session and keeps out whom it belongs to. */
class TerminateAndLockOutTest {
  private static final String HOME = "203.0.113.7";
  private static final Account ALICE = account("alice", "example.com");

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();

  private List<Termination> order(LockoutScope scope, String... ids) {
    return registry.terminateAndLockOut(List.of(ids), ORDER, scope, Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN, login=alice",
    "ADDRESS, ip=203.0.113.7",
    "LOGIN_AND_ADDRESS, login=alice ip=203.0.113.7",
    "DOMAIN, domain=example.com",
  })
  void locksOutTheSessionsOwn(LockoutScope scope, String target) {
    SessionHandle handle = Arrivals.panel(registry, ALICE, HOME);
    Termination answer = order(scope, handle.id()).get(0);
    assertEquals(TerminationOutcome.TERMINATED, answer.outcome());
    Lockout lockout = registry.lockouts().list().get(0);
    assertEquals(target, lockout.target().toString());
    assertEquals(ManualClock.START.plusSeconds(3600), lockout.until());
    assertEquals("operator", lockout.orderedBy());
    assertEquals("password changed", lockout.reason());
    assertFalse(isLetIn(registry, ALICE, HOME));
  }

  @ParameterizedTest
  @EnumSource(LockoutScope.class)
  void ofASessionThatHasJustEndedStillLocksOut(LockoutScope scope) {
    SessionHandle handle = Arrivals.ftp(registry, ALICE, HOME);
    handle.closed(Ending.Cause.DISCONNECTED);
    assertEquals(TerminationOutcome.ALREADY_ENDED, order(scope, handle.id()).get(0).outcome());
    assertFalse(isLetIn(registry, ALICE, HOME));
  }

  /** By the time of the order a client that reconnects has another session. */
  @Test
  void endsTheOtherSessionsOfWhoIsLockedOut() {
    SessionHandle old = Arrivals.ftp(registry, ALICE, HOME);
    old.closed(Ending.Cause.DISCONNECTED);
    SessionHandle next = Arrivals.ftp(registry, ALICE, HOME);
    SessionHandle panel = Arrivals.panel(registry, account("Alice", null), "198.51.100.1");
    SessionHandle bob = Arrivals.panel(registry, account("bob", null), HOME);
    List<Termination> answers = order(LockoutScope.LOGIN, old.id());
    assertEquals(3, answers.size());
    assertEquals(old.id(), answers.get(0).id());
    assertTrue(next.isClosed());
    assertTrue(panel.isClosed());
    assertFalse(bob.isClosed());
  }

  @Test
  void answersInTheOrderOfTheIdsAndEachOnce() {
    SessionHandle first = Arrivals.panel(registry, ALICE, HOME);
    SessionHandle second = Arrivals.ftp(registry, account("bob", null), HOME);
    List<Termination> answers =
        order(LockoutScope.LOGIN, second.id().toUpperCase(Locale.ROOT), "none", first.id());
    assertEquals(
        List.of(second.id(), "none", first.id()),
        answers.stream().map(answer -> answer.id().toLowerCase(Locale.ROOT)).toList());
    assertEquals(TerminationOutcome.NOT_FOUND, answers.get(1).outcome());
    assertEquals(2, registry.lockouts().list().size());
  }

  @ParameterizedTest
  @EnumSource(
      value = LockoutScope.class,
      names = {"LOGIN", "LOGIN_AND_ADDRESS", "DOMAIN"})
  void whereASessionHasNoSuchThingDoesNothing(LockoutScope scope) {
    SessionHandle alice = Arrivals.ftp(registry, ALICE, HOME);
    SessionHandle connection = Arrivals.connect(registry, HOME);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> order(scope, alice.id(), connection.id()))
            .getMessage();
    assertTrue(message.contains(connection.id()), message);
    assertTrue(message.contains("choose another scope"), message);
    assertNull(alice.order());
    assertNull(connection.order());
    assertEquals(List.of(), registry.lockouts().list());
    assertTrue(isLetIn(registry, ALICE, HOME));
  }

  @Test
  void withoutAKnownAddressDoesNothing() {
    SessionHandle panel = Doors.panel(registry, "alice");
    assertThrows(IllegalArgumentException.class, () -> order(LockoutScope.ADDRESS, panel.id()));
    assertNull(panel.order());
  }

  @Test
  void withADurationThatMakesNoSenseDoesNothing() {
    SessionHandle handle = Arrivals.panel(registry, ALICE, HOME);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            registry.terminateAndLockOut(
                List.of(handle.id()), ORDER, LockoutScope.LOGIN, Duration.ZERO));
    assertNull(handle.order());
    assertEquals(List.of(), registry.lockouts().list());
  }

  @Test
  void ofNobodyLocksNobodyOut() {
    assertEquals(TerminationOutcome.NOT_FOUND, order(LockoutScope.LOGIN, "none").get(0).outcome());
    assertEquals(List.of(), order(LockoutScope.LOGIN));
    assertEquals(List.of(), registry.lockouts().list());
  }

  @Test
  void triedAgainAfterAFailureIsOnRecordForWhoTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    AtomicReference<SessionHandle> handle = new AtomicReference<>();
    handle.set(
        Doors.panel(
            registry,
            "alice",
            order -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
              }
              handle.get().closed(Ending.Cause.LOGGED_OUT);
            }));
    String id = handle.get().id();
    assertEquals(TerminationOutcome.FAILED, order(LockoutScope.LOGIN, id).get(0).outcome());
    assertFalse(isLetIn(registry, ALICE, HOME));
    Termination second = registry.terminate(id, TerminationOrder.by("second").because("again"));
    assertEquals(TerminationOutcome.TERMINATED, second.outcome());
    assertEquals(
        TerminationOrder.by("second").because("again"),
        registry.recentEndings().get(0).ending().order());
  }
}
