package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import io.rollcall.SessionEvent;
import io.rollcall.SessionListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener with its own bounded queue and its own thread, which goes when there is nothing.
 *
 * <p>Concurrency. For each event queued the thread is given one task, which delivers the head of
 * the queue. The order is that of the queue alone: an executor whose idle thread is just going may
 * run a task before an older one.
 */
final class ListenerQueue {
  private static final Logger logger = LoggerFactory.getLogger(ListenerQueue.class);
  private static final long IDLE_SECONDS = 10;

  private final SessionListener listener;
  private final LongAdder dropped;
  private final LinkedBlockingQueue<SessionEvent> events;
  private final ThreadPoolExecutor thread;
  private volatile boolean abandoned;

  ListenerQueue(SessionListener listener, int capacity, LongAdder dropped) {
    this(listener, capacity, dropped, TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
  }

  /** As above, with a thread that goes when idle for so many nanoseconds. */
  ListenerQueue(SessionListener listener, int capacity, LongAdder dropped, long idleNanos) {
    this.listener = requireNonNull(listener, "listener");
    this.dropped = dropped;
    events = new LinkedBlockingQueue<>(capacity);
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            idleNanos,
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            EmbedderThreads.daemons("rollcall-listener"));
    thread.allowCoreThreadTimeOut(true);
  }

  void offer(SessionEvent event) {
    if (!events.offer(event)) {
      dropped.increment();
      return;
    }
    try {
      thread.execute(this::deliverNext);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // finished, or no thread to be had: the host's login must not fail for it
      if (events.remove(event) && !abandoned) {
        dropped.increment();
      }
    }
  }

  private void deliverNext() {
    SessionEvent event = events.poll();
    if (event == null || abandoned) {
      return;
    }
    try {
      listener.onEvent(event);
    } catch (Throwable thrown) { // an embedder's code
      logger.warn("a session listener failed on {}", event.type(), thrown);
    }
  }

  /** Delivers what is queued, and nothing more. */
  void finish() {
    thread.shutdown();
  }

  /** Delivers nothing more. */
  void abandon() {
    abandoned = true;
    thread.shutdownNow();
    events.clear();
  }
}
