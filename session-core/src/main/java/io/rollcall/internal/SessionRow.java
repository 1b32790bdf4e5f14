package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
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

  /** When the last activity was, by the registry's nanosecond clock; accessed opaquely. */
  @SuppressWarnings("UnusedVariable") // through TOUCHED
  private long touchedNanos;

  /** When the user logged in or, before that, the client connected; written under this. */
  private volatile long sinceNanos;

  /** Written under this. */
  private volatile @Nullable Account account;

  /** Written under this. */
  private volatile @Nullable Instant logonTime;

  /** Written under this. */
  private volatile @Nullable TerminationAttempt attempt;

  /** Written under this. */
  private volatile boolean closed;

  /** Neighbours among the rows of the same login; guarded by the table's entry for the login. */
  @Nullable SessionRow nextOfLogin;

  @Nullable SessionRow previousOfLogin;

  SessionRow(
      DefaultSessionRegistry registry, @Nullable InetAddress address, SessionControl control) {
    this.registry = registry;
    this.address = address;
    this.control = control;
    id = registry.nextId();
    sequence = registry.nextSequence();
    sinceNanos = registry.nanos();
    TOUCHED.setOpaque(this, sinceNanos);
  }

  abstract Service service();

  abstract SessionInfo info(long now);

  /** Lists the row. */
  final synchronized void open() {
    registry.table().add(this);
    if (account != null) {
      registry.table().addLogin(this);
    }
    registry.publish(SessionEvent.Type.OPENED, this, null, null);
  }

  /** Sets the account before the row is opened. */
  final synchronized void openWith(Account account, Instant logonTime, long sinceNanos) {
    this.account = account;
    this.logonTime = logonTime;
    this.sinceNanos = sinceNanos;
  }

  /** Gives an open row its one login. */
  final synchronized void logIn(Account newAccount) {
    if (closed) {
      return;
    }
    if (account != null) {
      throw new IllegalStateException("session " + id + " has a login already; open another");
    }
    account = newAccount;
    logonTime = registry.now();
    sinceNanos = registry.nanos();
    touch();
    registry.table().addLogin(this);
    registry.publish(SessionEvent.Type.LOGGED_IN, this, null, null);
  }

  /** Takes what an account resolver said of the row's login. */
  final synchronized void resolved(@Nullable Account found) {
    Account present = account;
    if (found != null && present != null && !closed) {
      account = new Account(present.login(), found.type(), found.domain());
    }
  }

  /**
   * Notes an order to end the row.
   *
   * @return the attempt that carries it out, or null if the row has ended
   */
  final synchronized @Nullable TerminationAttempt order(TerminationOrder order) {
    if (closed) {
      return null;
    }
    TerminationAttempt present = attempt;
    if (present == null) {
      attempt = new TerminationAttempt(this, order);
      registry.publish(SessionEvent.Type.TERMINATING, this, order, null);
    } else if (present.isGivenUp()) {
      attempt = new TerminationAttempt(this, present.order());
    }
    return attempt;
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
    registry.logEnding(this, ending); // not under the lock: an appender may block
    return true;
  }

  /** Closes the row; null if it was closed before. */
  private synchronized @Nullable Ending close(Ending.Cause cause) {
    if (closed) {
      return null;
    }
    closed = true;
    TerminationAttempt present = attempt;
    Ending ending =
        present == null
            ? new Ending(cause, null)
            : new Ending(Ending.Cause.TERMINATED, present.order());
    registry.table().remove(this);
    registry.ended(this, ending);
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

  final @Nullable Instant logonTime() {
    return logonTime;
  }

  final SessionState state() {
    return attempt == null ? SessionState.ACTIVE : SessionState.TERMINATING;
  }

  final long connectedNanos(long now) {
    return Math.max(0, now - sinceNanos);
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
