package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What an operator is told of an order. */
class TerminationOutcomeTest {
  private static final TerminationOrder ORDER =
      TerminationOrder.by("operator").because("maintenance");

  private final List<TerminationOrder> received = new ArrayList<>();
  private final SessionRegistry registry = SessionRegistry.create();
  private final SessionRegistry impatient =
      SessionRegistry.builder().patience(Duration.ofMillis(30)).recentEndings(1).build();

  @Test
  void terminatedWhenTheAdapterReportsItGone() {
    FtpHandle handle =
        Doors.obedient(
            control ->
                Doors.connect(
                    registry,
                    order -> {
                      received.add(order);
                      control.terminate(order);
                    }));
    handle.loggedIn(Account.unregistered("alice"));
    Termination answer = registry.terminate(handle.id(), ORDER);
    assertEquals(
        new Termination(handle.id(), TerminationOutcome.TERMINATED, "alice", "ended: maintenance"),
        answer);
    assertEquals(List.of(ORDER), received);
    assertEquals(ORDER, handle.order());
    assertTrue(handle.isClosed());
    assertTrue(registry.ftpSessions().isEmpty());
  }

  @Test
  void controlMayReturnLongBeforeTheSessionIsGone() throws Exception {
    CountDownLatch ordered = new CountDownLatch(1);
    SessionHandle handle = Doors.panel(registry, "alice", order -> ordered.countDown());
    Thread adapter =
        new Thread(
            () -> {
              await().until(() -> ordered.getCount() == 0);
              handle.closed(Ending.Cause.DISCONNECTED);
            });
    adapter.start();
    assertEquals(TerminationOutcome.TERMINATED, registry.terminate(handle.id(), ORDER).outcome());
    adapter.join();
  }

  @Test
  void closingWhenNotConfirmedInTimeAndStillListed() {
    SessionHandle handle = Doors.panel(impatient, "alice", IGNORING);
    assertEquals(TerminationOutcome.CLOSING, impatient.terminate(handle.id(), ORDER).outcome());
    assertEquals(SessionState.TERMINATING, impatient.panelSessions().get(0).state());
    assertEquals(ORDER, handle.order());
    assertEquals(0, impatient.counts().terminatedTotal());
    handle.closed(Ending.Cause.DISCONNECTED);
    assertEquals(1, impatient.counts().terminatedTotal());
  }

  @Test
  void closingSaysWhoOrderedItFirst() {
    CountDownLatch release = new CountDownLatch(1);
    SessionHandle handle = Doors.panel(impatient, "alice", order -> release.await());
    String id = handle.id();
    assertEquals(
        new Termination(id, TerminationOutcome.CLOSING, "alice", "ordered to end; not gone yet"),
        impatient.terminate(id, ORDER));
    assertEquals(
        new Termination(
            id, TerminationOutcome.CLOSING, "alice", "ordered to end by operator; not gone yet"),
        impatient.terminate(id, TerminationOrder.by("another")));
    release.countDown();
  }

  @Test
  void orderingAgainAfterATimeOutCallsTheControlAgain() {
    // long enough for the second call, which may start late
    SessionRegistry slow = SessionRegistry.builder().patience(Duration.ofSeconds(2)).build();
    AtomicInteger calls = new AtomicInteger();
    String id = Doors.endingAtTheSecondCall(slow, calls).id();
    assertEquals(TerminationOutcome.CLOSING, slow.terminate(id, ORDER).outcome());
    await().until(() -> calls.get() == 1);
    await().until(() -> slow.terminate(id, ORDER).outcome() == TerminationOutcome.TERMINATED);
    assertEquals(2, calls.get());
  }

  @Test
  void notFoundWhenNoSuchSessionIsOrWasLatelyHere() {
    Termination answer = registry.terminate("nosuchid", ORDER);
    assertEquals(TerminationOutcome.NOT_FOUND, answer.outcome());
    assertEquals("nosuchid", answer.id());
    assertNull(answer.login());
  }

  @Test
  void alreadyEndedWhenItWasLatelyHereSayingHow() {
    SessionHandle expired = Doors.panel(registry, "alice");
    expired.closed(Ending.Cause.EXPIRED);
    Termination answer = registry.terminate(expired.id(), ORDER);
    assertEquals(TerminationOutcome.ALREADY_ENDED, answer.outcome());
    assertEquals("alice", answer.login());
    assertTrue(answer.detail().contains("EXPIRED"), answer.detail());

    SessionHandle kicked = Doors.panel(registry, "bob");
    assertEquals(TerminationOutcome.TERMINATED, registry.terminate(kicked.id(), ORDER).outcome());
    Termination again = registry.terminate(kicked.id(), TerminationOrder.by("other"));
    assertEquals(TerminationOutcome.ALREADY_ENDED, again.outcome());
    assertTrue(again.detail().contains("operator"), again.detail());
  }

  @Test
  void onlyTheLastEndingsAreRemembered() {
    SessionHandle first = Doors.panel(impatient, "a");
    SessionHandle second = Doors.panel(impatient, "b");
    first.closed(Ending.Cause.LOGGED_OUT);
    second.closed(Ending.Cause.LOGGED_OUT);
    assertEquals(TerminationOutcome.NOT_FOUND, impatient.terminate(first.id(), ORDER).outcome());
    assertEquals(
        TerminationOutcome.ALREADY_ENDED, impatient.terminate(second.id(), ORDER).outcome());
  }

  @Test
  void failedWhenTheControlThrowsThenTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    FtpHandle handle =
        Doors.obedient(
            control ->
                Doors.connect(
                    registry,
                    order -> {
                      switch (calls.incrementAndGet()) {
                        case 1 -> throw new Exception("no route");
                        case 2 -> throw new AssertionError("worse");
                        default -> control.terminate(order);
                      }
                    }));
    Termination first = registry.terminate(handle.id(), ORDER);
    assertEquals(TerminationOutcome.FAILED, first.outcome());
    assertTrue(first.detail().contains("no route"), first.detail());
    assertEquals(SessionState.TERMINATING, registry.ftpSessions().get(0).state());
    assertEquals(TerminationOutcome.FAILED, registry.terminate(handle.id(), ORDER).outcome());
    assertEquals(2, registry.counts().failedTerminationTotal());
    assertEquals(TerminationOutcome.TERMINATED, registry.terminate(handle.id(), ORDER).outcome());
    assertEquals(1, registry.counts().terminatedTotal());
  }

  @Test
  void failureAnswersAtOnce() {
    SessionRegistry patient = SessionRegistry.builder().patience(Duration.ofMinutes(5)).build();
    SessionHandle handle =
        Doors.panel(
            patient,
            "alice",
            order -> {
              throw new StackOverflowError();
            });
    assertEquals(TerminationOutcome.FAILED, patient.terminate(handle.id(), ORDER).outcome());
  }

  @Test
  void anyPatienceIsPossible() {
    SessionRegistry endless =
        SessionRegistry.builder().patience(Duration.ofSeconds(Long.MAX_VALUE)).build();
    SessionHandle handle = Doors.panel(endless, "alice");
    assertEquals(TerminationOutcome.TERMINATED, endless.terminate(handle.id(), ORDER).outcome());
    SessionRegistry none = SessionRegistry.builder().patience(Duration.ZERO).build();
    SessionHandle other = Doors.panel(none, "alice");
    Termination unused = none.terminate(other.id(), ORDER);
    await().until(other::isClosed);
  }

  @Test
  void duplicatesAreAnsweredOneByOneInOrder() {
    SessionHandle handle = Doors.panel(registry, "alice");
    String upper = handle.id().toUpperCase(Locale.ROOT);
    List<Termination> answers =
        registry.terminate(List.of("nosuchid", handle.id(), upper, handle.id()), ORDER);
    assertEquals(
        List.of(
            TerminationOutcome.NOT_FOUND,
            TerminationOutcome.TERMINATED,
            TerminationOutcome.ALREADY_ENDED,
            TerminationOutcome.ALREADY_ENDED),
        answers.stream().map(Termination::outcome).toList());
    assertEquals(
        List.of("nosuchid", handle.id(), upper, handle.id()),
        answers.stream().map(Termination::id).toList());
    assertEquals(1, registry.counts().terminatedTotal());
  }

  @Test
  void idsAreReadAsAPersonTypesThem() {
    for (int i = 0; i < 50; i++) {
      SessionHandle handle = Doors.panel(registry, "alice");
      String typed =
          handle
              .id()
              .toUpperCase(Locale.ROOT)
              .replace('0', 'O')
              .replace('1', i % 2 == 0 ? 'I' : 'L');
      Termination answer = registry.terminate(typed, ORDER);
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome());
      assertEquals(typed, answer.id());
    }
  }

  @Test
  void interruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
    SessionRegistry patient = SessionRegistry.builder().patience(Duration.ofMinutes(5)).build();
    CountDownLatch called = new CountDownLatch(1);
    SessionHandle handle = Doors.panel(patient, "alice", order -> called.countDown());
    AtomicReference<Termination> answer = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread operator =
        new Thread(
            () -> {
              answer.set(patient.terminate(handle.id(), ORDER));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    operator.start();
    called.await();
    operator.interrupt();
    operator.join();
    assertEquals(TerminationOutcome.CLOSING, answer.get().outcome());
    assertEquals(true, interrupted.get());
  }

  @Test
  void aRowOrderedToEndThatLogsInIsStillOrderedToEnd() {
    FtpHandle handle = Doors.connect(impatient, IGNORING);
    Termination unused = impatient.terminate(handle.id(), ORDER);
    handle.loggedIn(Account.unregistered("alice"));
    FtpSessionInfo listed = impatient.ftpSessions().get(0);
    assertEquals("alice", listed.account().login());
    assertEquals(SessionState.TERMINATING, listed.state());
    assertEquals(FtpStatus.TERMINATING, listed.status());
  }
}
