package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.LockoutScope;
import io.rollcall.SessionInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom to keep out with the sessions that are removed, and for how long.
 *
 * @param scope whom
 * @param duration for how long
 */
record LockoutChoice(LockoutScope scope, Duration duration) {
  private static final int MOST_MINUTES = 525_600;

  /**
   * Reads the form's fields.
   *
   * @return the choice, or null for nobody
   * @throws IllegalArgumentException if there is no such choice
   */
  static @Nullable LockoutChoice of(@Nullable String whom, @Nullable String minutes) {
    if (whom == null || whom.equals("none")) {
      return null;
    }
    LockoutScope scope =
        switch (whom) {
          case "login" -> LockoutScope.LOGIN;
          case "address" -> LockoutScope.ADDRESS;
          case "both" -> LockoutScope.LOGIN_AND_ADDRESS;
          default ->
              throw new IllegalArgumentException(
                  "whom to keep out is not none, login, address or both");
        };
    int number = minutes != null && minutes.matches("\\d{1,6}") ? Integer.parseInt(minutes) : 0;
    if (number < 1 || number > MOST_MINUTES) {
      throw new IllegalArgumentException(
          "how long to keep out: expected minutes, 1 to " + MOST_MINUTES);
    }
    return new LockoutChoice(scope, Duration.ofMinutes(number));
  }

  /** Whether it would keep out whoever has the own session as well. */
  boolean concerns(SessionInfo removed, SessionInfo own) {
    Account account = removed.account();
    boolean login =
        account != null
            && own.account() != null
            && account.login().equalsIgnoreCase(own.account().login());
    boolean address = removed.address() != null && removed.address().equals(own.address());
    return switch (scope) {
      case LOGIN -> login;
      case ADDRESS -> address;
      case LOGIN_AND_ADDRESS -> login && address;
      case DOMAIN -> throw new IllegalStateException("the page offers no lockout of a domain");
    };
  }
}
