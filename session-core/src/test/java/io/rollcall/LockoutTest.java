package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a lockout keeps out, and for how long. */
class LockoutTest {
  private static final Account ALICE = account("alice", "example.com");
  private static final Account BOB = account("bob", "example.org");
  private static final String HOME = "203.0.113.7";
  private static final String AWAY = "198.51.100.1";

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();
  private final Lockouts lockouts = registry.lockouts();

  private void lockOut(LockoutTarget target) {
    Lockout unused = lockouts.add(target, null, ORDER);
  }

  @Test
  void ofALoginKeepsItOutFromEverywhere() {
    lockOut(LockoutTarget.login("alice"));
    assertFalse(isLetIn(registry, ALICE, HOME));
    assertFalse(isLetIn(registry, ALICE, AWAY));
    assertTrue(isLetIn(registry, BOB, HOME));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, 203.0.113.8",
    "203.0.113.0/24, 203.0.113.255, 203.0.114.0",
    "203.0.113.128/25, 203.0.113.128, 203.0.113.127",
    "2001:db8::7, 2001:db8::7, 2001:db8::8",
    "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
    "0.0.0.0/0, 8.8.8.8, 2001:db8::1",
    "::/0, 2001:db8::1, 8.8.8.8",
  })
  void ofANetworkKeepsOutWhoeverIsInIt(String network, String inside, String outside) {
    lockOut(LockoutTarget.address(network));
    assertFalse(isLetIn(registry, ALICE, inside));
    assertFalse(isLetIn(registry, BOB, inside));
    assertTrue(isLetIn(registry, ALICE, outside));
  }

  @Test
  void ofAnAddressRefusesTheConnectionItself() {
    lockOut(LockoutTarget.address(HOME));
    Refusal refusal =
        assertThrows(SessionRefusedException.class, () -> Arrivals.connect(registry, HOME))
            .refusal();
    assertEquals(Refusal.Cause.LOCKED_OUT, refusal.cause());
    assertEquals(LockoutTarget.address(HOME), refusal.lockout().target());
    assertNull(refusal.login());
    assertTrue(Arrivals.all(registry).isEmpty());
    assertEquals(0, registry.counts().openedTotal());
  }

  @Test
  void ofALoginFromANetworkKeepsOutThatPairOnly() {
    lockOut(LockoutTarget.loginFrom("alice", "203.0.113.0/24"));
    assertFalse(isLetIn(registry, ALICE, HOME));
    assertTrue(isLetIn(registry, ALICE, AWAY));
    assertTrue(isLetIn(registry, BOB, HOME));
  }

  @Test
  void ofADomainKeepsOutItsAccounts() {
    lockOut(LockoutTarget.domain("example.com"));
    assertFalse(isLetIn(registry, ALICE, HOME));
    assertFalse(isLetIn(registry, account("carol", "example.com"), AWAY));
    assertTrue(isLetIn(registry, BOB, HOME));
    assertTrue(isLetIn(registry, Account.unregistered("example.com"), HOME));
  }

  @Test
  void aRefusedLoginLeavesTheConnectionListedWithoutALogin() {
    lockOut(LockoutTarget.login("alice"));
    FtpHandle handle = Arrivals.connect(registry, HOME);
    assertThrows(SessionRefusedException.class, () -> handle.loggedIn(ALICE));
    assertNull(registry.ftpSessions().get(0).account());
    assertFalse(handle.isClosed());
  }

  @Test
  void endsByTheClockAndNotAMomentEarlier() {
    Lockout lockout = lockouts.add(LockoutTarget.login("alice"), Duration.ofMinutes(10), ORDER);
    assertEquals(ManualClock.START, lockout.since());
    assertEquals(ManualClock.START.plusSeconds(600), lockout.until());
    clock.advance(Duration.ofMinutes(10).minusNanos(1));
    assertFalse(isLetIn(registry, ALICE, HOME));
    assertEquals(List.of(lockout), lockouts.list());
    clock.advance(Duration.ofNanos(1));
    assertTrue(isLetIn(registry, ALICE, HOME));
    assertEquals(List.of(), lockouts.list());
    assertEquals(Optional.empty(), lockouts.lift(LockoutTarget.login("alice"), ORDER));
  }

  @Test
  void ofANetworkThatIsOverLeavesTheWiderOneInForce() {
    lockOut(LockoutTarget.address("203.0.0.0/16"));
    Lockout unused = lockouts.add(LockoutTarget.address(HOME), Duration.ofMinutes(1), ORDER);
    clock.advance(Duration.ofMinutes(2));
    assertEquals(
        "203.0.0.0/16",
        Arrivals.refusal(registry, Service.PANEL, ALICE, HOME).lockout().target().network());
  }

  @Test
  void isLiftedForTheSameTargetOnly() {
    lockOut(LockoutTarget.address("203.0.113.0/24"));
    lockOut(LockoutTarget.login("alice"));
    assertTrue(lockouts.lift(LockoutTarget.address(HOME), ORDER).isEmpty());
    assertTrue(lockouts.lift(LockoutTarget.loginFrom("alice", HOME), ORDER).isEmpty());
    assertTrue(lockouts.lift(LockoutTarget.address("203.0.113.99/24"), ORDER).isPresent());
    assertFalse(isLetIn(registry, ALICE, HOME));
    assertTrue(isLetIn(registry, BOB, HOME));
    assertTrue(lockouts.lift(LockoutTarget.login("Alice"), ORDER).isPresent());
    assertTrue(isLetIn(registry, ALICE, HOME));
    assertTrue(lockouts.lift(LockoutTarget.login("alice"), ORDER).isEmpty());
  }

  @Test
  void ofALoginFromANetworkIsLiftedAndTheOthersOfTheLoginHold() {
    lockOut(LockoutTarget.loginFrom("alice", "203.0.113.0/24"));
    lockOut(LockoutTarget.loginFrom("alice", AWAY));
    assertTrue(
        lockouts.lift(LockoutTarget.loginFrom("ALICE", "203.0.113.0/24"), ORDER).isPresent());
    assertTrue(isLetIn(registry, ALICE, HOME));
    assertFalse(isLetIn(registry, ALICE, AWAY));
    assertTrue(lockouts.lift(LockoutTarget.loginFrom("alice", AWAY), ORDER).isPresent());
    assertTrue(isLetIn(registry, ALICE, AWAY));
  }

  @Test
  void ofTheSameTargetIsReplaced() {
    Lockout unused = lockouts.add(LockoutTarget.login("alice"), null, ORDER);
    Lockout second =
        lockouts.add(
            LockoutTarget.login("ALICE"), Duration.ofSeconds(5), TerminationOrder.by("another"));
    assertEquals(List.of(second), lockouts.list());
    clock.advance(Duration.ofSeconds(5));
    assertTrue(isLetIn(registry, ALICE, HOME));
  }

  @Test
  void areListedOldestFirst() {
    Lockout login = lockouts.add(LockoutTarget.login("alice"), null, ORDER);
    clock.advance(Duration.ofSeconds(1));
    Lockout address = lockouts.add(LockoutTarget.address(HOME), Duration.ofHours(1), ORDER);
    clock.advance(Duration.ofSeconds(1));
    Lockout domain = lockouts.add(LockoutTarget.domain("example.com"), null, ORDER);
    assertEquals(List.of(login, address, domain), lockouts.list());
    clock.advance(Duration.ofSeconds(1));
    Lockout again = lockouts.add(LockoutTarget.login("alice"), null, ORDER);
    assertEquals(List.of(address, domain, again), lockouts.list());
    assertThrows(UnsupportedOperationException.class, () -> lockouts.list().clear());
  }

  @Test
  void leavesTheSessionsThatThereAre() {
    FtpHandle handle = Arrivals.ftp(registry, ALICE, HOME);
    lockOut(LockoutTarget.login("alice"));
    assertNull(handle.order());
    assertEquals(1, registry.ftpSessions().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT876600H1S", "PT2562047788015H"})
  void ofADurationThatMakesNoSenseIsRefused(String text) {
    Duration duration = Duration.parse(text);
    LockoutTarget target = LockoutTarget.login("alice");
    assertThrows(
        IllegalArgumentException.class, () -> lockouts.add(target, duration, ORDER), "add");
    assertThrows(
        IllegalArgumentException.class, () -> lockouts.revoke(target, duration, ORDER), "revoke");
    assertEquals(List.of(), lockouts.list());
  }

  /** What an adapter asks before it checks a password. */
  @Test
  void isToldBeforeAnyPasswordIsChecked() {
    assertNull(registry.refusal(Service.FTP, "alice", Doors.address(HOME)));
    lockOut(LockoutTarget.loginFrom("alice", HOME));
    assertNull(registry.refusal(Service.FTP, null, Doors.address(HOME)));
    assertNull(registry.refusal(Service.FTP, "alice", null));
    Refusal refusal = registry.refusal(Service.FTP, "alice", Doors.address(HOME));
    assertEquals(Refusal.Cause.LOCKED_OUT, refusal.cause());
    assertEquals(Service.FTP, refusal.service());
    assertEquals(List.of(refusal), registry.recentRefusals());
    assertEquals(1, registry.counts().refusedTotal());
  }

  /** The embedder is asked for the domain only where one is locked out. */
  @Test
  void ofADomainIsToldBeforeAnyPasswordIsChecked() {
    AtomicInteger asked = new AtomicInteger();
    AccountResolver resolver =
        login -> {
          asked.incrementAndGet();
          return login.equals("nobody") ? null : account("another name", "Example.com.");
        };
    assertNull(registry.refusal(Service.FTP, "alice", resolver, null));
    lockOut(LockoutTarget.login("bob"));
    assertNull(registry.refusal(Service.FTP, "alice", resolver, null));
    assertEquals(0, asked.get());
    lockOut(LockoutTarget.domain("example.com"));
    Refusal refusal = registry.refusal(Service.FTP, "alice", resolver, null);
    assertEquals(LockoutTarget.domain("example.com"), refusal.lockout().target());
    assertEquals("alice", refusal.login());
    assertNull(registry.refusal(Service.FTP, "nobody", resolver, null));
    assertEquals("bob", registry.refusal(Service.FTP, "bob", resolver, null).login());
    assertTrue(lockouts.lift(LockoutTarget.domain("example.com"), ORDER).isPresent());
    assertNull(registry.refusal(Service.FTP, "alice", resolver, null));
    assertEquals(3, asked.get());
  }
}
