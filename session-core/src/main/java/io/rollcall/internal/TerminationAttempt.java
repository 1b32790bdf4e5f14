package io.rollcall.internal;

import io.rollcall.TerminationOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to carry out an order on one row: the call of its control, and the wait for its end.
 *
 * <p>Concurrency. The order that begins the attempt has the control called and is told {@code
 * TERMINATED} if the row ends; whoever else orders the row to end meanwhile waits along. When the
 * control has failed, or its beginner has waited in vain and the control has returned, the attempt
 * is given up and the next order makes a new one. So a control is never called twice at once, and
 * an ending is claimed by one order.
 */
final class TerminationAttempt {
  private final SessionRow row;
  private final TerminationOrder order;

  /** Opens when the row is closed or the control has failed. */
  private final CountDownLatch decided;

  private volatile boolean endedRow;
  private volatile boolean controlReturned;
  private volatile boolean waitedInVain;
  private volatile @Nullable Throwable failure;

  TerminationAttempt(SessionRow row, TerminationOrder order) {
    this(row, order, new CountDownLatch(1));
  }

  private TerminationAttempt(SessionRow row, TerminationOrder order, CountDownLatch decided) {
    this.row = row;
    this.order = order;
    this.decided = decided;
  }

  /**
   * Returns the attempt at another order that follows this one, given up. Orders that still wait
   * along with this one are woken by the end of that one.
   */
  TerminationAttempt successor(TerminationOrder next) {
    return failure == null
        ? new TerminationAttempt(row, next, decided)
        : new TerminationAttempt(row, next);
  }

  SessionRow row() {
    return row;
  }

  TerminationOrder order() {
    return order;
  }

  /** Calls the control; on a thread that may block. Returns what it threw, or null. */
  @Nullable Throwable callControl() {
    try {
      row.control.terminate(order);
      return null;
    } catch (Throwable thrown) { // an embedder's code: an Error of theirs is a failed order as well
      return thrown;
    }
  }

  /** Notes that the control has returned, or has failed. */
  void controlReturned(@Nullable Throwable thrown) {
    failure = thrown;
    controlReturned = true;
    if (thrown != null) {
      decided.countDown();
    }
  }

  /** Notes that the row is closed, and whether that is because its session is gone. */
  void rowClosed(boolean gone) {
    endedRow = gone;
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

  /** Returns whether the session was gone in this attempt, the last one; asked of a closed row. */
  boolean hasEndedRow() {
    return endedRow;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isGivenUp() {
    return controlReturned && (failure != null || waitedInVain);
  }
}
