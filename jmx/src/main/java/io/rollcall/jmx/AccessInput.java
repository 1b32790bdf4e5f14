package io.rollcall.jmx;

import io.rollcall.LockoutScope;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator typed for a lockout or for limits, as {@link OperatorInput} reads the
 * rest.
 */
final class AccessInput {
  private static final int UNTIL_LIFTED = -1;
  private static final int MOST_MINUTES = 52_560_000;

  private AccessInput() {}

  /** Whom to lock out with a session. */
  static LockoutScope scope(@Nullable String text) {
    String advice = "type LOGIN, ADDRESS, LOGIN_AND_ADDRESS or DOMAIN";
    String scope = OperatorInput.typed("scope", text, advice);
    for (LockoutScope known : LockoutScope.values()) {
      if (scope != null && known.name().equalsIgnoreCase(scope.strip())) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "the scope is '%s': %s".formatted(OperatorInput.quoted(scope), advice));
  }

  /** How long a lockout lasts; null for until it is lifted. 0 is what an untouched field sends. */
  static @Nullable Duration minutes(int minutes) {
    if (minutes == UNTIL_LIFTED) {
      return null;
    }
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new IllegalArgumentException(
          "minutes is %s: type how many minutes the lockout lasts, at most 52,560,000 (100 years),"
                  .formatted(SessionWords.number(minutes))
              + " or -1 for until it is lifted");
    }
    return Duration.ofMinutes(minutes);
  }

  /** Whom an order is about. */
  static LockoutTarget target(@Nullable String text) {
    return LockoutTarget.parse(targetText(text));
  }

  /** Whom an order is about, as it was typed. */
  static String targetText(@Nullable String text) {
    String advice = "type login=alice, ip=203.0.113.0/24, both, or domain=example.com";
    String target = OperatorInput.typed("target", text, advice);
    if (target == null || target.isBlank()) {
      throw new IllegalArgumentException("the target is empty: " + advice);
    }
    return target.strip();
  }

  /** How many sessions there may be. */
  static SessionLimits limits(@Nullable String text) {
    String advice =
        "type limits such as 'PANEL LOGIN 3, FTP TOTAL 200; REFUSE', or 'none' for no limits";
    String limits = OperatorInput.typed("limits", text, advice);
    if (limits == null || limits.isBlank()) {
      throw new IllegalArgumentException("the limits are empty: " + advice);
    }
    return LimitsText.parse(limits);
  }
}
