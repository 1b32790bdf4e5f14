package io.rollcall.internal;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads on which an embedder's code runs, so that none of it holds up the host.
 *
 * <p>A few threads serve everybody, and go when idle. Whoever waits for a call calls {@link
 * #relieve} now and then: for each call that has run long, one more thread is allowed until it
 * returns, up to a limit. So code that hangs holds its own thread and no other call, until there
 * are too many of it. Where the process can have no more threads, those that there are serve.
 */
final class EmbedderThreads {
  private static final Logger logger = LoggerFactory.getLogger(EmbedderThreads.class);
  private static final long IDLE_SECONDS = 10;
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int threads;
  private final int mostThreads;
  private final ThreadPoolExecutor pool;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();

  /** Threads that run; the pool's own count has also those that are just failing to start. */
  private final AtomicInteger serving = new AtomicInteger();

  /** Calls for each of which one more thread is allowed now; guarded by this. */
  private int relieved;

  /**
   * Creates threads.
   *
   * @param name what they are called
   * @param threads how many serve everybody
   * @param mostThreads how many there may be while calls hang
   * @param mostWaiting how many calls may wait for a thread
   */
  EmbedderThreads(String name, int threads, int mostThreads, int mostWaiting) {
    this(daemons(name), threads, mostThreads, mostWaiting);
  }

  /** As above, with threads from a factory. */
  EmbedderThreads(ThreadFactory factory, int threads, int mostThreads, int mostWaiting) {
    this.threads = threads;
    this.mostThreads = mostThreads;
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            task -> factory.newThread(() -> serve(task)));
    pool.allowCoreThreadTimeOut(true);
  }

  private void serve(Runnable task) {
    serving.incrementAndGet();
    try {
      task.run();
    } finally {
      serving.decrementAndGet();
    }
  }

  static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      // not that of whoever happens to be first: it would keep a stopped web application in memory
      thread.setContextClassLoader(EmbedderThreads.class.getClassLoader());
      return thread;
    };
  }

  /**
   * Runs code that handles what the embedder's throws.
   *
   * @throws RejectedExecutionException if too much waits, or after {@link #shutdown}
   * @throws OutOfMemoryError if there is no thread and none to be had; the code is not run
   */
  void run(Runnable code) {
    Call call = new Call(code);
    try {
      pool.execute(call);
    } catch (OutOfMemoryError e) {
      leaveToOthers(call, e);
    }
  }

  /** Leaves a call for which no thread could be started to the threads that there are. */
  private void leaveToOthers(Call call, OutOfMemoryError why) {
    BlockingQueue<Runnable> waiting = pool.getQueue();
    if (!waiting.contains(call) && !waiting.offer(call)) {
      throw new RejectedExecutionException("too many calls wait for a thread", why);
    }
    if (serving.get() == 0 && pool.remove(call)) {
      throw why;
    }
  }

  /** Allows one more thread for each call that has run long, and starts those that are missing. */
  void relieve() {
    startMissing();
    long now = System.nanoTime();
    for (Call call : running) {
      if (now - call.startedAt > LONG_NANOS) {
        relieve(call);
      }
    }
  }

  /** Returns whether some call waits for a thread. */
  boolean hasWaiting() {
    return !pool.getQueue().isEmpty();
  }

  private void startMissing() {
    if (hasWaiting()) {
      try {
        pool.prestartCoreThread();
      } catch (OutOfMemoryError e) {
        logger.debug("still no thread for an embedder's code that waits", e);
      }
    }
  }

  void shutdown() {
    pool.shutdown();
  }

  private synchronized void relieve(Call call) {
    if (!call.relieved && !call.returned && threads + relieved < mostThreads) {
      call.relieved = true;
      relieved++;
      try {
        resize();
      } catch (OutOfMemoryError e) { // no thread to be had now; the pool tries again by itself
        logger.warn("no thread for an embedder's code that waits", e);
      }
    }
  }

  private synchronized void returned(Call call) {
    call.returned = true;
    if (call.relieved) {
      relieved--;
      resize();
    }
  }

  private void resize() {
    int size = threads + relieved;
    if (size > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
    } else {
      pool.setCorePoolSize(size);
      pool.setMaximumPoolSize(size);
    }
  }

  private final class Call implements Runnable {
    private final Runnable code;
    private volatile long startedAt;

    /** Guarded by the enclosing threads. */
    private boolean relieved;

    /** Guarded by the enclosing threads. */
    private boolean returned;

    private Call(Runnable code) {
      this.code = code;
    }

    @Override
    public void run() {
      startedAt = System.nanoTime();
      running.add(this);
      try {
        code.run();
      } finally {
        running.remove(this);
        returned(this);
      }
    }
  }
}
