package io.rollcall;

import java.time.Duration;

/**
 * When failed logins lock somebody out by themselves, at both doors together: so many from one
 * address, or on one login, within a time. The first lockout lasts as set; each further one of the
 * same address or login lasts twice as long as the one before, up to the longest.
 *
 * <p>An IPv6 address stands for its {@code /64} network, in which one client has as many addresses
 * as it likes (RFC 4291 section 2.5.1); the network is locked out. A login of more than 256
 * characters is nobody's and counts for its address only. A lockout that lasts longer, an
 * operator's say, is left as it is.
 *
 * @param failures how many failed logins, at least 1
 * @param within the time in which they come, at most 100 years
 * @param firstLockout how long the first lockout lasts
 * @param longestLockout how long a lockout lasts at most; at most 100 years
 */
public record FailedLoginLimit(
    int failures, Duration within, Duration firstLockout, Duration longestLockout) {
  private static final Duration LONGEST = Duration.ofDays(36_525);

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
    requireNotTooLong("within", within);
    requirePositive("firstLockout", firstLockout);
    if (longestLockout.compareTo(firstLockout) < 0) {
      throw new IllegalArgumentException(
          "longestLockout is %s; expected at least firstLockout, %s"
              .formatted(longestLockout, firstLockout));
    }
    requireNotTooLong("longestLockout", longestLockout);
  }

  private static void requireNotTooLong(String name, Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is " + duration + "; expected at most 100 years");
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is " + duration + "; expected more than 0");
    }
  }
}
