package io.rollcall.spi;

import io.rollcall.Ending;
import io.rollcall.TerminationOrder;
import org.jspecify.annotations.Nullable;

/**
 * An adapter's live end of a session that the registry lists.
 *
 * <p>All methods may be called from any thread, and none blocks, unless it says otherwise. After
 * {@link #closed} they do nothing.
 */
public interface SessionHandle {
  /**
   * Returns the session id.
   *
   * @return the id
   */
  String id();

  /**
   * Notes that the person did something just now. One plain store; cheap enough for every request.
   */
  void touch();

  /**
   * Returns the order to end this session. An adapter refuses to go on with a session that has one.
   *
   * @return the order, or null if there is none
   */
  @Nullable TerminationOrder order();

  /**
   * Returns whether {@link #closed} has been called.
   *
   * @return true once the session has ended
   */
  boolean isClosed();

  /**
   * Reports that the session is really gone. It leaves the listing, and its ending is reported. If
   * it had been ordered to end, it ended by that order whatever the adapter saw.
   *
   * @param cause what the adapter saw; not {@link Ending.Cause#TERMINATED}, which comes from orders
   *     alone
   * @return true if this call ended it, false if it had ended before
   */
  boolean closed(Ending.Cause cause);
}
