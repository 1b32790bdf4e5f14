package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Ending;
import io.rollcall.SessionState;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An order ends a session for real, and what the operator is told is true. */
interface TerminationPromises {
  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * Told that a session is ended, the operator can rely on it: the client is out that moment.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aTerminatedClientIsReallyOut() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    Termination termination = fixture.terminate(alice.id());
    assertEquals(TerminationOutcome.TERMINATED, termination.outcome(), termination::detail);
    fixture.assertOut(alice.client());
    assertEquals(new Ending(Ending.Cause.TERMINATED, Fixture.ORDER), fixture.endingOf(alice.id()));
    assertTrue(bob.client().isIn(), "somebody else is out");
    assertEquals(List.of(bob.id()), fixture.idsOf("bob"));
  }

  /**
   * So is a client in the midst of a transfer.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aClientThatTransfersAFileIsReallyOut() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    assumeTrue(alice.client().startTransfer(), "this door transfers no files");
    Termination termination = fixture.terminate(alice.id());
    assertEquals(TerminationOutcome.TERMINATED, termination.outcome(), termination::detail);
    fixture.assertOut(alice.client());
  }

  /**
   * Who has been put out, and is not locked out, logs in again as a new session.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whoComesBackIsAnotherRow() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(alice.id()).outcome());
    LoggedIn again = fixture.logIn("alice");
    assertNotEquals(alice.id(), again.id());
    assertEquals(TerminationOutcome.ALREADY_ENDED, fixture.terminate(alice.id()).outcome());
    assertTrue(again.client().isIn(), "an order for the old session has ended the new one");
  }

  /**
   * A second order is no error, and says that the session had ended.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aSecondOrderFindsItEnded() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(alice.id()).outcome());
    assertEquals(TerminationOutcome.ALREADY_ENDED, fixture.terminate(alice.id()).outcome());
    LoggedIn bob = fixture.logIn("bob");
    bob.client().logOut();
    fixture.endingOf(bob.id());
    assertEquals(TerminationOutcome.ALREADY_ENDED, fixture.terminate(bob.id()).outcome());
  }

  /**
   * An order for many ends them all, and nobody else.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void oneOrderEndsMany() throws Exception {
    Fixture fixture = fixture();
    List<LoggedIn> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(fixture.logIn("alice"));
    }
    LoggedIn bob = fixture.logIn("bob");
    List<String> ids = all.stream().map(LoggedIn::id).toList();
    for (Termination termination : fixture.registry().terminate(ids, Fixture.ORDER)) {
      assertEquals(TerminationOutcome.TERMINATED, termination.outcome(), termination::detail);
    }
    for (LoggedIn one : all) {
      fixture.assertOut(one.client());
    }
    assertTrue(bob.client().isIn());
  }

  /**
   * An order that is not carried out yet says so, and its row stays; ordering again joins it.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void theRowStaysUntilTheSessionIsGone() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    fixture.watched().hold();
    assertEquals(TerminationOutcome.CLOSING, fixture.terminateWithoutWaiting(alice.id()).outcome());
    assertEquals(SessionState.TERMINATING, fixture.row(alice.id()).state());
    assertTrue(fixture.watched().awaitOrder(fixture.patience()));
    assertEquals(TerminationOutcome.CLOSING, fixture.terminateWithoutWaiting(alice.id()).outcome());
    assertEquals(1, fixture.watched().orders(), "the adapter is ordered once");
    fixture.watched().letGo();
    assertEquals(new Ending(Ending.Cause.TERMINATED, Fixture.ORDER), fixture.endingOf(alice.id()));
    fixture.assertOut(alice.client());
  }

  /**
   * A session that has been ordered to end goes on with nothing, even if ending it takes time.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void anOrderedSessionGoesOnWithNothing() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    fixture.watched().hold();
    Future<Termination> answer = fixture.inBackground(() -> fixture.terminate(alice.id()));
    assertTrue(fixture.watched().awaitOrder(fixture.patience()));
    alice.client().act();
    fixture.assertOut(alice.client());
    fixture.watched().letGo();
    assertEquals(TerminationOutcome.TERMINATED, fixture.get(answer).outcome());
  }
}
