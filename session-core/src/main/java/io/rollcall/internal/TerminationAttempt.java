package io.rollcall.internal;

import io.rollcall.TerminationOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to carry out an order on one row: the call of its control, and the wait for its end.
 *
 * <p>Concurrency. Whoever {@linkplain #begin begins} the attempt calls the control and is told
 * {@code TERMINATED} if the row ends; whoever else orders the row to end meanwhile waits along.
 * When the control has failed, or its beginner has waited in vain and the control has returned, the
 * attempt is given up and the next order makes a new one. So a control is never called twice at
 * once, and an ending is claimed by one order.
 */
final class TerminationAttempt {
  private final SessionRow row;
  private final TerminationOrder order;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Opens when the row is closed or the control has failed. */
  private final CountDownLatch decided = new CountDownLatch(1);

  private volatile boolean rowClosed;
  private volatile boolean controlReturned;
  private volatile boolean waitedInVain;
  private volatile @Nullable Throwable failure;

  TerminationAttempt(SessionRow row, TerminationOrder order) {
    this.row = row;
    this.order = order;
  }

  SessionRow row() {
    return row;
  }

  TerminationOrder order() {
    return order;
  }

  /** Returns true to the first caller, who then has the control called. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  /** Calls the control; on a thread that may block. */
  void callControl() {
    Throwable thrown = null;
    try {
      row.control.terminate(order);
    } catch (Throwable e) { // an embedder's code: an Error of theirs is a failed order as well
      thrown = e;
    }
    finish(thrown);
  }

  /** Notes that the control could not even be called. */
  void abort(Throwable thrown) {
    finish(thrown);
  }

  private void finish(@Nullable Throwable thrown) {
    failure = thrown;
    controlReturned = true;
    if (thrown != null) {
      decided.countDown();
    }
  }

  void rowClosed() {
    rowClosed = true;
    decided.countDown();
  }

  /** Waits until the attempt is decided; returns whether it is. */
  boolean await(long nanos) throws InterruptedException {
    return decided.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Notes that its beginner waits no longer. */
  void stopWaiting() {
    waitedInVain = true;
  }

  boolean isRowClosed() {
    return rowClosed;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isGivenUp() {
    return controlReturned && (failure != null || waitedInVain);
  }
}
