package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.TransferAbort.Outcome;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** A transfer is cut off and the session goes on. */
class AbortTransferTest {
  private final SessionRegistry registry =
      SessionRegistry.builder().patience(Duration.ofSeconds(1)).build();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void release() {
    release.countDown();
    registry.close();
  }

  /** What an adapter does when it is told to abort a transfer. */
  @FunctionalInterface
  private interface Abort {
    boolean abort() throws Exception;
  }

  private FtpHandle connect(Abort abort) {
    return connect(registry, abort);
  }

  private static FtpHandle connect(SessionRegistry registry, Abort abort) {
    return Doors.connect(
        registry,
        new SessionControl() {
          @Override
          public void terminate(TerminationOrder order) {}

          @Override
          public boolean abortTransfer(TerminationOrder order) throws Exception {
            return abort.abort();
          }
        });
  }

  private TransferAbort abort(SessionHandle handle) {
    return registry.abortTransfer(handle.id(), ORDER);
  }

  @Test
  void isCutOffAndTheSessionStays() {
    AtomicReference<FtpHandle> handle = new AtomicReference<>();
    handle.set(
        connect(
            () -> {
              handle.get().finished();
              return true;
            }));
    handle.get().startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(5);
    TransferAbort answer =
        registry.abortTransfer(handle.get().id().toUpperCase(Locale.ROOT), ORDER);
    assertEquals(Outcome.ABORTED, answer.outcome());
    assertEquals(handle.get().id(), answer.id());
    assertEquals(SessionState.ACTIVE, registry.ftpSessions().get(0).state());
    assertEquals(0, registry.counts().terminatedTotal());
  }

  @Test
  void thatIsNotRunningIsNoTransfer() {
    assertEquals(Outcome.NO_TRANSFER, abort(connect(() -> false)).outcome());
  }

  @Test
  void ofNoSessionOrOneThatHasEndedIsNotFound() {
    assertEquals(Outcome.NOT_FOUND, registry.abortTransfer("none", ORDER).outcome());
    FtpHandle handle = connect(() -> true);
    handle.closed(Ending.Cause.DISCONNECTED);
    assertEquals(Outcome.NOT_FOUND, abort(handle).outcome());
  }

  @Test
  void ofAPanelSessionIsNotFoundAndItsControlNotAsked() throws Exception {
    SessionControl control = Mockito.mock(SessionControl.class);
    SessionHandle handle = Doors.panel(registry, "alice", control);
    assertEquals(Outcome.NOT_FOUND, abort(handle).outcome());
    Mockito.verifyNoInteractions(control);
  }

  @Test
  void whoseMeansFailHasFailed() {
    FtpHandle handle =
        connect(
            () -> {
              throw new IllegalStateException("no way");
            });
    TransferAbort answer = abort(handle);
    assertEquals(Outcome.FAILED, answer.outcome());
    assertTrue(answer.detail().contains("no way"), answer.detail());
    assertFalse(handle.isClosed());
  }

  @Test
  void whoseMeansThrowAnythingAtAllHasFailed() {
    List<Throwable> all =
        List.of(
            new CancellationException("c"),
            new StackOverflowError("s"),
            new InterruptedException("i"));
    for (Throwable thrown : all) {
      FtpHandle handle = connect(() -> AbortTransferTest.<Exception>thrown(thrown));
      TransferAbort answer = abort(handle);
      assertEquals(Outcome.FAILED, answer.outcome());
      assertTrue(answer.detail().contains(thrown.toString()), answer.detail());
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> boolean thrown(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void byADoorWithoutTheMeansHasFailed() {
    FtpHandle handle = Doors.connect(registry, Doors.IGNORING);
    assertEquals(Outcome.FAILED, abort(handle).outcome());
  }

  @Test
  void whoseMeansHangIsBounded() {
    try (SessionRegistry impatient =
        SessionRegistry.builder().patience(Duration.ofMillis(200)).build()) {
      FtpHandle handle = connect(impatient, this::hang);
      long start = System.nanoTime();
      TransferAbort answer = impatient.abortTransfer(handle.id(), ORDER);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(Outcome.FAILED, answer.outcome());
      assertTrue(answer.detail().contains("no answer in time"), answer.detail());
      assertTrue(taken.toMillis() >= 200 && taken.toMillis() < 4_000, taken.toString());
    }
  }

  private boolean hang() throws InterruptedException {
    release.await();
    return true;
  }

  /** More of them than there are threads to begin with. */
  @Tag("heavy")
  @Test
  void whoseMeansHangHoldsUpNoOther() throws Exception {
    List<Thread> operators = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      FtpHandle hanging = connect(this::hang);
      Thread operator =
          new Thread(() -> assertEquals(Outcome.FAILED, abort(hanging).outcome()), "hanging-" + i);
      operator.start();
      operators.add(operator);
    }
    await().until(() -> operators.stream().allMatch(AbortTransferTest::isWaiting));
    assertEquals(Outcome.ABORTED, abort(connect(() -> true)).outcome());
    for (Thread operator : operators) {
      operator.join();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive();
  }

  @Test
  void withTheLongestPatienceIsAnswered() {
    try (SessionRegistry patient =
        SessionRegistry.builder().patience(Duration.ofSeconds(Long.MAX_VALUE)).build()) {
      FtpHandle handle = Doors.connect(patient, Doors.IGNORING);
      assertEquals(Outcome.FAILED, patient.abortTransfer(handle.id(), ORDER).outcome());
    }
  }

  @Test
  void ofAnInterruptedOperatorHasFailedAndLeavesHimInterrupted() {
    FtpHandle handle = connect(this::hang);
    Thread.currentThread().interrupt();
    TransferAbort answer = abort(handle);
    assertTrue(Thread.interrupted());
    assertEquals(Outcome.FAILED, answer.outcome());
  }

  @Test
  void afterTheRegistryIsClosedHasFailedOrIsNotFound() {
    FtpHandle handle = connect(() -> true);
    registry.close();
    assertEquals(Outcome.NOT_FOUND, abort(handle).outcome());
  }
}
