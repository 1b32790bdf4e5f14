package io.rollcall.jconsole;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Tells when a click or a key that was sent to the screen has come back to the window's thread. */
final class EventEcho {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A key that closes a window is released over nothing: nobody hears of it. */
  private static final long RELEASE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();

  /** How many buttons have been released. Guarded by the lock. */
  private long clicks;

  /** How many keys have been pressed. Guarded by the lock. */
  private long presses;

  /** How many keys have been released. Guarded by the lock. */
  private long releases;

  void start() {
    Toolkit.getDefaultToolkit()
        .addAWTEventListener(
            event -> hear(event.getID()), AWTEvent.MOUSE_EVENT_MASK | AWTEvent.KEY_EVENT_MASK);
  }

  private void hear(int event) {
    lock.lock();
    try {
      clicks += event == MouseEvent.MOUSE_RELEASED ? 1 : 0;
      presses += event == KeyEvent.KEY_PRESSED ? 1 : 0;
      releases += event == KeyEvent.KEY_RELEASED ? 1 : 0;
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does what ends with the release of a button, and waits until that is heard. */
  void afterClick(Runnable click) {
    lock.lock();
    try {
      long before = clicks;
      click.run();
      await(() -> clicks > before, PATIENCE_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /** Presses and releases a key, and waits until both are heard. */
  void afterKey(Runnable press, Runnable release) {
    lock.lock();
    try {
      long pressesBefore = presses;
      long releasesBefore = releases;
      press.run();
      await(() -> presses > pressesBefore, PATIENCE_NANOS);
      release.run();
      await(() -> releases > releasesBefore, RELEASE_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock. */
  private void await(BooleanSupplier condition, long nanos) {
    try {
      long left = nanos;
      while (!condition.getAsBoolean() && left > 0) {
        left = heard.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
