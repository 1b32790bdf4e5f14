package io.rollcall;

import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failed logins that lock out by themselves. */
class FailedLoginTest {
  private static final String HOME = "203.0.113.7";
  private static final String AWAY = "198.51.100.1";
  private static final Account ALICE = account("alice", null);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry =
      clock
          .registry()
          .failedLoginLimit(
              new FailedLoginLimit(5, Duration.ofMinutes(10), MINUTE, Duration.ofMinutes(7)))
          .build();

  private void fail(int times, Service door, @Nullable String login, @Nullable String address) {
    InetAddress from = address == null ? null : Doors.address(address);
    for (int i = 0; i < times; i++) {
      registry.loginFailed(door, login, from);
    }
  }

  private List<String> targets() {
    return registry.lockouts().list().stream().map(lockout -> lockout.target().toString()).toList();
  }

  private Duration duration(String target) {
    for (Lockout lockout : registry.lockouts().list()) {
      if (lockout.target().toString().equals(target)) {
        return Duration.between(clock.instant(), lockout.until());
      }
    }
    return Duration.ZERO;
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "0, 5", "3, 2"})
  void fiveAtEitherDoorOrBothCloseBoth(int byFtp, int byPanel) {
    fail(byFtp, Service.FTP, "alice", HOME);
    fail(byPanel - 1, Service.PANEL, "alice", HOME);
    if (byPanel > 0) {
      assertEquals(List.of(), targets());
      fail(1, Service.PANEL, "ALICE", HOME);
    }
    assertEquals(List.of("ip=203.0.113.7", "login=alice"), targets());
    assertFalse(isLetIn(registry, ALICE, AWAY));
    assertFalse(isLetIn(registry, account("bob", null), HOME));
    assertTrue(isLetIn(registry, account("bob", null), AWAY));
    Lockout lockout = registry.lockouts().list().get(0);
    assertEquals("failed-login limit", lockout.orderedBy());
    assertEquals("too many failed logins", lockout.reason());
    assertEquals(MINUTE, duration("login=alice"));
    clock.advance(MINUTE);
    assertTrue(isLetIn(registry, ALICE, HOME));
  }

  @Test
  void ofManyLoginsFromOneAddressLockTheAddressOnly() {
    for (int i = 0; i < 5; i++) {
      fail(1, Service.FTP, "user" + i, HOME);
    }
    assertEquals(List.of("ip=203.0.113.7"), targets());
  }

  @Test
  void onOneLoginFromManyAddressesLockTheLoginOnly() {
    for (int i = 0; i < 5; i++) {
      fail(1, Service.PANEL, i % 2 == 0 ? "alice" : "Alice", "203.0.113." + i);
    }
    assertEquals(List.of("login=alice"), targets());
  }

  @Test
  void withoutALoginOrAnAddressCountForTheOther() {
    fail(5, Service.FTP, null, HOME);
    fail(5, Service.PANEL, "bob", null);
    fail(5, Service.PANEL, null, null);
    assertEquals(List.of("ip=203.0.113.7", "login=bob"), targets());
  }

  /** Whoever has an IPv6 network of his own need not fail twice from one address. */
  @Test
  void fromManyAddressesOfOneIpv6NetworkLockTheNetwork() {
    for (int i = 0; i < 5; i++) {
      fail(1, Service.FTP, "user" + i, "2001:db8:0:7::" + i);
    }
    assertEquals(List.of("ip=2001:db8:0:7::/64"), targets());
    assertFalse(isLetIn(registry, ALICE, "2001:db8:0:7:ffff::1"));
    assertTrue(isLetIn(registry, ALICE, "2001:db8:0:8::1"));
    fail(5, Service.FTP, null, "::1");
    assertEquals(List.of("ip=2001:db8:0:7::/64", "ip=::/64"), targets());
  }

  @Test
  void fromAMappedAddressCountForTheIpv4Address() {
    fail(3, Service.FTP, null, "::ffff:203.0.113.7");
    fail(2, Service.FTP, null, HOME);
    assertEquals(List.of("ip=203.0.113.7"), targets());
  }

  @Test
  void countWithinAWindowThatSlides() {
    fail(4, Service.FTP, "alice", null);
    clock.advance(Duration.ofMinutes(10).plusNanos(1));
    fail(4, Service.FTP, "alice", null);
    assertEquals(List.of(), targets());
    clock.advance(Duration.ofMinutes(10));
    fail(1, Service.FTP, "alice", null);
    assertEquals(List.of("login=alice"), targets());
  }

  @Test
  void oneByOneMoreSlowlyThanTheWindowNeverLockOut() {
    for (int i = 0; i < 100; i++) {
      fail(1, Service.FTP, "alice", HOME);
      clock.advance(Duration.ofSeconds(151)); // four in ten minutes
    }
    assertEquals(List.of(), targets());
  }

  @Test
  void lockOutTwiceAsLongEachTimeUpToTheLongest() {
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      fail(5, Service.FTP, "alice", HOME);
      assertEquals(duration("login=alice"), duration("ip=203.0.113.7"));
      minutes.add(duration("login=alice").toMinutes());
      clock.advance(duration("login=alice"));
    }
    assertEquals(List.of(1L, 2L, 4L, 7L, 7L, 7L), minutes);
  }

  @Test
  void startAnewAfterALongTimeOfPeace() {
    fail(5, Service.FTP, "alice", HOME);
    clock.advance(Duration.ofMinutes(10 + 2 * 7 + 1));
    fail(5, Service.FTP, "alice", HOME);
    assertEquals(MINUTE, duration("login=alice"));
  }

  @Test
  void ofALoginAreForgottenWhenItLogsIn() {
    fail(4, Service.FTP, "alice", HOME);
    SessionHandle unused = Arrivals.panel(registry, account("Alice", null), AWAY);
    fail(4, Service.PANEL, "alice", AWAY);
    assertEquals(List.of(), targets());
    // the address may have others behind it, who are not her
    fail(1, Service.FTP, "bob", HOME);
    assertEquals(List.of("ip=203.0.113.7"), targets());
  }

  @Test
  void ofALoginAreNotForgottenWhenItIsRefused() {
    fail(4, Service.FTP, "alice", AWAY);
    Lockout unused =
        registry.lockouts().add(LockoutTarget.address(HOME), null, TerminationOrder.by("admin"));
    assertFalse(isLetIn(registry, ALICE, HOME));
    fail(1, Service.FTP, "alice", AWAY);
    assertEquals(List.of("ip=203.0.113.7", "ip=198.51.100.1", "login=alice"), targets());
  }

  /** Logins already on their way when an operator locks out must not shorten the lockout. */
  @Test
  void doNotShortenAnOperatorsLockout() {
    Lockout forGood =
        registry.lockouts().add(LockoutTarget.login("Alice"), null, TerminationOrder.by("admin"));
    Lockout longer =
        registry
            .lockouts()
            .add(LockoutTarget.address(HOME), Duration.ofDays(1), TerminationOrder.by("admin"));
    fail(50, Service.FTP, "alice", HOME);
    assertEquals(List.of(forGood, longer), registry.lockouts().list());
    Lockout shorter =
        registry
            .lockouts()
            .add(LockoutTarget.address(AWAY), Duration.ofSeconds(1), TerminationOrder.by("admin"));
    fail(5, Service.FTP, null, AWAY);
    assertFalse(registry.lockouts().list().contains(shorter));
    assertEquals(MINUTE, duration("ip=198.51.100.1"));
  }

  @Test
  void meanNothingUnlessAskedFor() {
    SessionRegistry unasked = SessionRegistry.create();
    for (int i = 0; i < 1_000; i++) {
      unasked.loginFailed(Service.FTP, "alice", Doors.address(HOME));
    }
    assertEquals(List.of(), unasked.lockouts().list());
    assertTrue(isLetIn(unasked, ALICE, HOME));
  }

  @Tag("heavy")
  @Test
  void atOnceFromManyThreadsAreAllCounted() throws Exception {
    SessionRegistry busy =
        SessionRegistry.builder()
            .failedLoginLimit(
                new FailedLoginLimit(1_000, Duration.ofHours(1), MINUTE, Duration.ofHours(1)))
            .build();
    List<Runnable> threads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Service door = i % 2 == 0 ? Service.PANEL : Service.FTP;
      int mine = i == 0 ? 99 : 100;
      threads.add(
          () -> {
            for (int failure = 0; failure < mine; failure++) {
              busy.loginFailed(door, "alice", Doors.address(HOME));
            }
          });
    }
    Together.run(threads);
    assertEquals(List.of(), busy.lockouts().list());
    busy.loginFailed(Service.FTP, "alice", Doors.address(HOME));
    assertEquals(2, busy.lockouts().list().size());
  }

  @Test
  void withALoginAsLongAsAFormCountForTheAddressOnly() {
    fail(5, Service.PANEL, "x".repeat(257), AWAY);
    assertEquals(List.of("ip=198.51.100.1"), targets());
    fail(5, Service.PANEL, "x".repeat(256), null);
    assertEquals(2, targets().size());
  }

  /** Whoever has many addresses must not fill the memory; the oldest lockouts go for it. */
  @Tag("heavy")
  @Test
  void fromMoreAddressesThanCanBeRememberedForgetTheOldest() {
    Duration day = Duration.ofDays(1);
    SessionRegistry flooded =
        clock.registry().failedLoginLimit(new FailedLoginLimit(1, day, day, day)).build();
    Lockout operators =
        flooded.lockouts().add(LockoutTarget.login("alice"), null, TerminationOrder.by("admin"));
    for (int i = 0; i < 100_100; i++) {
      String address = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
      flooded.loginFailed(Service.FTP, null, Doors.address(address));
    }
    List<Lockout> left = flooded.lockouts().list();
    assertEquals(100_001, left.size());
    assertEquals(operators, left.get(0));
    assertEquals("10.0.0.100", left.get(1).target().network());
    assertTrue(isLetIn(flooded, account("bob", null), "10.0.0.99"));
    assertFalse(isLetIn(flooded, account("bob", null), "10.1.134.3"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1M, PT1M, PT1M",
    "1, PT0S, PT1M, PT1M",
    "1, PT1M, PT0S, PT1M",
    "1, PT1M, PT-1S, PT1M",
    "1, PT1M, PT2M, PT1M",
    "1, PT876600H1S, PT1M, PT1M",
    "1, PT1M, PT1M, PT876600H1S",
    "1, PT2562047788015215H, PT1M, PT1M",
  })
  void byALimitThatMakesNoSenseAreRefused(
      int failures, Duration within, Duration first, Duration longest) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FailedLoginLimit(failures, within, first, longest));
  }

  @Test
  void byTheWidestLimitLockOutAsLongAsIsPossible() {
    Duration century = Duration.ofDays(36_525);
    SessionRegistry strict =
        clock
            .registry()
            .failedLoginLimit(new FailedLoginLimit(1, century, century, century))
            .build();
    for (int i = 0; i < 40; i++) {
      strict.loginFailed(Service.FTP, "alice", null);
    }
    assertEquals(clock.instant().plus(century), strict.lockouts().list().get(0).until());
    assertNull(strict.refusal(Service.FTP, "bob", null));
  }
}
