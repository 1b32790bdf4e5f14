package io.rollcall.internal;

import io.rollcall.Lockout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the lockouts when they have changed, on a thread of its own: an order does not wait for a
 * disk, and a hundred changes while one list is written make one more.
 */
final class LockoutStore {
  private static final Logger logger = LoggerFactory.getLogger(LockoutStore.class);
  private static final long IDLE_SECONDS = 10;

  private final LockoutFile file;
  private final Supplier<List<Lockout>> lockouts;
  private final AtomicBoolean due = new AtomicBoolean();

  /** Whether there are changes that could not be saved. */
  private volatile boolean failed;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          EmbedderThreads.daemons("rollcall-lockouts"));

  LockoutStore(Path path, Supplier<List<Lockout>> lockouts) {
    file = new LockoutFile(path);
    this.lockouts = lockouts;
    thread.allowCoreThreadTimeOut(true);
  }

  List<Lockout> load() {
    return file.load();
  }

  /** Notes that the lockouts have changed. */
  void changed() {
    if (due.compareAndSet(false, true)) {
      try {
        thread.execute(this::save);
      } catch (RejectedExecutionException | OutOfMemoryError e) { // closed, or out of threads
        failed = true;
        due.set(false);
        logger.warn("the lockouts are not saved now", e);
      }
    }
  }

  private synchronized void save() {
    if (due.getAndSet(false)) { // a change from here on is another reason to save
      write();
    }
  }

  private void write() {
    failed = false; // before the list is taken: a change from here on is another reason to save
    try {
      file.save(lockouts.get());
    } catch (IOException | RuntimeException e) {
      failed = true;
      logger.error("the lockouts are not saved; the next change tries again", e);
    }
  }

  /**
   * Saves what is due, after the list that is being written, and no more after that: another
   * registry may have the file next.
   */
  synchronized void close() {
    thread.shutdown();
    if (due.getAndSet(false) || failed) {
      write();
    }
  }
}
