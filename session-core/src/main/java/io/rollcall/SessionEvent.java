package io.rollcall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a session.
 *
 * @param sequenceNumber different for each event of the registry, and growing through a session's
 *     events
 * @param type what happened
 * @param time when, by the wall clock
 * @param session the session as it was then
 * @param order the order, for {@link Type#TERMINATING}; null otherwise
 * @param ending why the session is gone, for {@link Type#ENDED}; null otherwise
 */
public record SessionEvent(
    long sequenceNumber,
    Type type,
    Instant time,
    SessionInfo session,
    @Nullable TerminationOrder order,
    @Nullable Ending ending) {
  /** What happened. A session's events come in this order, the first and the last exactly once. */
  public enum Type {
    /** A session is listed from now on. */
    OPENED,

    /**
     * A session that was opened without a login has one now. Not told of a session that has been
     * ordered to end: its {@link #ENDED} names the login.
     */
    LOGGED_IN,

    /** Somebody ordered the session to end. */
    TERMINATING,

    /** The session is gone. */
    ENDED
  }
}
