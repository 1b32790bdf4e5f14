package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.SessionRefusedException;
import io.rollcall.internal.SessionCounter.Counted;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: lockouts and limits.
 *
 * <p>Concurrency. One lock makes admission one step: whether somebody is kept out is asked, and the
 * row is listed or given its login, under the same hold of the lock under which a lockout or a
 * limit is set and the rows that it concerns are picked out. So of a lockout and a login at the
 * same moment, either the login is refused or its row is among those that the lockout finds; and of
 * two logins that compete for the last place, one gets it. The lock is the innermost but for the
 * table's own: whoever holds it takes no row's lock, calls nobody's code and does not block.
 */
final class Admission {
  private final InstantSource clock;
  private final SessionTable table;

  /** Guarded by this. */
  private final LockoutTable lockouts;

  /** Guarded by this. */
  private final SessionCounter counter = new SessionCounter();

  /** Guarded by this. */
  private SessionLimits limits = SessionLimits.NONE;

  Admission(InstantSource clock, SessionTable table) {
    this.clock = clock;
    this.table = table;
    lockouts = new LockoutTable(clock);
  }

  /**
   * Lists a row, or gives it its login.
   *
   * @param row the row, as it is now
   * @param account the account that it is to have, or null if it has none yet
   * @param now the time by the nanosecond clock
   * @param step lists the row or sets its login; must not fail
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if it is kept out; the step is not taken
   */
  synchronized @Nullable SessionRow admit(
      SessionRow row, @Nullable Account account, long now, Runnable step) {
    String login = account == null ? null : account.login();
    String domain = account == null ? null : account.domain();
    Refusal refusal = lockedOut(row.service(), login, domain, row.address());
    if (refusal != null) {
      throw new SessionRefusedException(refusal);
    }
    SessionRow victim = null;
    if (!limits.isNone()) {
      Counted wanted = SessionCounter.values(row.service(), login, domain, row.address());
      victim = makeRoom(row, wanted, now);
      row.counted = wanted;
      counter.add(wanted);
    }
    step.run();
    return victim;
  }

  private @Nullable SessionRow makeRoom(SessionRow row, Counted wanted, long now) {
    Counted before = row.counted;
    leave(row);
    Scope full = counter.full(wanted, limits);
    if (full == null) {
      return null;
    }
    SessionRow victim =
        limits.policy() == Policy.REFUSE ? null : longestIdle(row, wanted, full, now);
    if (victim != null) {
      Counted victims = victim.counted;
      leave(victim);
      if (counter.full(wanted, limits) == null) {
        return victim;
      }
      victim.counted = victims; // one victim would not be enough
      if (victims != null) {
        counter.add(victims);
      }
    }
    row.counted = before;
    if (before != null) {
      counter.add(before);
    }
    throw new SessionRefusedException(tooMany(row, wanted, full));
  }

  private @Nullable SessionRow longestIdle(SessionRow row, Counted wanted, Scope full, long now) {
    Object value = wanted.values().get(full);
    SessionRow longest = null;
    for (SessionRow other : table.candidates(row.service(), RowFilter.ALL)) {
      Counted counted = other.counted;
      if (other != row
          && counted != null
          && value.equals(counted.values().get(full))
          && (longest == null || other.idleNanos(now) > longest.idleNanos(now))) {
        longest = other;
      }
    }
    return longest;
  }

  private Refusal tooMany(SessionRow row, Counted wanted, Scope full) {
    Object login = wanted.values().get(Scope.LOGIN);
    String detail =
        "%d sessions at most for %s"
            .formatted(limits.most(row.service(), full), scopeName(full, wanted));
    return new Refusal(
        clock.instant(),
        row.service(),
        Refusal.Cause.LIMIT_REACHED,
        login == null ? null : login.toString(),
        row.address(),
        null,
        detail);
  }

  private static String scopeName(Scope scope, Counted wanted) {
    Object value = wanted.values().get(scope);
    return switch (scope) {
      case TOTAL -> "all of " + value;
      case LOGIN -> "login " + value;
      case DOMAIN -> "domain " + value;
      case ADDRESS -> "address " + AddressRange.text((InetAddress) value);
    };
  }

  /** A row has been ordered to end or is closed: it counts no more. */
  synchronized void leave(SessionRow row) {
    Counted counted = row.counted;
    if (counted != null) {
      counter.remove(counted);
      row.counted = null;
    }
  }

  /** What keeps somebody out for a lockout, or null. */
  synchronized @Nullable Refusal lockedOut(
      Service service,
      @Nullable String login,
      @Nullable String domain,
      @Nullable InetAddress address) {
    Lockout lockout = lockouts.find(login, domain, address);
    if (lockout == null) {
      return null;
    }
    String until = lockout.until() == null ? "until it is lifted" : "until " + lockout.until();
    return new Refusal(
        clock.instant(),
        service,
        Refusal.Cause.LOCKED_OUT,
        login,
        address,
        lockout,
        "locked out (%s) %s by %s".formatted(lockout.target(), until, lockout.orderedBy()));
  }

  /** Adds lockouts; from the return on, nobody whom they concern gets in. */
  synchronized void lockOut(Collection<Lockout> added) {
    added.forEach(lockouts::put);
  }

  /** Adds a lockout and picks out the rows that it concerns, in one step. */
  synchronized List<SessionRow> lockOutAndFind(Lockout lockout) {
    lockouts.put(lockout);
    LockoutTable alone = new LockoutTable(clock);
    alone.put(lockout);
    List<SessionRow> concerned = new ArrayList<>();
    for (Service service : Service.values()) {
      for (SessionRow row : table.candidates(service, RowFilter.ALL)) {
        if (alone.find(row.login(), row.domain(), row.address()) != null) {
          concerned.add(row);
        }
      }
    }
    return concerned;
  }

  synchronized @Nullable Lockout lift(LockoutTarget target) {
    return lockouts.remove(target);
  }

  synchronized List<Lockout> lockouts() {
    return lockouts.list();
  }

  synchronized SessionLimits limits() {
    return limits;
  }

  /**
   * Sets the limits.
   *
   * @param newLimits hold from the return on, for those who come
   * @param now the time by the nanosecond clock
   * @return the rows that are too many under them, those idle longest first; still counted
   */
  synchronized List<SessionRow> limits(SessionLimits newLimits, long now) {
    limits = newLimits;
    counter.clear();
    List<SessionRow> rows = new ArrayList<>();
    for (Service service : Service.values()) {
      rows.addAll(table.candidates(service, RowFilter.ALL));
    }
    // those who were active last keep their places
    record Idle(SessionRow row, long nanos) {}
    List<SessionRow> excess = new ArrayList<>();
    rows.stream()
        .map(row -> new Idle(row, row.idleNanos(now)))
        .sorted(Comparator.comparingLong(Idle::nanos))
        .forEach(idle -> count(idle.row(), excess));
    return excess;
  }

  private void count(SessionRow row, List<SessionRow> excess) {
    row.counted = null;
    if (limits.isNone() || row.order() != null) {
      return;
    }
    Counted counted =
        SessionCounter.values(row.service(), row.login(), row.domain(), row.address());
    if (counter.full(counted, limits) != null) {
      excess.add(0, row);
    }
    row.counted = counted;
    counter.add(counted);
  }
}
