package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Orders that were answered falsely, or not carried out. */
class TrueAnswerTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  /** Its control hangs, and the registry is closed: nobody has seen the session go. */
  @Test
  void anOrderThatTheRegistrysCloseCutsShortIsNotAnsweredTerminated() throws Exception {
    SessionRegistry registry = SessionRegistry.builder().patience(Duration.ofMinutes(5)).build();
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    SessionHandle handle =
        Doors.panel(
            registry,
            "alice",
            order -> {
              called.countDown();
              release.await();
            });
    AtomicReference<Termination> answer = new AtomicReference<>();
    Thread operator = new Thread(() -> answer.set(registry.terminate(handle.id(), ORDER)));
    operator.start();
    called.await();
    registry.close();
    operator.join();
    release.countDown();
    assertEquals(TerminationOutcome.ALREADY_ENDED, answer.get().outcome(), answer.toString());
    assertEquals("ended: SHUT_DOWN", answer.get().detail());
    Ending ending = registry.recentEndings().get(0).ending();
    assertEquals(Ending.Cause.SHUT_DOWN, ending.cause());
    assertNull(ending.order());
    assertEquals(0, registry.counts().terminatedTotal());
  }

  /** The patience ends while the row is just closing; the listeners make that moment longer. */
  @Test
  void anOrderThatEndedASessionAtTheLastMomentIsNotAnsweredAlreadyEnded() {
    for (int round = 0; round < 10; round++) {
      SessionRegistry registry = SessionRegistry.builder().patience(Duration.ZERO).build();
      AtomicInteger told = new AtomicInteger();
      for (int i = 0; i < 50; i++) {
        Registration unused = registry.addListener(event -> told.incrementAndGet());
      }
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        ids.add(Doors.panel(registry, "alice").id());
      }
      for (Termination answer : registry.terminate(ids, ORDER)) {
        if (answer.outcome() != TerminationOutcome.CLOSING) {
          assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
        }
      }
      await().until(() -> registry.panelSessions().isEmpty());
      registry.close();
    }
  }

  /** The clock throws once, when the second of two sessions is marked. */
  @Test
  void anOrderThatFailsInTheMiddleLeavesNoSessionThatCannotBeEnded() {
    AtomicInteger untilFailure = new AtomicInteger(Integer.MAX_VALUE);
    SessionRegistry registry =
        SessionRegistry.builder()
            .patience(Duration.ofSeconds(20))
            .clocks(
                () -> {
                  if (untilFailure.decrementAndGet() == 0) {
                    throw new IllegalStateException("no time");
                  }
                  return Instant.EPOCH;
                },
                System::nanoTime)
            .build();
    Registration unused = registry.addListener(event -> {});
    Map<String, SessionHandle> handles = new ConcurrentHashMap<>();
    for (String login : List.of("alice", "bob")) {
      handles.put(login, Doors.panel(registry, login));
    }
    List<String> ids = List.of(handles.get("alice").id(), handles.get("bob").id());
    untilFailure.set(2);
    assertThrows(IllegalStateException.class, () -> registry.terminate(ids, ORDER));
    await().until(() -> handles.get("alice").isClosed());
    Termination again = registry.terminate(ids.get(1), ORDER);
    assertEquals(TerminationOutcome.TERMINATED, again.outcome(), again.toString());
  }

  /** Nobody waits for them, so nobody made room for them. */
  @Test
  void sessionsThatHaveToGoAreEndedThoughTheControlsOfManyOthersHang() {
    SessionLimits limits =
        SessionLimits.builder()
            .most(Service.PANEL, SessionLimits.Scope.LOGIN, 1)
            .policy(SessionLimits.Policy.END_LONGEST_IDLE)
            .build();
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger called = new AtomicInteger();
    try (SessionRegistry registry = SessionRegistry.builder().limits(limits).build()) {
      for (int i = 0; i < 60; i++) {
        SessionHandle unused =
            Doors.panel(
                registry,
                "alice",
                order -> {
                  called.incrementAndGet();
                  release.await();
                });
      }
      await()
          .until(
              () -> {
                Doors.panel(registry, "bob").closed(Ending.Cause.LOGGED_OUT);
                return called.get() == 59;
              });
    } finally {
      release.countDown();
    }
  }
}
