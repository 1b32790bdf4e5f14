package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A host that stops leaves nothing behind: no row, no client, no thread. */
interface ShutdownPromises {
  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * Whoever is connected when the host stops is reported as shut down, and is out.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whenTheHostStopsItsSessionsAreShutDown() throws Exception {
    Fixture fixture = fixture();
    List<LoggedIn> all =
        List.of(fixture.logIn("alice"), fixture.logIn("alice"), fixture.logIn("bob"));
    fixture.adapter().stop();
    for (LoggedIn one : all) {
      assertEquals(new Ending(Ending.Cause.SHUT_DOWN, null), fixture.endingOf(one.id()));
      fixture.assertOut(one.client());
    }
    assertEquals(TerminationOutcome.ALREADY_ENDED, fixture.terminate(all.get(0).id()).outcome());
  }

  /**
   * A host that stops while an order is carried out: the order is answered, the row leaves.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aHostThatStopsDuringAnOrderLeavesNothing() throws Exception {
    Fixture fixture = fixture();
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    fixture.watched().hold();
    Future<Termination> answer = fixture.inBackground(() -> fixture.terminate(alice.id()));
    assertTrue(fixture.watched().awaitOrder(fixture.patience()));
    Future<Boolean> stopped =
        fixture.inBackground(
            () -> {
              fixture.adapter().stop();
              return true;
            });
    fixture.eventually("bob is out", () -> !bob.client().isIn()); // so the host is stopping
    fixture.watched().letGo();
    assertTrue(fixture.get(stopped));
    assertEquals(TerminationOutcome.TERMINATED, fixture.get(answer).outcome());
    assertEquals(new Ending(Ending.Cause.TERMINATED, Fixture.ORDER), fixture.endingOf(alice.id()));
    assertEquals(new Ending(Ending.Cause.SHUT_DOWN, null), fixture.endingOf(bob.id()));
    fixture.assertOut(alice.client());
  }

  /**
   * Clients that come and go in every way leave no row and no thread.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void whoHasComeAndGoneLeavesNothing() throws Exception {
    Fixture fixture = fixture();
    for (int i = 0; i < 5; i++) {
      fixture.logIn("alice").client().logOut();
      fixture.logIn("bob").client().vanish();
      LoggedIn carol = fixture.logIn("carol");
      assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(carol.id()).outcome());
    }
    fixture.eventually("no row is left", () -> fixture.rows().isEmpty());
  }
}
