package io.rollcall.internal;

import io.rollcall.SessionEvent;
import io.rollcall.SessionListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener with its own bounded queue and its own thread, which goes when there is nothing. */
final class ListenerQueue {
  private static final Logger logger = LoggerFactory.getLogger(ListenerQueue.class);
  private static final long IDLE_SECONDS = 10;

  private final SessionListener listener;
  private final LongAdder dropped;
  private final ThreadPoolExecutor thread;

  ListenerQueue(SessionListener listener, int capacity, LongAdder dropped) {
    this.listener = listener;
    this.dropped = dropped;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(capacity),
            EmbedderThreads.daemons("rollcall-listener"),
            (task, executor) -> dropped.increment());
    thread.allowCoreThreadTimeOut(true);
  }

  void offer(SessionEvent event) {
    try {
      thread.execute(() -> deliver(event));
    } catch (OutOfMemoryError e) { // no thread to be had: the host's login must not fail for it
      dropped.increment();
    }
  }

  private void deliver(SessionEvent event) {
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
    thread.shutdownNow();
  }
}
