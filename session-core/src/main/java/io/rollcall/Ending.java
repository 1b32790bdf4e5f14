package io.rollcall;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Why a session is gone.
 *
 * @param cause what ended it
 * @param order the order that ended it; present exactly when the cause is {@link Cause#TERMINATED}
 */
public record Ending(Cause cause, @Nullable TerminationOrder order) {
  /** What ended a session. */
  public enum Cause {
    /** The user logged out. */
    LOGGED_OUT,

    /** The connection was closed or lost. */
    DISCONNECTED,

    /** It had been idle for longer than its host allows. */
    EXPIRED,

    /** Somebody ordered it to end. */
    TERMINATED,

    /** Its host stopped. */
    SHUT_DOWN
  }

  /**
   * Refuses an order without {@link Cause#TERMINATED}, and the reverse.
   *
   * @param cause what ended it
   * @param order the order that ended it, or null
   */
  public Ending {
    requireNonNull(cause, "cause");
    if ((cause == Cause.TERMINATED) != (order != null)) {
      throw new IllegalArgumentException("an order goes with TERMINATED and with nothing else");
    }
  }
}
