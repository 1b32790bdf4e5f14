package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A control that hangs holds up nobody else. */
class HangingControlTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();

  @AfterEach
  void releaseAll() {
    release.countDown();
  }

  private List<SessionHandle> openHanging(SessionRegistry registry, int count) {
    List<SessionHandle> handles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      handles.add(
          Doors.<SessionHandle>obedient(
              control ->
                  Doors.panel(
                      registry,
                      "hanging",
                      order -> {
                        hanging.incrementAndGet();
                        release.await();
                        control.terminate(order);
                      })));
    }
    return handles;
  }

  private static List<String> ids(List<SessionHandle> handles) {
    return handles.stream().map(SessionHandle::id).toList();
  }

  @Tag("heavy")
  @Test
  void threeHundredOfThemDoNotStopAnotherTermination() {
    SessionRegistry registry = SessionRegistry.create();
    List<SessionHandle> handles = openHanging(registry, 300);
    SessionHandle good = Doors.panel(registry, "good");
    long start = System.nanoTime();
    for (Termination answer : registry.terminate(ids(handles), ORDER)) {
      assertEquals(TerminationOutcome.CLOSING, answer.outcome());
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(taken.compareTo(Duration.ofSeconds(3)) < 0, "one patience for all, not " + taken);
    assertEquals(TerminationOutcome.TERMINATED, registry.terminate(good.id(), ORDER).outcome());
    assertEquals(300, registry.panelSessions().size());
    release.countDown();
    await().until(() -> registry.panelSessions().isEmpty());
    assertEquals(301, registry.counts().terminatedTotal());
  }

  @Tag("heavy")
  @Test
  void oneOrderForThemAndAGoodOneEndsTheGoodOne() {
    SessionRegistry registry = SessionRegistry.create();
    List<SessionHandle> handles = openHanging(registry, 60);
    handles.add(Doors.panel(registry, "good"));
    List<Termination> answers = registry.terminate(ids(handles), ORDER);
    assertEquals(TerminationOutcome.TERMINATED, answers.get(60).outcome());
    assertEquals(60, hanging.get());
  }

  /** With no patience nobody waits, and nobody but the next order can make room. */
  @Tag("heavy")
  @Test
  void withoutPatienceTheNextOrderMakesRoom() {
    SessionRegistry registry = SessionRegistry.builder().patience(Duration.ZERO).build();
    List<SessionHandle> handles = openHanging(registry, 100);
    SessionHandle good = Doors.panel(registry, "good");
    List<Termination> unused = registry.terminate(ids(handles), ORDER);
    Termination first = registry.terminate(good.id(), ORDER);
    assertEquals(TerminationOutcome.CLOSING, first.outcome());
    await()
        .until(
            () -> {
              Termination next = registry.terminate(good.id(), ORDER);
              return next.outcome() == TerminationOutcome.ALREADY_ENDED;
            });
  }

  @Test
  void doNotStopLoginsTransfersAndListings() {
    SessionRegistry registry = SessionRegistry.builder().patience(Duration.ofMillis(100)).build();
    List<SessionHandle> handles = openHanging(registry, 50);
    List<Termination> unused = registry.terminate(ids(handles), ORDER);
    var ftp = Doors.ftp(registry, "alice");
    ftp.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(5);
    handles.get(0).touch();
    assertEquals(50, registry.panelSessions().size());
    assertEquals(5, registry.ftpSessions().get(0).transfer().bytesTransferred());
    ftp.closed(Ending.Cause.LOGGED_OUT);
    assertTrue(registry.ftpSessions().isEmpty());
  }
}
