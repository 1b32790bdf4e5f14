package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.LockoutTarget;
import io.rollcall.Revocation;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.TerminationOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whom lockouts and limits keep out does not get in. */
interface AdmissionPromises {
  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * A login that is locked out is refused until the lockout is lifted; nobody else is.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLoginThatIsLockedOutIsRefused() throws Exception {
    Fixture fixture = fixture();
    LockoutTarget target = LockoutTarget.login("alice");
    assertEquals(target, fixture.registry().lockouts().add(target, null, Fixture.ORDER).target());
    assertKeptOut(fixture, "alice");
    assertTrue(fixture.logIn("bob").client().isIn());
    assertTrue(fixture.registry().lockouts().lift(target, Fixture.ORDER).isPresent());
    assertTrue(fixture.logIn("alice").client().isIn());
  }

  /**
   * So is an address.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void anAddressThatIsLockedOutIsRefused() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    InetAddress address = fixture.row(alice.id()).address();
    assumeTrue(address != null, "this door knows no addresses");
    LockoutTarget target = LockoutTarget.address(address.getHostAddress());
    assertEquals(target, fixture.registry().lockouts().add(target, null, Fixture.ORDER).target());
    assertKeptOut(fixture, "bob");
    assertTrue(alice.client().isIn(), "those who are in stay");
  }

  /**
   * A login that is revoked is out, and stays out.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whoIsRevokedIsOutAndStaysOut() throws Exception {
    Fixture fixture = fixture();
    LoggedIn first = fixture.logIn("alice");
    LoggedIn second = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    Revocation revocation =
        fixture.registry().lockouts().revoke(LockoutTarget.login("alice"), null, Fixture.ORDER);
    assertEquals(2, revocation.terminations().size());
    revocation
        .terminations()
        .forEach(answer -> assertEquals(TerminationOutcome.TERMINATED, answer.outcome()));
    fixture.assertOut(first.client());
    fixture.assertOut(second.client());
    assertKeptOut(fixture, "alice");
    assertTrue(bob.client().isIn());
  }

  /**
   * A lockout that comes when the password has been checked already keeps the login out.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLockoutInTheMidstOfALoginHolds() throws Exception {
    Fixture fixture = fixture();
    fixture
        .embedder()
        .resolves(
            login -> {
              fixture
                  .registry()
                  .lockouts()
                  .add(LockoutTarget.login(login), Duration.ofHours(1), Fixture.ORDER);
              return Fixture.client(login);
            });
    assertKeptOut(fixture, "alice");
  }

  /**
   * One session too many is refused, and the others stay; when one ends there is room again.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void oneTooManyIsRefused() throws Exception {
    Fixture fixture = fixture();
    limit(fixture, 1, Policy.REFUSE);
    LoggedIn alice = fixture.logIn("alice");
    TestClient second = fixture.connect("alice");
    assertFalse(second.isIn());
    assertTrue(alice.client().isIn());
    assertEquals(List.of(alice.id()), fixture.idsOf("alice"));
    alice.client().logOut();
    fixture.endingOf(alice.id());
    assertTrue(fixture.logIn("alice").client().isIn());
  }

  /**
   * Where the limit says so, the one that has been idle longest goes instead.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void oneTooManyTakesThePlaceOfTheLongestIdle() throws Exception {
    Fixture fixture = fixture();
    limit(fixture, 1, Policy.END_LONGEST_IDLE);
    LoggedIn first = fixture.logIn("alice");
    fixture.clock().advance(Duration.ofMinutes(1));
    TestClient second = fixture.connect("alice");
    assertTrue(second.isIn());
    fixture.eventually("the first is out", () -> !first.client().isIn());
    assertEquals("session limit", fixture.endingOf(first.id()).order().orderedBy());
    assertTrue(second.isIn());
    assertEquals(1, fixture.idsOf("alice").size());
  }

  /**
   * Of logins that compete for the last places, as many get in as there are places.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void loginsAtOnceShareTheLastPlaces() throws Exception {
    Fixture fixture = fixture();
    limit(fixture, 2, Policy.REFUSE);
    CyclicBarrier start = new CyclicBarrier(4);
    List<Future<TestClient>> logins = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      logins.add(
          fixture.inBackground(
              () -> {
                start.await();
                return fixture.connect("alice");
              }));
    }
    int in = 0;
    for (Future<TestClient> login : logins) {
      in += fixture.get(login).isIn() ? 1 : 0;
    }
    assertEquals(2, in);
    assertEquals(2, fixture.idsOf("alice").size());
  }

  /**
   * Passwords cannot be guessed without end.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void failedLoginsLockOut() throws Exception {
    Fixture fixture = fixture();
    for (int i = 0; i < Fixture.FAILURES; i++) {
      assumeTrue(fixture.adapter().failToLogIn("alice"), "the adapter counts no failed logins");
      assertEquals(List.of(), fixture.idsOf("alice"), "a failed login is none");
    }
    assertKeptOut(fixture, "alice");
    fixture.clock().advance(Duration.ofHours(2));
    assertTrue(fixture.logIn("alice").client().isIn());
  }

  private static void limit(Fixture fixture, int most, Policy policy) {
    SessionLimits.Builder limits = SessionLimits.builder().policy(policy);
    for (Service service : Service.values()) {
      limits.most(service, Scope.LOGIN, most);
    }
    fixture.registry().limit(limits.build(), Fixture.ORDER);
  }

  private static void assertKeptOut(Fixture fixture, String login) throws Exception {
    TestClient client = fixture.connect(login);
    assertFalse(client.isIn(), () -> login + " is in");
    fixture.eventually(login + " is not listed", () -> fixture.idsOf(login).isEmpty());
  }
}
