package io.rollcall.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.Account;
import io.rollcall.PanelSessionInfo;
import io.rollcall.SessionEvent;
import io.rollcall.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listener's queue keeps the order, also while its idle thread comes and goes. */
class ListenerQueueTest {
  private static SessionEvent event(long number) {
    PanelSessionInfo session =
        new PanelSessionInfo(
            "00000000",
            Account.unregistered("alice"),
            null,
            Instant.EPOCH,
            Duration.ZERO,
            SessionState.ACTIVE,
            null);
    return new SessionEvent(number, SessionEvent.Type.OPENED, Instant.EPOCH, session, null, null);
  }

  @Tag("heavy")
  @Test
  void keepsTheOrderWhileTheIdleThreadIsJustGoing() {
    AtomicLong last = new AtomicLong();
    AtomicBoolean disordered = new AtomicBoolean();
    LongAdder dropped = new LongAdder();
    ListenerQueue queue =
        new ListenerQueue(
            event -> {
              if (last.getAndSet(event.sequenceNumber()) >= event.sequenceNumber()) {
                disordered.set(true);
              }
            },
            1_000_000,
            dropped,
            1);
    long number = 0;
    for (int burst = 0; burst < 250_000; burst++) {
      queue.offer(event(++number));
      queue.offer(event(++number));
      for (int spin = burst % 400; spin > 0; spin--) { // meet the thread at any point of its going
        Thread.onSpinWait();
      }
    }
    long sent = number;
    await().until(() -> last.get() == sent);
    assertEquals(false, disordered.get());
    assertEquals(0, dropped.sum());
    queue.finish();
  }
}
