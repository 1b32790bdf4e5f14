package io.rollcall;

import static io.rollcall.Arrivals.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.SessionHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred come at once, and ten are let in: whatever the limit counts, at whichever door. */
@Tag("heavy")
class LimitRaceTest {
  /** {@code -Drollcall.rounds=2000} for the long proof; a multiple of eight. */
  private static final int ROUNDS = Integer.getInteger("rollcall.rounds", 400);

  private static final int THREADS = 200;
  private static final int MOST = 10;
  private static final List<Scope> SCOPES = List.of(Scope.values());

  private final SessionRegistry registry = SessionRegistry.create();
  private final Queue<SessionHandle> letIn = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private int round;
  private volatile Throwable failure;

  private Service door() {
    return round % 2 == 0 ? Service.PANEL : Service.FTP;
  }

  private Scope scope() {
    return SCOPES.get(round / 2 % SCOPES.size());
  }

  /** Ends a round and prepares the next, while all wait. */
  private void nextRound() {
    try {
      if (round > 0) {
        assertEquals(MOST, letIn.size(), door() + " " + scope() + " in round " + round);
        assertEquals(THREADS - MOST, refused.get());
        assertEquals(MOST, Arrivals.all(registry).size());
      }
      letIn.forEach(handle -> handle.closed(Ending.Cause.LOGGED_OUT));
      letIn.clear();
      refused.set(0);
      round++;
      registry.limit(
          SessionLimits.builder().most(door(), scope(), MOST).build(),
          TerminationOrder.by("operator"));
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void comeEveryRound(CyclicBarrier barrier) {
    try {
      for (int i = 0; i < ROUNDS; i++) {
        barrier.await();
        try {
          letIn.add(
              Arrivals.come(registry, door(), account("alice", "example.com"), "203.0.113.7"));
        } catch (SessionRefusedException e) {
          refused.incrementAndGet();
        }
      }
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      failure = failure == null ? e : failure;
    }
  }

  @Test
  void exactlySoManyAreLetIn() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(THREADS, this::nextRound);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> comeEveryRound(barrier));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertNull(failure);
    assertEquals(ROUNDS + 1, round);
    assertEquals(ROUNDS * (long) (THREADS - MOST), registry.counts().refusedTotal());
  }
}
