package io.rollcall;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is kept out, at both doors.
 *
 * @param target whom it keeps out
 * @param since when it began, by the wall clock
 * @param until when it ends by itself, or null if it lasts until it is lifted
 * @param orderedBy who ordered it, or what did by itself
 * @param reason why, or null if no reason was given
 */
public record Lockout(
    LockoutTarget target,
    Instant since,
    @Nullable Instant until,
    String orderedBy,
    @Nullable String reason) {
  /**
   * Refuses null where a value is due.
   *
   * @param target whom it keeps out
   * @param since when it began
   * @param until when it ends, or null
   * @param orderedBy who ordered it
   * @param reason why, or null
   */
  public Lockout {
    requireNonNull(target, "target");
    requireNonNull(since, "since");
    requireNonNull(orderedBy, "orderedBy");
  }

  /**
   * Returns whether it is over.
   *
   * @param now the time
   * @return true from its end on
   */
  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
