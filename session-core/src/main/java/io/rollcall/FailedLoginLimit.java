package io.rollcall;

import java.time.Duration;

/**
 * When failed logins lock somebody out by themselves, at both doors together: so many from one
 * address, or on one login, within a time. The first lockout lasts as set; each further one of the
 * same address or login lasts twice as long as the one before, up to the longest.
 *
 * @param failures how many failed logins, at least 1
 * @param within the time in which they come
 * @param firstLockout how long the first lockout lasts
 * @param longestLockout how long a lockout lasts at most
 */
public record FailedLoginLimit(
    int failures, Duration within, Duration firstLockout, Duration longestLockout) {
  /**
   * Refuses what makes no sense.
   *
   * @param failures how many failed logins
   * @param within the time in which they come
   * @param firstLockout how long the first lockout lasts
   * @param longestLockout how long a lockout lasts at most
   */
  public FailedLoginLimit {
    if (failures < 1) {
      throw new IllegalArgumentException("failures is " + failures + "; expected 1 or more");
    }
    requirePositive("within", within);
    requirePositive("firstLockout", firstLockout);
    if (longestLockout.compareTo(firstLockout) < 0) {
      throw new IllegalArgumentException(
          "longestLockout is %s; expected at least firstLockout, %s"
              .formatted(longestLockout, firstLockout));
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is " + duration + "; expected more than 0");
    }
  }
}
