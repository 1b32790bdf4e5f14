package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.FtpSessionInfo;
import io.rollcall.SessionInfo;
import io.rollcall.SessionState;
import io.rollcall.TerminationOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is connected is listed, truly, and nobody else is. */
interface ListingPromises {
  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * A client that is in has a row with its login, its address and the time.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLoginIsListed() throws Exception {
    Fixture fixture = fixture();
    fixture.clock().advance(Duration.ofMinutes(1));
    LoggedIn alice = fixture.logIn("alice");
    SessionInfo row = fixture.row(alice.id());
    assertEquals(Account.unregistered("alice"), row.account());
    assertEquals(SessionState.ACTIVE, row.state());
    assertEquals(KitClock.START.plus(Duration.ofMinutes(1)), row.logonTime());
    assertEquals(Duration.ZERO, row.idle());
    InetAddress address = row.address();
    assertTrue(address == null || address.isLoopbackAddress(), () -> "from " + address);
  }

  /**
   * Type and domain are those that the embedder knows.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void theAccountIsWhatTheEmbedderSays() throws Exception {
    Fixture fixture = fixture();
    fixture.embedder().resolves(Fixture::client);
    LoggedIn alice = fixture.logIn("alice");
    assertEquals(Fixture.client("alice"), fixture.row(alice.id()).account());
  }

  /**
   * Two clients of one login are two rows, and each ends alone.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void eachClientHasARowOfItsOwn() throws Exception {
    Fixture fixture = fixture();
    LoggedIn first = fixture.logIn("alice");
    LoggedIn second = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    assertEquals(3, Set.of(first.id(), second.id(), bob.id()).size());
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(first.id()).outcome());
    fixture.assertOut(first.client());
    assertEquals(List.of(second.id()), fixture.idsOf("alice"));
    assertTrue(second.client().isIn());
    assertTrue(bob.client().isIn());
  }

  /**
   * Idle time is how long the person has done nothing.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whatThePersonDoesResetsTheIdleTime() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    fixture.clock().advance(Duration.ofMinutes(5));
    assertEquals(Duration.ofMinutes(5), fixture.row(alice.id()).idle());
    alice.client().act();
    fixture.eventually(
        "the idle time is reset", () -> fixture.row(alice.id()).idle().equals(Duration.ZERO));
    assertEquals(Duration.ofMinutes(5), fixture.row(bob.id()).idle(), "somebody else's stays");
  }

  /**
   * What the software does to stay connected does not hide that nobody is there.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whatTheSoftwareDoesLeavesTheIdleTimeAlone() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    fixture.clock().advance(Duration.ofMinutes(5));
    assumeTrue(alice.client().keepAlive(), "clients of this door do nothing by themselves");
    assertTrue(alice.client().isIn()); // one request later the effect of the first is there
    assertEquals(Duration.ofMinutes(5), fixture.row(alice.id()).idle());
  }

  /**
   * Who logs out leaves the list, as logged out.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLogoutEndsTheRow() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    alice.client().logOut();
    assertEquals(new Ending(Ending.Cause.LOGGED_OUT, null), fixture.endingOf(alice.id()));
    fixture.assertOut(alice.client());
  }

  /**
   * Who goes without a word leaves the list, and not as logged out or ended by anybody.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aClientThatVanishesLeavesTheList() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    alice.client().vanish();
    Ending.Cause cause = fixture.endingOf(alice.id()).cause();
    assertTrue(Set.of(Ending.Cause.DISCONNECTED, Ending.Cause.EXPIRED).contains(cause), "" + cause);
    assertEquals(List.of(bob.id()), fixture.rows().stream().map(SessionInfo::id).toList());
  }

  /**
   * A login whose container exchanges its session is the same row, and can be ended.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aRenewedSessionKeepsItsRow() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    SessionInfo before = fixture.row(alice.id());
    fixture.clock().advance(Duration.ofMinutes(5));
    assumeTrue(alice.client().renew(), "this door renews nothing");
    assertTrue(alice.client().isIn());
    assertEquals(List.of(alice.id()), fixture.idsOf("alice"));
    assertEquals(before.logonTime(), fixture.row(alice.id()).logonTime());
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(alice.id()).outcome());
    fixture.assertOut(alice.client());
  }

  /**
   * A row is one login's for ever: an order for it never hits whoever logs in after.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aRowNeverPassesToAnotherLogin() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    assumeTrue(alice.client().logInAs("bob"), "who is in cannot log in as another");
    assertEquals(new Ending(Ending.Cause.LOGGED_OUT, null), fixture.endingOf(alice.id()));
    assertEquals("alice", fixture.endedEvent(alice.id()).session().account().login());
    fixture.eventually("bob is listed", () -> fixture.idsOf("bob").size() == 1);
    String bob = fixture.idsOf("bob").get(0);
    assertNotEquals(alice.id(), bob);
    assertEquals(TerminationOutcome.ALREADY_ENDED, fixture.terminate(alice.id()).outcome());
    assertTrue(alice.client().isIn(), "an order for alice has put bob out");
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(bob).outcome());
    fixture.assertOut(alice.client());
  }

  /**
   * A running transfer shows in its row.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aRunningTransferIsListed() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    assumeTrue(alice.client().startTransfer(), "this door transfers no files");
    fixture.eventually(
        "bytes are counted",
        () ->
            fixture.row(alice.id()) instanceof FtpSessionInfo row
                && row.transfer() != null
                && row.transfer().bytesTransferred() > 0);
  }
}
