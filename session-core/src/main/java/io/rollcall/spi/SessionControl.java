package io.rollcall.spi;

import io.rollcall.TerminationOrder;

/**
 * An adapter's means to end one session for real.
 *
 * <p>The registry calls it on a thread of its own, so it may block, and never twice at once for one
 * session; ordering again after a failure or a time-out calls it again. Of calls that hang, some
 * five hundred hold up no other. In a process that is out of threads it is called on the thread
 * that gives the order, and one that hangs there holds that order up. It may return before the
 * session is gone. The adapter reports the session gone with {@link SessionHandle#closed}, never
 * merely because this was called.
 */
@FunctionalInterface
public interface SessionControl {
  /**
   * Starts ending the session.
   *
   * @param order who orders it and why
   * @throws Exception if it cannot be ended; the operator is told that the order failed
   */
  void terminate(TerminationOrder order) throws Exception;

  /**
   * Ends the session's running transfer and leaves the session; on a thread that may block. Another
   * such call, or {@link #terminate}, may run at the same time.
   *
   * @param order who orders it and why
   * @return false if no transfer is running
   * @throws UnsupportedOperationException if the adapter has no means to do it
   * @throws Exception if it failed; the operator is told so
   */
  default boolean abortTransfer(TerminationOrder order) throws Exception {
    throw new UnsupportedOperationException("this kind of session has no transfers to abort");
  }
}
