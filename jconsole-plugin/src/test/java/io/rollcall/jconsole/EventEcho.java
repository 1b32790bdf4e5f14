package io.rollcall.jconsole;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells when a click or a key that was sent to the screen has come back to the window's thread. */
final class EventEcho {
  /** A key that closes a window is released over nothing: nobody hears of it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();

  /** How many buttons and keys have been released. Guarded by the lock. */
  private long released;

  void start() {
    Toolkit.getDefaultToolkit()
        .addAWTEventListener(
            event -> {
              if (event.getID() == MouseEvent.MOUSE_RELEASED
                  || event.getID() == KeyEvent.KEY_RELEASED) {
                hear();
              }
            },
            AWTEvent.MOUSE_EVENT_MASK | AWTEvent.KEY_EVENT_MASK);
  }

  private void hear() {
    lock.lock();
    try {
      released++;
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does what ends with the release of a button or a key, and waits until that is heard. */
  void after(Runnable click) {
    lock.lock();
    try {
      long before = released;
      click.run();
      long left = PATIENCE_NANOS;
      while (released == before && left > 0) {
        left = heard.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
