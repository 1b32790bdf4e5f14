package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing that the embedder supplies stops a login, a client, a listing or an order. */
interface EmbedderPromises {
  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * A look-up that throws counts as "not known".
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aResolverThatThrowsStopsNothing() throws Exception {
    Fixture fixture = fixture();
    fixture
        .embedder()
        .resolves(
            login -> {
              throw new NoClassDefFoundError("the embedder's driver");
            });
    everythingGoesOn(fixture);
  }

  /**
   * A look-up that hangs is not waited for, and taken when it comes.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aResolverThatHangsStopsNothing() throws Exception {
    Fixture fixture = fixture();
    fixture
        .embedder()
        .resolves(
            login -> {
              fixture.embedder().hang();
              return Fixture.client(login);
            });
    everythingGoesOn(fixture);
    LoggedIn alice = fixture.get(fixture.inBackground(() -> fixture.logIn("alice")));
    assertEquals(Account.unregistered("alice"), fixture.row(alice.id()).account());
    fixture.embedder().release();
    fixture.eventually(
        "the late answer is taken",
        () -> Fixture.client("alice").equals(fixture.row(alice.id()).account()));
  }

  /**
   * A listener that throws is told of the next event, and that is all.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aListenerThatThrowsStopsNothing() throws Exception {
    Fixture fixture = fixture();
    fixture
        .registry()
        .addListener(
            event -> {
              throw new NoClassDefFoundError("the embedder's own");
            });
    everythingGoesOn(fixture);
  }

  /**
   * A listener that hangs delays nobody.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aListenerThatHangsStopsNothing() throws Exception {
    Fixture fixture = fixture();
    fixture.registry().addListener(event -> fixture.embedder().hang());
    everythingGoesOn(fixture);
  }

  private static void everythingGoesOn(Fixture fixture) throws Exception {
    LoggedIn alice = fixture.get(fixture.inBackground(() -> fixture.logIn("alice")));
    LoggedIn bob = fixture.get(fixture.inBackground(() -> fixture.logIn("bob")));
    alice.client().act();
    assertTrue(alice.client().isIn());
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(alice.id()).outcome());
    fixture.assertOut(alice.client());
    bob.client().logOut();
    assertEquals(Ending.Cause.LOGGED_OUT, fixture.endingOf(bob.id()).cause());
  }

  /**
   * A hook that throws keeps no client in, and hides no session that is not gone.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aHookThatThrowsKeepsNobodyIn() throws Exception {
    Fixture fixture = fixture();
    assumeTrue(fixture.adapter().callsHook(), "the adapter calls no hook");
    AtomicInteger calls = new AtomicInteger();
    fixture
        .embedder()
        .hooks(
            () -> {
              calls.incrementAndGet();
              throw new IllegalStateException("the embedder's token store is down");
            });
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    Termination first = fixture.terminate(alice.id());
    assertTrue(
        Set.of(TerminationOutcome.TERMINATED, TerminationOutcome.FAILED).contains(first.outcome()),
        first::toString);
    fixture.eventually("the hook is called", () -> calls.get() > 0);
    fixture.assertOut(alice.client());
    assertTrue(bob.client().isIn());
    fixture.embedder().hooks(() -> {});
    Termination second = fixture.terminate(alice.id());
    assertTrue(
        Set.of(TerminationOutcome.TERMINATED, TerminationOutcome.ALREADY_ENDED)
            .contains(second.outcome()),
        second::toString);
    assertEquals(Ending.Cause.TERMINATED, fixture.endingOf(alice.id()).cause());
  }

  /**
   * While a hook hangs, its client is out, and others can be ended.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aHookThatHangsHoldsUpNobodyElse() throws Exception {
    Fixture fixture = fixture();
    assumeTrue(fixture.adapter().callsHook(), "the adapter calls no hook");
    AtomicBoolean called = new AtomicBoolean();
    fixture
        .embedder()
        .hooks(
            () -> {
              if (called.compareAndSet(false, true)) {
                fixture.embedder().hang();
              }
            });
    LoggedIn alice = fixture.logIn("alice");
    LoggedIn bob = fixture.logIn("bob");
    LoggedIn carol = fixture.logIn("carol");
    fixture.terminateWithoutWaiting(alice.id());
    fixture.eventually("the hook is called", called::get);
    fixture.eventually("the client is out", () -> !alice.client().isIn());
    assertEquals(TerminationOutcome.TERMINATED, fixture.terminate(bob.id()).outcome());
    fixture.assertOut(bob.client());
    assertTrue(carol.client().isIn());
    fixture.embedder().release();
    assertEquals(Ending.Cause.TERMINATED, fixture.endingOf(alice.id()).cause());
  }
}
