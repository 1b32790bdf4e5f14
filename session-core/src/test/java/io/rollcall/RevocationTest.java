package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All sessions of a login or a domain end, at both doors, and it is locked out. */
class RevocationTest {
  private static final String HOME = "203.0.113.7";

  private final SessionRegistry registry = SessionRegistry.create();

  private static Set<String> ids(Revocation revocation) {
    return revocation.terminations().stream().map(Termination::id).collect(Collectors.toSet());
  }

  @Test
  void ofALoginEndsItsSessionsAtBothDoorsAndNoOther() {
    Set<String> hers = new HashSet<>();
    for (String login : List.of("alice", "Alice", "ALICE")) {
      hers.add(Arrivals.panel(registry, account(login, null), HOME).id());
      hers.add(Arrivals.ftp(registry, account(login, null), "2001:db8::1").id());
    }
    var his = Arrivals.ftp(registry, account("bob", null), HOME);
    var nobodys = Arrivals.connect(registry, HOME);
    Revocation revocation =
        registry.lockouts().revoke(LockoutTarget.login("alice"), Duration.ofDays(1), ORDER);
    assertEquals(hers, ids(revocation));
    for (Termination termination : revocation.terminations()) {
      assertEquals(TerminationOutcome.TERMINATED, termination.outcome());
    }
    assertEquals(List.of(revocation.lockout()), registry.lockouts().list());
    assertEquals("operator", revocation.lockout().orderedBy());
    assertEquals("password changed", revocation.lockout().reason());
    assertFalse(his.isClosed());
    assertFalse(nobodys.isClosed());
    assertFalse(isLetIn(registry, account("alice", null), HOME));
    assertEquals(6, registry.counts().terminatedTotal());
  }

  @Test
  void ofADomainEndsItsAccountsSessions() {
    var alice = Arrivals.panel(registry, account("alice", "example.com"), HOME);
    var carol = Arrivals.ftp(registry, account("carol", "EXAMPLE.COM."), HOME);
    var bob = Arrivals.ftp(registry, account("bob", "example.org"), HOME);
    Revocation revocation =
        registry.lockouts().revoke(LockoutTarget.domain("example.com"), null, ORDER);
    assertEquals(Set.of(alice.id(), carol.id()), ids(revocation));
    assertFalse(bob.isClosed());
  }

  @Test
  void ofAnAddressEndsConnectionsThatHaveNotLoggedIn() {
    var connection = Arrivals.connect(registry, HOME);
    Revocation revocation =
        registry.lockouts().revoke(LockoutTarget.address("203.0.113.0/24"), null, ORDER);
    assertEquals(Set.of(connection.id()), ids(revocation));
    assertTrue(connection.isClosed());
  }

  @Test
  void ofSomebodyWhoIsNotThereLocksOutAllTheSame() {
    Revocation revocation = registry.lockouts().revoke(LockoutTarget.login("alice"), null, ORDER);
    assertEquals(List.of(), revocation.terminations());
    assertFalse(isLetIn(registry, account("alice", null), HOME));
  }
}
