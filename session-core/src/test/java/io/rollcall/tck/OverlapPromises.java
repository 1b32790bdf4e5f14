package io.rollcall.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.SessionEvent;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An order may meet anything that clients, other operators and the adapter do just then. */
interface OverlapPromises {
  /** How often what takes luck is tried. */
  int ROUNDS = Integer.getInteger("rollcall.rounds", 20);

  /** What an adapter that waits for its own opening is given before it is let go on. */
  Duration MOMENT = Duration.ofMillis(200);

  /** Returns the adapter that the running test has started. */
  Fixture fixture();

  /**
   * Of orders at once one has ended the session, and all say that it is gone.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void ofOrdersAtOnceOneEndsIt() throws Exception {
    Fixture fixture = fixture();
    for (int round = 0; round < ROUNDS; round++) {
      LoggedIn alice = fixture.logIn("alice");
      CyclicBarrier start = new CyclicBarrier(4);
      List<Future<Termination>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(
            fixture.inBackground(
                () -> {
                  start.await();
                  return fixture.terminate(alice.id());
                }));
      }
      List<TerminationOutcome> outcomes = new ArrayList<>();
      for (Future<Termination> answer : answers) {
        outcomes.add(fixture.get(answer).outcome());
      }
      fixture.assertOut(alice.client());
      outcomes.remove(TerminationOutcome.TERMINATED);
      assertEquals(Set.of(TerminationOutcome.ALREADY_ENDED), Set.copyOf(outcomes));
      assertEquals(3, outcomes.size());
    }
  }

  /**
   * A session can be ended from the moment it is listed: the adapter may not have its handle.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void anOrderBeforeTheAdapterHasItsHandleEndsTheSession() throws Exception {
    Fixture fixture = fixture();
    CompletableFuture<String> id = new CompletableFuture<>();
    CompletableFuture<Future<Termination>> answer = new CompletableFuture<>();
    fixture
        .watched()
        .whileOpening(
            handle -> {
              answer.complete(fixture.inBackground(() -> fixture.terminate(handle.id())));
              assertTrue(fixture.watched().awaitOrder(fixture.patience()));
              fixture.watched().awaitReturn(MOMENT);
              id.complete(handle.id());
            });
    TestClient client = fixture.connect("alice");
    Termination termination = fixture.get(fixture.get(answer));
    assertEquals(TerminationOutcome.TERMINATED, termination.outcome(), termination::detail);
    assertNull(fixture.watched().failure());
    fixture.assertOut(client);
    assertEquals(
        new Ending(Ending.Cause.TERMINATED, Fixture.ORDER), fixture.endingOf(fixture.get(id)));
  }

  /**
   * Orders given as sessions open, at whatever step the adapter is.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void ordersThatMeetLoginsEndThem() throws Exception {
    Fixture fixture = fixture();
    Set<TerminationOutcome> ended =
        Set.of(TerminationOutcome.TERMINATED, TerminationOutcome.ALREADY_ENDED);
    List<Termination> answers = new CopyOnWriteArrayList<>();
    fixture
        .registry()
        .addListener(
            event -> {
              if (event.type() == SessionEvent.Type.OPENED) {
                answers.add(fixture.terminate(event.session().id()));
              }
            });
    for (int round = 1; round <= ROUNDS; round++) {
      TestClient client = fixture.connect("alice");
      fixture.eventually("the client is out", () -> !client.isIn());
      fixture.eventually("no row is left", () -> fixture.rows().isEmpty());
    }
    fixture.eventually("all orders are answered", () -> answers.size() >= ROUNDS);
    answers.forEach(
        answer -> assertTrue(ended.contains(answer.outcome()), () -> answer.toString()));
  }

  /**
   * A client that logs out while it is being ended was ended.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLogoutMeetsAnOrder() throws Exception {
    meets(fixture(), TestClient::logOut);
  }

  /**
   * A client that vanishes while it is being ended was ended.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void aLostConnectionMeetsAnOrder() throws Exception {
    meets(fixture(), TestClient::vanish);
  }

  private static void meets(Fixture fixture, Step step) throws Exception {
    LoggedIn alice = fixture.logIn("alice");
    fixture.watched().hold();
    Future<Termination> answer = fixture.inBackground(() -> fixture.terminate(alice.id()));
    assertTrue(fixture.watched().awaitOrder(fixture.patience()));
    step.take(alice.client());
    fixture.watched().letGo();
    assertEquals(TerminationOutcome.TERMINATED, fixture.get(answer).outcome());
    assertEquals(new Ending(Ending.Cause.TERMINATED, Fixture.ORDER), fixture.endingOf(alice.id()));
    fixture.assertOut(alice.client());
    assertTrue(fixture.watched().awaitReturn(fixture.patience()));
    assertNull(fixture.watched().failure(), "what has gone by itself is no failure");
  }

  /** What a client does in the midst of being ended. */
  @FunctionalInterface
  interface Step {
    /** Does it. */
    void take(TestClient client) throws Exception;
  }

  /**
   * Orders and logouts at the same moment: the session ends once, and the answer is true.
   *
   * @throws Exception if the client or the host fails
   */
  @Test
  default void ordersThatMeetLogoutsAreAnsweredTruly() throws Exception {
    Fixture fixture = fixture();
    for (int round = 0; round < ROUNDS; round++) {
      LoggedIn alice = fixture.logIn("alice");
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Termination> answer =
          fixture.inBackground(
              () -> {
                start.await();
                return fixture.terminate(alice.id());
              });
      start.await();
      alice.client().act();
      alice.client().logOut();
      TerminationOutcome outcome = fixture.get(answer).outcome();
      Ending ending = fixture.endingOf(alice.id());
      assertEquals(
          ending.order() == null ? TerminationOutcome.ALREADY_ENDED : TerminationOutcome.TERMINATED,
          outcome,
          ending::toString);
      fixture.assertOut(alice.client());
    }
  }
}
