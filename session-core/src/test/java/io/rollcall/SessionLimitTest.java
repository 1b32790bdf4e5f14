package io.rollcall;

import static io.rollcall.Arrivals.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each limit counts, at each door. */
class SessionLimitTest {
  private static final String HOME = "203.0.113.7";
  private static final String AWAY = "198.51.100.1";
  private static final Account ALICE = account("alice", "example.com");

  private final SessionRegistry registry =
      SessionRegistry.builder().patience(Duration.ZERO).build();

  private void limit(Service door, Scope scope, int most) {
    registry.limit(
        SessionLimits.builder().most(door, scope, most).build(), TerminationOrder.by("operator"));
  }

  private static Service other(Service door) {
    return door == Service.FTP ? Service.PANEL : Service.FTP;
  }

  private void assertRefused(Service door, Account account, String address, String detail) {
    Refusal refusal = Arrivals.refusal(registry, door, account, address);
    assertEquals(Refusal.Cause.LIMIT_REACHED, refusal.cause());
    assertEquals(detail, refusal.detail());
    assertEquals(door, refusal.service());
    assertEquals(Doors.address(address), refusal.address());
    assertNull(refusal.lockout());
  }

  private void assertLetIn(Service door, Account account, String address) {
    assertNull(Arrivals.refusal(registry, door, account, address));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void inAll(Service door) {
    limit(door, Scope.TOTAL, 2);
    SessionHandle first = Arrivals.come(registry, door, ALICE, HOME);
    SessionHandle second = Arrivals.come(registry, door, account("bob", null), AWAY);
    assertRefused(
        door, account("carol", null), "192.0.2.9", "2 sessions at most for all of " + door);
    assertLetIn(other(door), ALICE, HOME);
    first.closed(Ending.Cause.LOGGED_OUT);
    assertLetIn(door, account("carol", null), "192.0.2.9");
    second.closed(Ending.Cause.LOGGED_OUT);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void ofALoginInUpperAndLowerCase(Service door) {
    limit(door, Scope.LOGIN, 2);
    SessionHandle first = Arrivals.come(registry, door, ALICE, HOME);
    SessionHandle second = Arrivals.come(registry, door, account("ALICE", null), AWAY);
    assertRefused(door, account("Alice", null), HOME, "2 sessions at most for login alice");
    assertLetIn(other(door), ALICE, HOME);
    assertLetIn(door, account("bob", "example.com"), HOME);
    second.closed(Ending.Cause.LOGGED_OUT);
    assertLetIn(door, account("Alice", null), HOME);
    assertFalse(first.isClosed());
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void ofADomainInUpperAndLowerCaseAndWithARootsDot(Service door) {
    limit(door, Scope.DOMAIN, 1);
    SessionHandle first = Arrivals.come(registry, door, ALICE, HOME);
    assertRefused(
        door, account("bob", "EXAMPLE.com."), AWAY, "1 session at most for domain example.com");
    assertLetIn(door, account("bob", "example.org"), HOME);
    assertLetIn(door, account("bob", null), HOME);
    first.closed(Ending.Cause.LOGGED_OUT);
    assertLetIn(door, account("bob", "EXAMPLE.com."), AWAY);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void fromAnAddress(Service door) {
    limit(door, Scope.ADDRESS, 1);
    SessionHandle first = Arrivals.come(registry, door, ALICE, HOME);
    assertRefused(door, account("bob", null), HOME, "1 session at most for address 203.0.113.7");
    assertLetIn(door, ALICE, AWAY);
    first.closed(Ending.Cause.LOGGED_OUT);
    assertLetIn(door, account("bob", null), HOME);
  }

  @Test
  void fromAnAddressInAnyZone() throws UnknownHostException {
    limit(Service.FTP, Scope.ADDRESS, 1);
    byte[] local = Doors.address("fe80::1").getAddress();
    FtpHandle unused =
        registry.openFtp(Inet6Address.getByAddress(null, local, 1), "FTP", Doors.IGNORING);
    assertThrows(
        SessionRefusedException.class,
        () -> registry.openFtp(Inet6Address.getByAddress(null, local, 2), "FTP", Doors.IGNORING));
  }

  @Test
  void withoutAnAddressNoneOfThatCounts() {
    limit(Service.PANEL, Scope.ADDRESS, 0);
    assertFalse(Doors.panel(registry, "alice").isClosed());
  }

  /** The connection counts in all and for its address; the login is another step. */
  @Test
  void anFtpConnectionCountsBeforeItsLogin() {
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, Scope.TOTAL, 3)
            .most(Service.FTP, Scope.ADDRESS, 2)
            .most(Service.FTP, Scope.LOGIN, 1)
            .build(),
        TerminationOrder.by("operator"));
    FtpHandle first = Arrivals.connect(registry, HOME);
    FtpHandle second = Arrivals.connect(registry, HOME);
    assertThrows(SessionRefusedException.class, () -> Arrivals.connect(registry, HOME));
    FtpHandle third = Arrivals.connect(registry, AWAY);
    assertThrows(SessionRefusedException.class, () -> Arrivals.connect(registry, "192.0.2.9"));
    first.loggedIn(ALICE);
    assertThrows(SessionRefusedException.class, () -> second.loggedIn(ALICE));
    assertNull(registry.ftpSessions().get(1).account(), "the refused has no login");
    second.loggedIn(account("bob", null));
    first.closed(Ending.Cause.LOGGED_OUT);
    third.loggedIn(ALICE);
    assertEquals(2, registry.ftpSessions().size());
  }

  /** A refused login goes on counting as the connection it is. */
  @Test
  void aRefusedLoginLeavesTheCountsAsTheyWere() {
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, Scope.TOTAL, 2)
            .most(Service.FTP, Scope.LOGIN, 1)
            .build(),
        TerminationOrder.by("operator"));
    FtpHandle alice = Arrivals.ftp(registry, ALICE, HOME);
    FtpHandle connection = Arrivals.connect(registry, HOME);
    for (int i = 0; i < 5; i++) {
      assertThrows(SessionRefusedException.class, () -> connection.loggedIn(ALICE));
      assertThrows(SessionRefusedException.class, () -> Arrivals.connect(registry, HOME));
    }
    connection.closed(Ending.Cause.DISCONNECTED);
    FtpHandle unused = Arrivals.connect(registry, HOME);
    assertThrows(SessionRefusedException.class, () -> Arrivals.connect(registry, HOME));
    assertFalse(alice.isClosed());
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void aSessionThatHasBeenOrderedToEndCountsNoMore(Service door) {
    limit(door, Scope.TOTAL, 1);
    SessionHandle stuck =
        door == Service.PANEL
            ? Doors.panel(registry, "alice", Doors.IGNORING)
            : Doors.connect(registry, Doors.IGNORING);
    try (SessionRegistry impatient = registry) {
      Termination unused = impatient.terminate(stuck.id(), Arrivals.ORDER);
      SessionHandle next = Arrivals.come(registry, door, account("bob", null), AWAY);
      assertEquals(2, Arrivals.all(registry).size());
      assertRefused(door, ALICE, HOME, "1 session at most for all of " + door);
      stuck.closed(Ending.Cause.DISCONNECTED);
      assertRefused(door, ALICE, HOME, "1 session at most for all of " + door);
      next.closed(Ending.Cause.LOGGED_OUT);
      assertLetIn(door, ALICE, HOME);
    }
  }

  /** It takes nobody's place, and nobody goes for it. */
  @Test
  void theLoginOfAConnectionThatHasBeenOrderedToEndCountsNothing() {
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, Scope.LOGIN, 1)
            .policy(SessionLimits.Policy.END_LONGEST_IDLE)
            .build(),
        TerminationOrder.by("operator"));
    FtpHandle first = Arrivals.ftp(registry, ALICE, HOME);
    FtpHandle ordered = Doors.connect(registry, Doors.IGNORING);
    Termination unused = registry.terminate(ordered.id(), Arrivals.ORDER);
    ordered.loggedIn(ALICE);
    assertNull(first.order());
  }

  @ParameterizedTest
  @CsvSource({"PANEL, TOTAL", "PANEL, LOGIN", "FTP, TOTAL", "FTP, ADDRESS"})
  void ofNothingLetsNobodyIn(Service door, Scope scope) {
    limit(door, scope, 0);
    assertTrue(Arrivals.refusal(registry, door, ALICE, HOME) != null);
    assertEquals(0, registry.panelSessions().size() + registry.ftpSessions().size());
    assertEquals(0, registry.counts().openedTotal());
  }

  @Test
  void areReadBackAndCheckedAndShown() {
    SessionLimits limits = SessionLimits.builder().most(Service.FTP, Scope.LOGIN, 3).build();
    registry.limit(limits, TerminationOrder.by("operator"));
    assertEquals(limits, registry.limits());
    assertEquals(3, limits.most(Service.FTP, Scope.LOGIN));
    assertEquals(Integer.MAX_VALUE, limits.most(Service.FTP, Scope.TOTAL));
    assertEquals(Integer.MAX_VALUE, limits.most(Service.PANEL, Scope.LOGIN));
    assertEquals("{FTP={LOGIN=3}} REFUSE", limits.toString());
    assertTrue(SessionLimits.NONE.isNone());
    assertThrows(
        IllegalArgumentException.class,
        () -> SessionLimits.builder().most(Service.FTP, Scope.LOGIN, -1));
  }

  @Test
  void givenToTheBuilderHoldFromTheStart() {
    SessionRegistry limited =
        SessionRegistry.builder()
            .limits(SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 1).build())
            .build();
    SessionHandle first = Arrivals.panel(limited, ALICE, HOME);
    assertThrows(SessionRefusedException.class, () -> Arrivals.panel(limited, ALICE, HOME));
    assertEquals(
        List.of(first.id()), limited.panelSessions().stream().map(SessionInfo::id).toList());
  }
}
