package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.LockoutScope;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionInfo;
import org.jspecify.annotations.Nullable;

/** Finds whom to keep out with a session. */
final class LockoutTargets {
  private LockoutTargets() {}

  static LockoutTarget of(SessionInfo session, LockoutScope scope) {
    Account account = session.account();
    return switch (scope) {
      case LOGIN -> LockoutTarget.login(login(session, account));
      case ADDRESS -> LockoutTarget.address(address(session));
      case LOGIN_AND_ADDRESS -> LockoutTarget.loginFrom(login(session, account), address(session));
      case DOMAIN ->
          LockoutTarget.domain(
              required(session, account == null ? null : account.domain(), "domain"));
    };
  }

  private static String login(SessionInfo session, @Nullable Account account) {
    return required(session, account == null ? null : account.login(), "login");
  }

  private static String address(SessionInfo session) {
    return required(
        session,
        session.address() == null ? null : AddressRange.text(session.address()),
        "known address");
  }

  private static String required(SessionInfo session, @Nullable String value, String what) {
    if (value == null) {
      throw new IllegalArgumentException(
          "session %s has no %s to lock out; choose another scope; nothing was done"
              .formatted(session.id(), what));
    }
    return value;
  }
}
