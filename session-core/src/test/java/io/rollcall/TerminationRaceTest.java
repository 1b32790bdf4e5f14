package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that meet other orders, and the session's own end. */
@Tag("heavy")
class TerminationRaceTest {
  private static final int ROUNDS = 300;

  private final SessionRegistry registry =
      SessionRegistry.builder().patience(Duration.ofSeconds(20)).build();
  private final Map<String, SessionEvent> endings = new ConcurrentHashMap<>();

  private Callable<Termination> order(SessionHandle handle, String operator) {
    return () -> registry.terminate(handle.id(), TerminationOrder.by(operator));
  }

  private void recordEndings() {
    Registration unused =
        registry.addListener(
            event -> {
              if (event.type() == SessionEvent.Type.ENDED) {
                endings.put(event.session().id(), event);
              }
            });
  }

  private Ending endingOf(SessionHandle handle) {
    await().pollDelay(Duration.ZERO).until(() -> endings.containsKey(handle.id()));
    return endings.get(handle.id()).ending();
  }

  @Test
  void twoOrdersAtOnceTerminateOnceAndCallTheControlOnce() throws Exception {
    recordEndings();
    for (int round = 0; round < ROUNDS; round++) {
      AtomicInteger calls = new AtomicInteger();
      FtpHandle handle =
          Doors.obedient(
              control ->
                  Doors.connect(
                      registry,
                      order -> {
                        calls.incrementAndGet();
                        control.terminate(order);
                      }));
      List<Termination> answers =
          Together.call(List.of(order(handle, "first"), order(handle, "second")));
      assertEquals(1, calls.get());
      assertEquals(1, count(answers, TerminationOutcome.TERMINATED));
      assertEquals(1, count(answers, TerminationOutcome.ALREADY_ENDED));
      // whoever is told that it was their order is on record for it
      boolean firstsOrder = answers.get(0).outcome() == TerminationOutcome.TERMINATED;
      assertEquals(
          firstsOrder ? "first" : "second", endingOf(handle).order().orderedBy(), "round " + round);
    }
    assertEquals(ROUNDS, registry.counts().terminatedTotal());
  }

  private static long count(List<Termination> answers, TerminationOutcome outcome) {
    return answers.stream().filter(answer -> answer.outcome() == outcome).count();
  }

  @Test
  void anOrderThatRacesTheClientsOwnEndAgreesWithTheEnding() throws Exception {
    recordEndings();
    for (int round = 0; round < ROUNDS; round++) {
      FtpHandle handle = Doors.connect(registry);
      Callable<Termination> close =
          () -> {
            handle.closed(Ending.Cause.DISCONNECTED);
            return new Termination(handle.id(), TerminationOutcome.CLOSING, null, "");
          };
      Termination answer = Together.call(List.of(order(handle, "operator"), close)).get(0);
      boolean ordered = endingOf(handle).cause() == Ending.Cause.TERMINATED;
      assertEquals(
          ordered ? TerminationOutcome.TERMINATED : TerminationOutcome.ALREADY_ENDED,
          answer.outcome(),
          answer.detail());
    }
    assertEquals(ROUNDS, registry.counts().endedTotal());
  }

  /** The row must not leave the table before its ending is remembered. */
  @Test
  void aSessionThatIsJustEndingIsNeverNotFound() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      SessionHandle handle = Doors.panel(registry, "alice");
      Callable<Termination> watch =
          () -> {
            Termination answer;
            do {
              answer = registry.terminate(handle.id(), TerminationOrder.by("operator"));
            } while (answer.outcome() != TerminationOutcome.ALREADY_ENDED
                && answer.outcome() != TerminationOutcome.NOT_FOUND);
            return answer;
          };
      Callable<Termination> close =
          () -> {
            handle.closed(Ending.Cause.LOGGED_OUT);
            return registry.terminate(handle.id(), TerminationOrder.by("adapter"));
          };
      for (Termination answer : Together.call(List.of(watch, close))) {
        assertEquals(TerminationOutcome.ALREADY_ENDED, answer.outcome());
      }
    }
  }

  @Test
  void aSessionThatSaysItHasEndedIsListedNoMore() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      SessionHandle handle = Doors.panel(registry, "alice");
      Callable<Optional<SessionInfo>> look =
          () -> {
            while (!handle.isClosed()) {
              Thread.onSpinWait();
            }
            return registry.session(handle.id());
          };
      Callable<Optional<SessionInfo>> close =
          () -> {
            handle.closed(Ending.Cause.LOGGED_OUT);
            return Optional.empty();
          };
      assertTrue(Together.call(List.of(look, close)).get(0).isEmpty());
    }
  }

  /**
   * The first order gives up, the second still waits along with it, the third tries again and ends
   * the session: the second is to hear of it then, not when its patience ends, and of whose it was.
   */
  @Test
  void whoeverWaitsAlongHearsOfTheEndInALaterAttempt() throws Exception {
    SessionRegistry patient = SessionRegistry.builder().patience(Duration.ofMinutes(10)).build();
    AtomicInteger calls = new AtomicInteger();
    String id = Doors.endingAtTheSecondCall(patient, calls).id();
    AtomicReference<Termination> first = new AtomicReference<>();
    Thread firstOperator =
        new Thread(() -> first.set(patient.terminate(id, TerminationOrder.by("first"))));
    firstOperator.start();
    await().until(() -> calls.get() == 1);
    AtomicReference<Termination> second = new AtomicReference<>();
    Thread secondOperator =
        new Thread(() -> second.set(patient.terminate(id, TerminationOrder.by("second"))));
    secondOperator.start();
    await().until(() -> secondOperator.getState() == Thread.State.TIMED_WAITING);
    firstOperator.interrupt();
    firstOperator.join();
    assertEquals(TerminationOutcome.CLOSING, first.get().outcome());

    Termination third = patient.terminate(id, TerminationOrder.by("third"));
    assertEquals(TerminationOutcome.TERMINATED, third.outcome());
    await().until(() -> !secondOperator.isAlive());
    assertEquals(TerminationOutcome.ALREADY_ENDED, second.get().outcome());
    assertEquals("ordered to end by third; it has ended", second.get().detail());
  }

  @Test
  void aControlIsNeverCalledTwiceAtOnce() throws Exception {
    SessionRegistry impatient = SessionRegistry.builder().patience(Duration.ZERO).build();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    SessionHandle handle =
        Doors.panel(
            impatient,
            "alice",
            order -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              if (calls.incrementAndGet() % 2 == 0) {
                throw new Exception("every other time");
              }
            });
    Runnable ordering =
        () -> {
          while (calls.get() < 500) {
            Termination unused = impatient.terminate(handle.id(), TerminationOrder.by("operator"));
          }
        };
    Together.run(List.of(ordering, ordering, ordering, ordering));
    assertEquals(1, most.get());
  }

  @Test
  void anOrderWhileTheControlHangsDoesNotCallItAgain() throws Exception {
    SessionRegistry impatient = SessionRegistry.builder().patience(Duration.ofMillis(50)).build();
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    SessionHandle handle =
        Doors.panel(
            impatient,
            "alice",
            order -> {
              calls.incrementAndGet();
              release.await();
            });
    ExecutorService operators = Executors.newFixedThreadPool(4);
    List<Callable<Termination>> orders =
        List.of(
            () -> impatient.terminate(handle.id(), TerminationOrder.by("first")),
            () -> impatient.terminate(handle.id(), TerminationOrder.by("second")));
    for (Future<Termination> answer : operators.invokeAll(orders)) {
      assertEquals(TerminationOutcome.CLOSING, answer.get(20, TimeUnit.SECONDS).outcome());
    }
    operators.shutdown();
    assertEquals(
        TerminationOutcome.CLOSING,
        impatient.terminate(handle.id(), TerminationOrder.by("third")).outcome());
    assertEquals(1, calls.get());
    release.countDown();
  }
}
