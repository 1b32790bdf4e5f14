package io.rollcall.internal;

import io.rollcall.FailedLoginLimit;
import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.Lockouts;
import io.rollcall.Revocation;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lockouts by order and by themselves, kept in a file if there is one. */
final class DefaultLockouts implements Lockouts {
  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final String BY_ITSELF = "failed-login limit";

  /** Attackers make lockouts that come by themselves: beyond so many, the oldest go. */
  private static final int MOST_BY_ITSELF = 100_000;

  private final Admission admission;
  private final Terminator terminator;
  private final Recorder recorder;
  private final InstantSource clock;
  private final @Nullable LockoutStore store;
  private final @Nullable FailedLogins failedLogins;

  /** Those that came by themselves, oldest first; guarded by itself. */
  private final Deque<Lockout> byItself = new ArrayDeque<>();

  DefaultLockouts(
      Admission admission,
      Terminator terminator,
      Recorder recorder,
      DefaultSessionRegistry.Config config) {
    this.admission = admission;
    this.terminator = terminator;
    this.recorder = recorder;
    clock = config.wallClock();
    Path file = config.lockoutFile();
    store = file == null ? null : new LockoutStore(file, admission::lockouts);
    FailedLoginLimit limit = config.failedLoginLimit();
    LongSupplier nanoClock = config.nanoClock();
    failedLogins = limit == null ? null : new FailedLogins(limit, nanoClock);
    if (store != null) {
      List<Lockout> loaded = store.load();
      admission.lockOut(loaded);
      loaded.stream().filter(lockout -> lockout.orderedBy().equals(BY_ITSELF)).forEach(this::bound);
    }
  }

  @Override
  public Lockout add(LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    Lockout lockout = lockout(target, duration, order);
    admission.lockOut(List.of(lockout));
    noteAdded(lockout);
    return lockout;
  }

  @Override
  public Revocation revoke(
      LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    Lockout lockout = lockout(target, duration, order);
    List<SessionRow> rows = addAndFind(List.of(lockout));
    List<Termination> terminations = terminator.terminate(rows, order);
    return new Revocation(lockout, terminations);
  }

  @Override
  public Optional<Lockout> lift(LockoutTarget target, TerminationOrder order) {
    Lockout lifted = admission.lift(target);
    if (lifted != null) {
      recorder.lifted(lifted, order);
      noteChanged();
    }
    return Optional.ofNullable(lifted);
  }

  @Override
  public List<Lockout> list() {
    return admission.lockouts();
  }

  /** Adds several in one step, and returns the rows that they concern. */
  List<SessionRow> addAndFind(Collection<Lockout> lockouts) {
    List<SessionRow> rows = admission.lockOutAndFind(lockouts);
    lockouts.forEach(this::noteAdded);
    return rows;
  }

  Lockout lockout(LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    if (duration != null
        && (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          "the lockout's duration is " + duration + "; expected more than 0, at most 100 years");
    }
    Instant now = clock.instant();
    return new Lockout(
        target,
        now,
        duration == null ? null : now.plus(duration),
        order.orderedBy(),
        order.reason());
  }

  /** Counts a failed login, and locks out whom it is one too many for. */
  void loginFailed(@Nullable String login, @Nullable InetAddress address) {
    if (failedLogins != null) {
      for (FailedLogins.Due due : failedLogins.failed(login, address)) {
        Lockout lockout =
            lockout(
                due.target(),
                due.duration(),
                TerminationOrder.by(BY_ITSELF).because("too many failed logins"));
        if (admission.lockOutLonger(lockout)) {
          bound(lockout);
          noteAdded(lockout);
        }
      }
    }
  }

  /** Forgets the oldest lockout that came by itself, if there are too many with this one. */
  private void bound(Lockout lockout) {
    Lockout oldest = null;
    synchronized (byItself) {
      byItself.addLast(lockout);
      if (byItself.size() > MOST_BY_ITSELF) {
        oldest = byItself.removeFirst();
      }
    }
    if (oldest != null) {
      admission.forget(oldest);
    }
  }

  void loginSucceeded(String login) {
    if (failedLogins != null) {
      failedLogins.succeeded(login);
    }
  }

  private void noteAdded(Lockout lockout) {
    recorder.lockedOut(lockout);
    noteChanged();
  }

  private void noteChanged() {
    if (store != null) {
      store.changed();
    }
  }

  void close() {
    if (store != null) {
      store.close();
    }
  }
}
