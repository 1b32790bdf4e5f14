package io.rollcall.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.util.concurrent.Uninterruptibles;
import io.rollcall.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Code that hangs holds its own thread and no other call, up to a limit. */
class EmbedderThreadsTest {
  private final EmbedderThreads threads = new EmbedderThreads("test-embedder", 4, 12, 100);
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void shutDown() {
    release.countDown();
    threads.shutdown();
  }

  private void hang(int count) {
    CountDownLatch latch = release;
    for (int i = 0; i < count; i++) {
      threads.run(
          () -> {
            started.incrementAndGet();
            try {
              latch.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            finished.incrementAndGet();
          });
    }
  }

  @Test
  void callsThatRunLongAreRelievedUpToTheLimit() {
    hang(20);
    await().until(() -> started.get() == 4);
    await()
        .until(
            () -> {
              threads.relieve();
              return started.get() == 12;
            });
    await()
        .during(Duration.ofMillis(200))
        .until(
            () -> {
              threads.relieve();
              return started.get() == 12;
            });
    release.countDown();
    await().until(() -> finished.get() == 20);
  }

  @Test
  void reliefEndsWithTheCallsThatHadIt() {
    for (int round = 0; round < 3; round++) {
      started.set(0);
      finished.set(0);
      release = new CountDownLatch(1);
      hang(20);
      await().until(() -> started.get() == 4);
      await().during(Duration.ofMillis(150)).until(() -> started.get() == 4);
      await()
          .until(
              () -> {
                threads.relieve();
                return started.get() == 12;
              });
      release.countDown();
      await().until(() -> finished.get() == 20);
      await().until(() -> liveThreads() <= 4);
    }
  }

  private static long liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("test-embedder-"))
        .count();
  }

  @Tag("heavy")
  @Test
  void reliefFromManyThreadsLosesNoCall() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < 2_000; n++) {
              CountDownLatch ran = new CountDownLatch(1);
              threads.run(ran::countDown);
              threads.relieve();
              if (Uninterruptibles.awaitUninterruptibly(ran, 20, TimeUnit.SECONDS)) {
                finished.incrementAndGet();
              }
            }
          });
    }
    Together.run(tasks);
    assertEquals(8_000, finished.get());
  }

  @Test
  void whatWaitsIsBounded() {
    hang(4 + 100);
    assertThrows(RejectedExecutionException.class, () -> hang(1));
    release.countDown();
    await().until(() -> finished.get() == 104);
  }

  @Test
  void callThatThrowsGivesItsThreadBack() {
    for (int i = 0; i < 20; i++) {
      threads.run(
          () -> {
            started.incrementAndGet();
            throw new ThrownOnPurpose();
          });
    }
    await().dontCatchUncaughtExceptions().until(() -> started.get() == 20);
    hang(4);
    await().dontCatchUncaughtExceptions().until(() -> started.get() == 24);
  }

  /**
   * While a thread is failing to start, the pool counts it. A call that is left to it would be run
   * by nobody, and whoever waits for it would not know. From Java 21 on, a pool does not call
   * {@link Thread#start}, so that nothing can make a thread of it fail here: {@code
   * OutOfThreadsTest} does.
   */
  @EnabledForJreRange(max = JRE.JAVA_20)
  @Test
  void callIsNotLeftToAThreadThatIsFailingToStart() throws Exception {
    CountDownLatch firstIsStarting = new CountDownLatch(1);
    CountDownLatch firstMayFail = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    EmbedderThreads none =
        new EmbedderThreads(
            task -> {
              boolean first = made.getAndIncrement() == 0;
              return new Thread(task) {
                @Override
                public synchronized void start() {
                  if (first) {
                    firstIsStarting.countDown();
                    Uninterruptibles.awaitUninterruptibly(firstMayFail);
                  }
                  throw new OutOfMemoryError("no thread, on purpose");
                }
              };
            },
            4,
            12,
            100);
    Thread other = new Thread(() -> assertThrows(OutOfMemoryError.class, () -> none.run(() -> {})));
    other.start();
    try {
      firstIsStarting.await();
      assertThrows(OutOfMemoryError.class, () -> none.run(started::incrementAndGet));
    } finally {
      firstMayFail.countDown();
      other.join();
      none.shutdown();
    }
  }

  /** Keeps the default handler from printing a stack. */
  private static final class ThrownOnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ThrownOnPurpose() {
      super("on purpose", null, false, false);
    }
  }

  @Test
  void whatWaitsAtShutdownIsStillRun() {
    hang(10);
    threads.shutdown();
    assertThrows(RejectedExecutionException.class, () -> hang(1));
    release.countDown();
    await().until(() -> finished.get() == 10);
  }
}
