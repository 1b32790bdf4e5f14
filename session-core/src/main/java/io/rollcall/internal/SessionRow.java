package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
abstract class SessionRow implements SessionHandle {
  private static final VarHandle TOUCHED;

  static {
    try {
      TOUCHED = MethodHandles.lookup().findVarHandle(SessionRow.class, "touchedNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final DefaultSessionRegistry registry;
  final SessionControl control;
  private final String id;
  private final @Nullable InetAddress address;
  private final long sequence;

  /** When the client connected, by the registry's nanosecond clock. */
  private final long openedNanos;

  /** When the last activity was, by the registry's nanosecond clock; accessed opaquely. */
  @SuppressWarnings("UnusedVariable") // through TOUCHED
  private long touchedNanos;

  /** Written under this. */
  private volatile @Nullable Logon logon;

  /** Written under this. */
  private volatile @Nullable TerminationAttempt attempt;

  /** Written under this. */
  private volatile boolean closed;

  /**
   * Who logged in and when: on one reference, so that no listing shows the one without the other.
   *
   * @param account who
   * @param time when, by the wall clock
   * @param nanos when, by the registry's nanosecond clock
   */
  record Logon(Account account, Instant time, long nanos) {}

  /**
   * What an order finds.
   *
   * @param attempt the attempt under way
   * @param begun whether the order began it, and so is to have the control called
   */
  record Ordered(TerminationAttempt attempt, boolean begun) {}

  /** As what the row is counted for the limits; guarded by the registry's admission. */
  SessionCounter.@Nullable Counted counted;

  /** Neighbours among the rows of the same login; guarded by the table's entry for the login. */
  @Nullable SessionRow nextOfLogin;

  @Nullable SessionRow previousOfLogin;

  SessionRow(
      DefaultSessionRegistry registry, @Nullable InetAddress address, SessionControl control) {
    this.registry = registry;
    this.address = address;
    this.control = requireNonNull(control, "control");
    id = registry.nextId();
    sequence = registry.nextSequence();
    openedNanos = registry.nanos();
    TOUCHED.setOpaque(this, openedNanos);
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
    Logon first = logon;
    SessionRow victim =
        registry
            .admission()
            .admit(this, first == null ? null : first.account(), registry.nanos(), this::list);
    registry.events().publish(SessionEvent.Type.OPENED, this, null);
    return victim;
  }

  private void list() {
    registry.table().add(this);
    registry.table().addLogin(this);
    registry.opened();
  }

  /** Sets the account before the row is opened. */
  final synchronized void openWith(Logon first) {
    logon = first;
  }

  /**
   * Gives an open row its one login, if it is admitted.
   *
   * @return a row that has to go for it, or null
   * @throws SessionRefusedException if the login is kept out
   */
  final synchronized @Nullable SessionRow logIn(Account account) {
    requireNonNull(account, "account");
    if (closed) {
      return null;
    }
    if (logon != null) {
      throw new IllegalStateException("session " + id + " has a login already; open another");
    }
    Logon first = new Logon(account, registry.now(), registry.nanos());
    SessionRow victim =
        registry
            .admission()
            .admit(
                this,
                account,
                first.nanos(),
                () -> {
                  logon = first;
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
    Logon present = logon;
    if (found == null || present == null || closed) {
      return null;
    }
    Account account = new Account(present.account().login(), found.type(), found.domain());
    if (account.equals(present.account())) {
      return null;
    }
    Logon known = new Logon(account, present.time(), present.nanos());
    try {
      return registry.admission().admit(this, account, registry.nanos(), () -> logon = known);
    } catch (SessionRefusedException e) {
      logon = known;
      throw e;
    }
  }

  /** Notes an order to end the row; null if the row has ended. */
  final synchronized @Nullable Ordered order(TerminationOrder order) {
    if (closed) {
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
      registry.admission().leave(this);
      registry.events().publish(SessionEvent.Type.TERMINATING, this, order);
    }
    return new Ordered(next, true);
  }

  @Override
  public final boolean closed(Ending.Cause cause) {
    if (cause == Ending.Cause.TERMINATED) {
      throw new IllegalArgumentException("TERMINATED comes from orders; report what was seen");
    }
    Ending ending = close(cause);
    if (ending == null) {
      return false;
    }
    registry.events().log(this, ending); // not under the lock: an appender may block
    return true;
  }

  /** Closes the row; null if it was closed before. */
  private synchronized @Nullable Ending close(Ending.Cause cause) {
    if (closed) {
      return null;
    }
    TerminationAttempt present = attempt;
    Ending ending =
        present == null
            ? new Ending(cause, null)
            : new Ending(Ending.Cause.TERMINATED, present.order());
    SessionEvent event = registry.events().remember(this, ending);
    registry.admission().remove(this);
    closed = true;
    registry.events().ended(event, ending);
    if (present != null) {
      present.rowClosed();
    }
    return ending;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final void touch() {
    TOUCHED.setOpaque(this, registry.nanos());
  }

  @Override
  public final @Nullable TerminationOrder order() {
    TerminationAttempt present = attempt;
    return present == null ? null : present.order();
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  /** Grows in the order in which rows were opened. */
  final long sequence() {
    return sequence;
  }

  final @Nullable InetAddress address() {
    return address;
  }

  final @Nullable Logon logon() {
    return logon;
  }

  final @Nullable String login() {
    Logon present = logon;
    return present == null ? null : present.account().login();
  }

  final @Nullable String domain() {
    Logon present = logon;
    return present == null ? null : present.account().domain();
  }

  final @Nullable AccountType type() {
    Logon present = logon;
    return present == null ? null : present.account().type();
  }

  final SessionState state() {
    return attempt == null ? SessionState.ACTIVE : SessionState.TERMINATING;
  }

  final long connectedNanos(long now) {
    return connectedNanos(logon, now);
  }

  /** How long since a login or, without one, since the client connected. */
  final long connectedNanos(@Nullable Logon since, long now) {
    return Math.max(0, now - (since == null ? openedNanos : since.nanos()));
  }

  /** Notes activity at a moment that may be past. */
  final void touchedAt(long nanos) {
    if (nanos - (long) TOUCHED.getOpaque(this) > 0) {
      TOUCHED.setOpaque(this, nanos);
    }
  }

  long idleNanos(long now) {
    return Math.max(0, now - (long) TOUCHED.getOpaque(this));
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
