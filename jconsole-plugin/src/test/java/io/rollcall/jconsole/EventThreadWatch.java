package io.rollcall.jconsole;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.swing.SwingUtilities;

/**
 * Measures how long tasks wait for the window's thread: asks it again and again, one task at a
 * time, keeps the longest wait, and what the thread did meanwhile.
 *
 * <p>On a machine that is busy with something else the whole process may not run for a while. By so
 * much as the watch itself is woken too late, a wait is not the window's and is not counted.
 */
final class EventThreadWatch {
  private static final int EVERY_MILLIS = 5;
  private static final long SUSPICIOUS_NANOS = 100_000_000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "event-thread-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Guarded by this. */
  private long longestNanos;

  /** What the window's thread did during the longest wait. Guarded by this. */
  private List<String> doing = List.of();

  @SuppressWarnings("FutureReturnValueIgnored") // it runs for as long as the process does
  void start() {
    timer.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    AtomicLong ran = new AtomicLong();
    CountDownLatch run = new CountDownLatch(1);
    long asked = System.nanoTime();
    SwingUtilities.invokeLater(
        () -> {
          ran.set(System.nanoTime());
          run.countDown();
        });
    List<String> seen = List.of();
    long starved = 0;
    try {
      if (!run.await(SUSPICIOUS_NANOS, TimeUnit.NANOSECONDS)) {
        starved = System.nanoTime() - asked - SUSPICIOUS_NANOS;
        seen = windowThread();
        run.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    note(ran.get() - asked - starved, seen);
  }

  private synchronized void note(long nanos, List<String> seen) {
    if (nanos > longestNanos) {
      longestNanos = nanos;
      doing = seen;
    }
  }

  private static List<String> windowThread() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("AWT-EventQueue"))
        .map(Map.Entry::getValue)
        .flatMap(Stream::of)
        .map(StackTraceElement::toString)
        .limit(30)
        .toList();
  }

  /** The longest wait since the last call, in milliseconds. */
  synchronized long longestMillis() {
    long longest = TimeUnit.NANOSECONDS.toMillis(longestNanos);
    longestNanos = 0;
    return longest;
  }

  /** What the window's thread did during the longest wait that was ever asked for. */
  synchronized List<String> doing() {
    return doing;
  }
}
