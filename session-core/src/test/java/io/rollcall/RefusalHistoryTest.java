package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last refusals and endings, which are remembered, and how many. */
class RefusalHistoryTest {
  private static final String HOME = "203.0.113.7";

  private final ManualClock clock = new ManualClock();

  private SessionRegistry lockedOut(int remembered) {
    SessionRegistry registry = clock.registry().recentEndings(remembered).build();
    Lockout unused = registry.lockouts().add(LockoutTarget.address(HOME), null, ORDER);
    return registry;
  }

  private void refuse(SessionRegistry registry, String login) {
    clock.advance(Duration.ofSeconds(1));
    Refusal refusal = Arrivals.refusal(registry, Service.PANEL, Account.unregistered(login), HOME);
    assertEquals(login, refusal.login());
  }

  @Test
  void isNewestFirstAndBounded() {
    SessionRegistry registry = lockedOut(3);
    for (int i = 0; i < 10; i++) {
      refuse(registry, "user" + i);
    }
    List<Refusal> refusals = registry.recentRefusals();
    assertEquals(
        List.of("user9", "user8", "user7"), refusals.stream().map(Refusal::login).toList());
    assertEquals(clock.instant(), refusals.get(0).time());
    assertEquals(10, registry.counts().refusedTotal());
    assertThrows(UnsupportedOperationException.class, refusals::clear);
    refuse(registry, "later");
    assertEquals(3, refusals.size());
    assertEquals("user9", refusals.get(0).login());
  }

  @Test
  void ofNothingRemembersNothingAndCountsAll() {
    SessionRegistry registry = lockedOut(0);
    refuse(registry, "alice");
    assertEquals(List.of(), registry.recentRefusals());
    assertEquals(1, registry.counts().refusedTotal());
  }

  @Test
  void ofNoEndingsLetsSessionsEndAllTheSame() {
    SessionRegistry registry = clock.registry().recentEndings(0).build();
    SessionHandle handle = Arrivals.panel(registry, account("alice", null), HOME);
    assertTrue(handle.closed(Ending.Cause.LOGGED_OUT));
    assertEquals(List.of(), registry.recentEndings());
    assertEquals(List.of(), registry.panelSessions());
    assertEquals(TerminationOutcome.NOT_FOUND, registry.terminate(handle.id(), ORDER).outcome());
    assertEquals(1, registry.counts().endedTotal());
  }

  @Test
  void ofAClientWithoutAKnownAddressIsRemembered() {
    SessionRegistry registry = clock.registry().build();
    Lockout unused = registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    assertThrows(SessionRefusedException.class, () -> Doors.panel(registry, "alice"));
    Refusal refusal = registry.recentRefusals().get(0);
    assertEquals("alice", refusal.login());
    assertNull(refusal.address());
  }

  @Test
  void ofEndingsIsNewestFirstAndBounded() {
    SessionRegistry registry = clock.registry().recentEndings(2).build();
    for (String login : List.of("a", "b", "c")) {
      Arrivals.panel(registry, account(login, null), HOME).closed(Ending.Cause.LOGGED_OUT);
    }
    assertEquals(
        List.of("c", "b"),
        registry.recentEndings().stream().map(event -> event.session().account().login()).toList());
  }

  /** A thousand forms of megabytes each must not fill the memory. */
  @Test
  void ofLoginsAsLongAsAFormIsCutShort() {
    SessionRegistry registry = lockedOut(1_000);
    String endless = "\u001B[2J" + "x".repeat(1_000_000);
    Refusal refusal = registry.refusal(Service.PANEL, endless, Doors.address(HOME));
    assertEquals(Refusal.Cause.LOCKED_OUT, refusal.cause());
    String remembered = registry.recentRefusals().get(0).login();
    assertTrue(remembered.length() < 300, "length " + remembered.length());
    assertTrue(remembered.endsWith("… (1000004 characters)"), remembered);
    String longest = "\u001B[2J" + "x".repeat(252);
    assertEquals(longest, registry.refusal(Service.PANEL, longest, Doors.address(HOME)).login());
    assertEquals(longest, registry.recentRefusals().get(0).login());
  }

  @Test
  void tellsAnAdapterWithoutItsStackTraceAndSafely() {
    SessionRegistry registry = SessionRegistry.create();
    Lockout unused = registry.lockouts().add(LockoutTarget.login("a\u001B[2J\r\n"), null, ORDER);
    SessionRefusedException refused =
        assertThrows(
            SessionRefusedException.class,
            () -> Arrivals.panel(registry, account("a\u001B[2J\r\n", null), HOME));
    assertEquals(PrintableText.of(refused.getMessage()), refused.getMessage());
    assertEquals(0, refused.getStackTrace().length);
    assertEquals("a\u001B[2J\r\n", refused.refusal().login());
  }
}
