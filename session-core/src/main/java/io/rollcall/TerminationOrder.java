package io.rollcall;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's order to end a session.
 *
 * @param orderedBy who orders it, in words that the log and other operators will see
 * @param reason why, as the user may be told, or null if no reason was given
 */
public record TerminationOrder(String orderedBy, @Nullable String reason) {
  /**
   * Refuses null for orderedBy.
   *
   * @param orderedBy who orders it
   * @param reason why, or null
   */
  public TerminationOrder {
    requireNonNull(orderedBy, "orderedBy");
  }

  /**
   * Returns an order without a reason.
   *
   * @param orderedBy who orders it
   * @return the order
   */
  public static TerminationOrder by(String orderedBy) {
    return new TerminationOrder(orderedBy, null);
  }

  /**
   * Returns this order with a reason.
   *
   * @param reason why, as the user may be told; null for no reason
   * @return the order
   */
  public TerminationOrder because(@Nullable String reason) {
    return new TerminationOrder(orderedBy, reason);
  }
}
