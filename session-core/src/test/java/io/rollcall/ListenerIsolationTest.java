package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.rollcall.spi.SessionHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listener can hurt nobody: not sessions, not operators, not other listeners. */
class ListenerIsolationTest {
  private static final int CAPACITY = 10;

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final SessionRegistry registry =
      SessionRegistry.builder().listenerQueueCapacity(CAPACITY).build();
  private final List<SessionEvent> seen = Collections.synchronizedList(new ArrayList<>());

  private final SessionListener hanging =
      event -> {
        entered.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        seen.add(event);
      };

  @AfterEach
  void release() {
    release.countDown();
  }

  @Test
  void hangingListenerDelaysNobody() {
    AtomicInteger good = new AtomicInteger();
    Registration first = registry.addListener(hanging);
    Registration second = registry.addListener(event -> good.incrementAndGet());
    for (int i = 1; i <= 10; i++) {
      SessionHandle handle = Doors.ftp(registry, "alice");
      assertEquals(
          TerminationOutcome.TERMINATED,
          registry.terminate(handle.id(), TerminationOrder.by("operator")).outcome());
      int expected = 4 * i;
      await().until(() -> good.get() == expected);
    }
    assertTrue(seen.isEmpty());
    first.close();
    second.close();
  }

  @Test
  void whatTheQueueCannotHoldIsDroppedAndCounted() throws Exception {
    Registration registration = registry.addListener(hanging);
    Doors.panel(registry, "first");
    entered.await();
    for (int i = 0; i < 25; i++) {
      Doors.panel(registry, "later" + i);
    }
    assertEquals(25 - CAPACITY, registry.counts().droppedEventTotal());
    release.countDown();
    await().until(() -> seen.size() == 1 + CAPACITY);
    assertEquals("later" + (CAPACITY - 1), seen.get(CAPACITY).session().account().login());
    Doors.panel(registry, "after");
    await().until(() -> seen.size() == 2 + CAPACITY);
    assertEquals(25 - CAPACITY, registry.counts().droppedEventTotal());
    registration.close();
  }

  @Test
  void throwingListenerIsToldOfTheNextEvent() {
    SessionListener listener = mock();
    doThrow(new IllegalStateException("exception"))
        .doThrow(new StackOverflowError("error"))
        .doNothing()
        .when(listener)
        .onEvent(any());
    Registration registration = registry.addListener(listener);
    SessionHandle handle = Doors.ftp(registry, "alice");
    handle.closed(Ending.Cause.LOGGED_OUT);
    verify(listener, timeout(20_000).times(3)).onEvent(any());
    registration.close();
  }

  @Test
  void listenerThatInterruptsItselfIsToldOfTheNextEvent() {
    AtomicInteger uninterrupted = new AtomicInteger();
    Registration registration =
        registry.addListener(
            event -> {
              if (!Thread.currentThread().isInterrupted()) {
                uninterrupted.incrementAndGet();
              }
              Thread.currentThread().interrupt();
            });
    SessionHandle unused = Doors.ftp(registry, "alice");
    await().until(() -> uninterrupted.get() == 2);
    registration.close();
  }

  @Test
  void removedListenerIsToldNothingMoreNotEvenWhatIsQueued() throws Exception {
    Registration registration = registry.addListener(hanging);
    for (int i = 0; i < 8; i++) {
      Doors.panel(registry, "alice");
    }
    entered.await();
    registration.close();
    registration.close();
    release.countDown();
    AtomicInteger good = new AtomicInteger();
    Registration other = registry.addListener(event -> good.incrementAndGet());
    Doors.panel(registry, "alice");
    await().until(() -> good.get() == 1);
    await().until(() -> !seen.isEmpty());
    assertEquals(1, seen.size(), "the one it was being told of");
    assertEquals(0, registry.counts().droppedEventTotal());
    other.close();
  }

  @Tag("heavy")
  @Test
  void removalWhileEventsComeLosesNothingOfTheOthersAndCountsNothingAsDropped() throws Exception {
    SessionRegistry roomy = SessionRegistry.create();
    AtomicInteger good = new AtomicInteger();
    Registration kept = roomy.addListener(event -> good.incrementAndGet());
    AtomicBoolean done = new AtomicBoolean();
    Runnable opening =
        () -> {
          for (int i = 0; i < 3_000; i++) {
            SessionHandle unused = Doors.panel(roomy, "alice");
          }
          done.set(true);
        };
    Runnable removing =
        () -> {
          while (!done.get()) {
            roomy.addListener(event -> {}).close();
          }
        };
    Together.run(List.of(opening, removing));
    await().until(() -> good.get() == 3_000);
    assertEquals(0, roomy.counts().droppedEventTotal());
    kept.close();
  }

  @Test
  void listenerMayUseTheRegistry() {
    Registration registration =
        registry.addListener(
            event -> {
              if (event.type() == SessionEvent.Type.OPENED) {
                Termination answer =
                    registry.terminate(event.session().id(), TerminationOrder.by("listener"));
                assertEquals(TerminationOutcome.TERMINATED, answer.outcome());
              }
              seen.add(event);
            });
    SessionHandle handle = Doors.panel(registry, "alice");
    await().until(handle::isClosed);
    await().until(() -> seen.size() == 3);
    registration.close();
  }

  @Test
  void noListenerIsRefusedAtOnce() {
    assertThrows(NullPointerException.class, () -> registry.addListener(null));
  }
}
