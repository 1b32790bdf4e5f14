package io.rollcall.jmx;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.Lockout;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.TerminationOrder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended, or somebody who was not let in. Texts are as they are, for a place that
 * makes them printable.
 *
 * @param time when
 * @param kind which of the two
 * @param service at which door
 * @param id the session's id; null for a refusal
 * @param login the login, if there was one
 * @param domain the domain of a session's account, if any
 * @param address where the client connected from, if known
 * @param cause why, as the ending or the refusal names it
 * @param orderedBy who ordered it, if it was by an order or for a lockout
 * @param reason the reason that was given for it, if any
 * @param detail a sentence that says more
 * @param brief the detail for a place that shows who and why beside it
 */
record HistoryEntry(
    Instant time,
    Kind kind,
    Service service,
    @Nullable String id,
    @Nullable String login,
    @Nullable String domain,
    @Nullable String address,
    Enum<?> cause,
    @Nullable String orderedBy,
    @Nullable String reason,
    String detail,
    String brief) {
  /** What happened. */
  enum Kind {
    ENDED,
    REFUSED
  }

  static HistoryEntry ended(SessionEvent event) {
    Ending ending = event.ending();
    if (ending == null) {
      throw new IllegalArgumentException("not an ending: " + event.type());
    }
    SessionInfo session = event.session();
    Account account = session.account();
    TerminationOrder order = ending.order();
    String detail = stay(session.logonTime(), event.time());
    return new HistoryEntry(
        event.time(),
        Kind.ENDED,
        session.service(),
        session.id(),
        account == null ? null : account.login(),
        account == null ? null : account.domain(),
        SessionWords.address(session),
        ending.cause(),
        order == null ? null : order.orderedBy(),
        order == null ? null : order.reason(),
        detail,
        detail);
  }

  /** How long a session was there; the wall clock may have been set back meanwhile. */
  private static String stay(@Nullable Instant logon, Instant end) {
    if (logon == null) {
      return "never logged in";
    }
    Duration stay = Duration.between(logon, end);
    return "logged in for " + SessionWords.duration(stay.isNegative() ? Duration.ZERO : stay);
  }

  static HistoryEntry refused(Refusal refusal) {
    Lockout lockout = refusal.lockout();
    return new HistoryEntry(
        refusal.time(),
        Kind.REFUSED,
        refusal.service(),
        null,
        refusal.login(),
        null,
        refusal.address() == null ? null : SessionWords.address(refusal.address()),
        refusal.cause(),
        lockout == null ? null : lockout.orderedBy(),
        lockout == null ? null : lockout.reason(),
        refusal.detail(),
        lockout == null ? refusal.detail() : LockoutLayout.brief(lockout));
  }
}
