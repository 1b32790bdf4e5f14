package io.rollcall;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was not let in.
 *
 * @param time when, by the wall clock
 * @param service at which door
 * @param cause what kept it out
 * @param login the login that was tried, or null if it had not come to that; hostile until
 *     {@linkplain PrintableText shown safely}
 * @param address where the client connected from, or null if unknown
 * @param lockout the lockout that kept it out, for {@link Cause#LOCKED_OUT}; null otherwise
 * @param detail a sentence that says more, for operators; it may quote logins and reasons
 */
public record Refusal(
    Instant time,
    Service service,
    Cause cause,
    @Nullable String login,
    @Nullable InetAddress address,
    @Nullable Lockout lockout,
    String detail) {
  /** What keeps somebody out. */
  public enum Cause {
    /** A {@link Lockout}. */
    LOCKED_OUT,

    /** One of the {@link SessionLimits}. */
    LIMIT_REACHED
  }
}
