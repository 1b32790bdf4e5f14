package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.math.LongMath;
import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionState;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that the registry lists: at once the adapter's handle and the source of snapshots.
 *
 * <p>Concurrency. A row goes one way: open, perhaps logged in, perhaps ordered to end, closed. Each
 * step is taken under the row's own lock, together with its effect on the table and its place in
 * the event queues, so that no interleaving shows a listed row that has ended, an ending that comes
 * before its opening, or two endings. Nothing that blocks, and no embedder's code, runs under the
 * lock. What the steps write is volatile: listings read without the lock and may show a row a
 * moment before or after a step. {@link #touch} takes no part in this: it stores a time that
 * nothing but listings reads, so it can never bring a row back.
 */
abstract class SessionRow extends LastActivity implements SessionHandle {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  final DefaultSessionRegistry registry;
  final SessionControl control;
  private final String id;
  private final @Nullable InetAddress address;
  private final long sequence;

  /** When the client connected, by the registry's nanosecond clock. */
  private final long openedNanos;

  /**
   * Since when the row has its login: by the wall clock, in microseconds since 1970, and by the
   * registry's nanosecond clock. Written once, before the account, which publishes them.
   */
  private long logonMicros;

  private long logonNanos;

  /** Written under this. */
  private volatile @Nullable Account account;

  /** Written under this. */
  private volatile @Nullable TerminationAttempt attempt;

  /** Written under this. */
  private volatile @Nullable Ending ending;

  /**
   * What an order finds.
   *
   * @param attempt the attempt under way
   * @param begun whether the order began it, and so is to have the control called
   */
  record Ordered(TerminationAttempt attempt, boolean begun) {}

  /** As what the row is counted for the limits; guarded by the registry's admission. */
  SessionCounter.@Nullable Counted counted;

  /** Where the row stands in its list; guarded by the registry's admission. */
  int place;

  /** Neighbours among the rows of the same login; guarded by the table's entry for the login. */
  @Nullable SessionRow nextOfLogin;

  @Nullable SessionRow previousOfLogin;

  SessionRow(
      DefaultSessionRegistry registry, @Nullable InetAddress address, SessionControl control) {
    this(registry, address, control, registry.nanos());
  }

  private SessionRow(
      DefaultSessionRegistry registry,
      @Nullable InetAddress address,
      SessionControl control,
      long openedNanos) {
    super(registry.nanoClock(), openedNanos);
    this.registry = registry;
    this.address = address;
    this.control = requireNonNull(control, "control");
    sequence = registry.nextSequence();
    id = registry.idOf(sequence);
    this.openedNanos = openedNanos;
  }

  abstract Service service();

  abstract SessionInfo info(long now);

  /**
   * Lists the row, if it is admitted.
   *
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if it is kept out
   */
  final synchronized @Nullable SessionRow open() {
    SessionRow victim = registry.admission().admit(this, account, this::list);
    registry.events().publish(SessionEvent.Type.OPENED, this, null);
    return victim;
  }

  private void list() {
    registry.table().add(this);
    registry.table().addLogin(this);
  }

  /** Gives the row its login before it is opened, perhaps with a time that is past. */
  final void openWith(Account first, Instant time, long ago) {
    loggedIn(first, time, openedNanos - ago);
  }

  private void loggedIn(Account first, Instant time, long nanos) {
    logonMicros = micros(time);
    logonNanos = nanos;
    account = first;
  }

  /**
   * Gives an open row its one login, if it is admitted.
   *
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if the login is kept out
   */
  final synchronized @Nullable SessionRow logIn(Account first) {
    requireNonNull(first, "account");
    if (ending != null) {
      return null;
    }
    if (account != null) {
      throw new IllegalStateException("session " + id + " has a login already; open another");
    }
    Instant time = registry.now();
    long nanos = registry.nanos();
    SessionRow victim =
        registry
            .admission()
            .admit(
                this,
                first,
                () -> {
                  loggedIn(first, time, nanos);
                  registry.table().addLogin(this);
                });
    touch();
    if (attempt == null) { // a login comes before an order, or is no news
      registry.events().publish(SessionEvent.Type.LOGGED_IN, this, null);
    }
    return victim;
  }

  /**
   * Takes what an account resolver said late of the row's login.
   *
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if a lockout or a limit of the domain that it names would have
   *     kept the row out; the row has the account all the same, until it is ended
   */
  final synchronized @Nullable SessionRow resolved(@Nullable Account found) {
    Account present = account;
    if (found == null || present == null || ending != null) {
      return null;
    }
    Account known = new Account(present.login(), found.type(), found.domain());
    if (known.equals(present)) {
      return null;
    }
    try {
      return registry.admission().admit(this, known, () -> account = known);
    } catch (SessionRefusedException e) {
      account = known;
      throw e;
    }
  }

  /** Notes an order to end the row; null if the row has ended. */
  final synchronized @Nullable Ordered order(TerminationOrder order) {
    if (ending != null) {
      return null;
    }
    TerminationAttempt present = attempt;
    if (present != null && !present.isGivenUp()) {
      return new Ordered(present, false);
    }
    TerminationAttempt next =
        present == null ? new TerminationAttempt(this, order) : present.successor(order);
    attempt = next;
    if (present == null) {
      try {
        registry.admission().leave(this);
        registry.events().publish(SessionEvent.Type.TERMINATING, this, order);
      } catch (RuntimeException | Error e) {
        next.controlReturned(e); // whoever orders again must not wait for what nobody carries out
        throw e;
      }
    }
    return new Ordered(next, true);
  }

  @Override
  public final boolean closed(Ending.Cause cause) {
    if (cause == Ending.Cause.TERMINATED) {
      throw new IllegalArgumentException("TERMINATED comes from orders; report what was seen");
    }
    return end(cause, true);
  }

  /**
   * Ends a row of which the registry keeps track no more. That is no order's doing, and the session
   * may well live on.
   */
  final void shutDown() {
    end(Ending.Cause.SHUT_DOWN, false);
  }

  private boolean end(Ending.Cause cause, boolean gone) {
    Ending reported = close(cause, gone);
    if (reported == null) {
      return false;
    }
    registry.events().log(this, reported); // not under the lock: an appender may block
    return true;
  }

  /** Closes the row; null if it was closed before. */
  private synchronized @Nullable Ending close(Ending.Cause cause, boolean gone) {
    if (ending != null) {
      return null;
    }
    TerminationAttempt present = attempt;
    Ending last =
        present == null || !gone
            ? new Ending(cause, null)
            : new Ending(Ending.Cause.TERMINATED, present.order());
    SessionEvent event = registry.events().remember(this, last);
    registry.admission().remove(this);
    ending = last;
    registry.events().ended(event);
    if (present != null) {
      present.rowClosed(gone);
    }
    return last;
  }

  /**
   * How the row has ended, or null. Under the lock: while it is just closing, its attempt does not
   * know yet.
   */
  final synchronized @Nullable Ending ending() {
    return ending;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final @Nullable TerminationOrder order() {
    TerminationAttempt present = attempt;
    return present == null ? null : present.order();
  }

  @Override
  public final boolean isClosed() {
    return ending != null;
  }

  /** Grows in the order in which rows were opened. */
  final long sequence() {
    return sequence;
  }

  final @Nullable InetAddress address() {
    return address;
  }

  final @Nullable Account account() {
    return account;
  }

  final @Nullable String login() {
    Account present = account;
    return present == null ? null : present.login();
  }

  final @Nullable String domain() {
    Account present = account;
    return present == null ? null : present.domain();
  }

  final @Nullable AccountType type() {
    Account present = account;
    return present == null ? null : present.type();
  }

  /** When the row got its login, in microseconds since 1970; asked once there is an account. */
  final long logonMicros() {
    return logonMicros;
  }

  /** The same as a date. */
  final Instant logonTime() {
    return Instant.ofEpochSecond(
        Math.floorDiv(logonMicros, MICROS_PER_SECOND),
        NANOS_PER_MICRO * Math.floorMod(logonMicros, MICROS_PER_SECOND));
  }

  /** A restored logon time may be any, and none upsets a listing. */
  private static long micros(Instant time) {
    long whole = LongMath.saturatedMultiply(time.getEpochSecond(), MICROS_PER_SECOND);
    long exact = LongMath.saturatedAdd(whole, time.getNano() / NANOS_PER_MICRO);
    return Math.min(exact, RowList.NO_LOGON - 1);
  }

  final SessionState state() {
    return attempt == null ? SessionState.ACTIVE : SessionState.TERMINATING;
  }

  final long connectedNanos(long now) {
    return connectedNanos(account, now);
  }

  /** How long since a login or, without one, since the client connected. */
  final long connectedNanos(@Nullable Account present, long now) {
    return Math.max(0, now - (present == null ? openedNanos : logonNanos));
  }

  final Duration idle(long now) {
    return Duration.ofNanos(idleNanos(now));
  }

  /** What a file-transfer session is doing; null for others. */
  @Nullable FtpStatus ftpStatus(long now) {
    return null;
  }

  /** The speed of the running transfer; NaN if there is none. */
  double bytesPerSecond(long now) {
    return Double.NaN;
  }
}
