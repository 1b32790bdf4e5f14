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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
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
  private final LongSupplier nanoClock;
  private final SessionTable table;

  /** Guarded by this. */
  private final LockoutTable lockouts;

  /** Guarded by this. */
  private final SessionCounter counter = new SessionCounter();

  /** Guarded by this. */
  private SessionLimits limits = SessionLimits.NONE;

  Admission(InstantSource clock, LongSupplier nanoClock, SessionTable table) {
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.table = table;
    lockouts = new LockoutTable(clock);
  }

  /**
   * Lists a row, gives it its login, or gives its login the account that it turns out to be.
   *
   * @param row the row, as it is now
   * @param account the account that it is to have, or null if it has none yet
   * @param step lists the row or sets its account; must not fail
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if it is kept out; the step is not taken
   */
  synchronized @Nullable SessionRow admit(
      SessionRow row, @Nullable Account account, Runnable step) {
    String login = account == null ? null : account.login();
    String domain = account == null ? null : account.domain();
    Refusal refusal = lockedOut(row.service(), login, domain, row.address());
    if (refusal != null) {
      throw new SessionRefusedException(refusal);
    }
    SessionRow victim = null;
    if (!limits.isNone() && row.order() == null) { // ordered to end, it counts no more
      Counted wanted = counter.values(row.service(), login, domain, row.address());
      victim = makeRoom(row, login, wanted);
      row.counted = wanted;
      counter.add(wanted);
    }
    step.run();
    return victim;
  }

  /**
   * Counts a row off, and with it one that has to go for it. Only scopes that are new to the row
   * are asked: where it counts already, it has its place, even if there are too many.
   */
  private @Nullable SessionRow makeRoom(SessionRow row, @Nullable String login, Counted wanted) {
    Counted before = row.counted;
    Set<Scope> full = SessionCounter.full(wanted, before);
    SessionRow victim = null;
    if (!full.isEmpty()) {
      victim = limits.policy() == Policy.REFUSE ? null : longestIdle(row, wanted, full);
      if (victim == null || !leavesRoom(victim, wanted, before)) {
        throw new SessionRefusedException(tooMany(row, login, wanted, full.iterator().next()));
      }
    }
    leave(row);
    return victim;
  }

  /** Counts a row off for another, unless that would not be enough. */
  private boolean leavesRoom(SessionRow victim, Counted wanted, @Nullable Counted before) {
    Counted counted = victim.counted;
    leave(victim);
    boolean enough = SessionCounter.full(wanted, before).isEmpty();
    if (!enough && counted != null) {
      victim.counted = counted;
      counter.add(counted);
    }
    return enough;
  }

  /** The row that has been idle longest of those whose end makes room in every full scope. */
  private @Nullable SessionRow longestIdle(SessionRow row, Counted wanted, Set<Scope> full) {
    SessionRow longest = null;
    long longestNanos = -1;
    long now = nanoClock.getAsLong();
    for (SessionRow other : table.candidates(row.service(), RowFilter.ALL)) {
      Counted counted = other.counted;
      if (other != row && counted != null && SessionCounter.areSame(wanted, counted, full)) {
        long nanos = other.idleNanos(now);
        // of two that are idle alike, the older goes
        if (longest == null
            || nanos > longestNanos
            || (nanos == longestNanos && other.sequence() < longest.sequence())) {
          longest = other;
          longestNanos = nanos;
        }
      }
    }
    return longest;
  }

  private Refusal tooMany(SessionRow row, @Nullable String login, Counted wanted, Scope full) {
    int most = limits.most(row.service(), full);
    String detail =
        "%d %s at most for %s"
            .formatted(
                most, most == 1 ? "session" : "sessions", SessionCounter.describe(wanted, full));
    return new Refusal(
        clock.instant(),
        row.service(),
        Refusal.Cause.LIMIT_REACHED,
        login,
        row.address(),
        null,
        detail);
  }

  /** A row has been ordered to end: it counts no more. */
  synchronized void leave(SessionRow row) {
    Counted counted = row.counted;
    if (counted != null) {
      counter.remove(counted);
      row.counted = null;
    }
  }

  /**
   * A row is closed: it is neither counted nor listed any more. In one step, so that a count of the
   * listed rows for new limits finds it in both or in neither.
   */
  synchronized void remove(SessionRow row) {
    leave(row);
    table.remove(row);
  }

  /** Whether the domain of a login matters. */
  synchronized boolean hasDomains() {
    return lockouts.hasDomains();
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

  /** Adds a lockout, unless one of the same target lasts as long; returns whether it did. */
  synchronized boolean lockOutLonger(Lockout lockout) {
    return lockouts.putIfLonger(lockout);
  }

  /** Adds lockouts and picks out the rows that they concern, in one step. */
  synchronized List<SessionRow> lockOutAndFind(Collection<Lockout> added) {
    LockoutTable alone = new LockoutTable(clock);
    for (Lockout lockout : added) {
      lockouts.put(lockout);
      alone.put(lockout);
    }
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

  /** Forgets a lockout, unless another of the same target has come in its place. */
  synchronized void forget(Lockout lockout) {
    lockouts.forget(lockout);
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
   * @return the rows that are too many under them, those idle longest first; still counted
   */
  synchronized List<SessionRow> limits(SessionLimits newLimits) {
    limits = newLimits;
    counter.reset(newLimits);
    List<SessionRow> rows = new ArrayList<>();
    for (Service service : Service.values()) {
      table.candidates(service, RowFilter.ALL).forEach(rows::add);
    }
    long now = nanoClock.getAsLong();
    // those who were active last keep their places; of two alike, the younger
    record Idle(SessionRow row, long nanos) {}
    List<SessionRow> excess = new ArrayList<>();
    rows.stream()
        .map(row -> new Idle(row, row.idleNanos(now)))
        .sorted(
            Comparator.comparingLong(Idle::nanos)
                .thenComparing(idle -> idle.row().sequence(), Comparator.reverseOrder()))
        .forEach(idle -> count(idle.row(), excess));
    for (SessionRow row : excess) { // only now: who is to go takes nobody's place
      row.counted = counted(row);
      counter.add(row.counted);
    }
    Collections.reverse(excess);
    return excess;
  }

  private void count(SessionRow row, List<SessionRow> excess) {
    row.counted = null;
    if (limits.isNone() || row.order() != null) {
      return;
    }
    Counted counted = counted(row);
    if (SessionCounter.full(counted, null).isEmpty()) {
      row.counted = counted;
      counter.add(counted);
    } else {
      excess.add(row);
    }
  }

  private Counted counted(SessionRow row) {
    return counter.values(row.service(), row.login(), row.domain(), row.address());
  }
}
