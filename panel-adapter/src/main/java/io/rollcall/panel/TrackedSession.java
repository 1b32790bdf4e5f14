package io.rollcall.panel;

import static java.util.Objects.requireNonNull;

import io.rollcall.Ending;
import io.rollcall.PrintableText;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A listed login, tied to the HTTP session in which it lives now.
 *
 * <p>Concurrency. Any thread may call anything. The HTTP session may be exchanged while an order is
 * carried out: whoever exchanges it looks for an order afterwards, and the order looks for another
 * HTTP session after it has invalidated one, so one of the two sees the other. No lock is held
 * while the container or the embedder is called.
 */
final class TrackedSession implements SessionControl {
  private final TrackedSessions owner;
  private final StoredLogin stored;

  /** Null once it is gone for good: this may be remembered for a day, and a session is large. */
  private volatile @Nullable HttpSession session;

  /** The HTTP session's id: a credential, so never shown. */
  private volatile String httpSessionId;

  private volatile long lastRequestMillis = System.currentTimeMillis();

  /** Whether the HTTP session is known to be gone. */
  private volatile boolean gone;

  /** Whether it is sure that the login itself has followed into the HTTP session. */
  private volatile boolean confirmed = true;

  /** Written once, under this, before anybody but the registry sees this. */
  private volatile @Nullable SessionHandle handle;

  /** Whether an order is being carried out, which then closes the row itself. Guarded by this. */
  private boolean ending;

  TrackedSession(TrackedSessions owner, StoredLogin stored, HttpSession session) {
    this.owner = owner;
    this.stored = stored;
    this.session = session;
    this.httpSessionId = session.getId();
  }

  /** Lists it. An order that arrives at once waits until this is done. */
  synchronized void open(PanelLogin login) {
    SessionHandle opened = owner.registry().openPanel(login, this);
    handle = opened;
    owner.opened(this, opened.id());
  }

  StoredLogin stored() {
    return stored;
  }

  String id() {
    return handle().id();
  }

  String login() {
    return stored.login();
  }

  boolean isOrdered() {
    return handle().order() != null;
  }

  boolean isClosed() {
    return handle().isClosed();
  }

  boolean isConfirmed() {
    return confirmed;
  }

  void confirmed(boolean isConfirmed) {
    if (confirmed != isConfirmed) {
      confirmed = isConfirmed;
    }
  }

  void touch() {
    handle().touch();
  }

  /** Notes that a request runs, whoever made it: it keeps the HTTP session from expiring. */
  void requested() {
    lastRequestMillis = System.currentTimeMillis();
  }

  void refreshStored() {
    owner.registry().session(id()).ifPresent(stored::refresh);
  }

  /** Returns what is told of it to those who answer for an order; null without an order. */
  @Nullable TerminatedLogin terminatedLogin() {
    TerminationOrder order = handle().order();
    return order == null ? null : new TerminatedLogin(id(), stored.account(), order);
  }

  /** Goes on in this HTTP session, which may be another, or the same under a new id. */
  void attach(HttpSession current) {
    String currentId = current.getId();
    if (session != current || !httpSessionId.equals(currentId)) {
      httpSessionId = currentId;
      session = current;
      gone = false;
    }
  }

  /** Takes notice that the container is about to destroy an HTTP session. */
  void destroyed(HttpSession destroyed) {
    if (!isOrdered()) { // an order waits until it is really gone
      unbound(destroyed);
    }
  }

  /** Takes notice that an HTTP session is gone, or that our attribute has been taken off it. */
  void unbound(HttpSession lost) {
    owner.settings().problems().guard("the end of a session was not understood", () -> lose(lost));
  }

  private void lose(HttpSession lost) {
    if (session != lost && !httpSessionId.equals(lost.getId())) {
      return; // it lives on in another
    }
    RequestScope scope = owner.scope();
    boolean byOwnRequest = scope != null && scope.own == this;
    if (scope != null && byOwnRequest && !isOrdered()) {
      scope.orphan = this; // the request may go on with the login in a new HTTP session
      return;
    }
    end(byOwnRequest ? Ending.Cause.LOGGED_OUT : LiveSession.causeOfEnd(lost, lastRequestMillis));
  }

  /** Reports it gone, unless an order is being carried out, which will do so. */
  void end(Ending.Cause cause) {
    gone = true;
    synchronized (this) {
      if (ending) {
        return;
      }
    }
    close(cause);
  }

  /** Reports it gone. Idempotent. */
  void close(Ending.Cause cause) {
    SessionHandle present = handle();
    owner.closed(present.id());
    present.closed(cause);
  }

  /** Nobody waits for its browser any more: so a hook that has failed keeps it listed no longer. */
  void forgotten() {
    if (gone) {
      close(Ending.Cause.LOGGED_OUT);
    }
  }

  @Override
  public void terminate(TerminationOrder order) throws Exception {
    synchronized (this) { // also waits until it is open
      ending = true;
    }
    try {
      invalidateSession();
      gone = true;
      owner
          .settings()
          .terminationHook()
          .onTerminated(new TerminatedLogin(id(), stored.account(), order));
    } catch (ContainerFailure e) {
      throw e;
    } catch (Throwable e) { // the embedder's code: an Error of theirs is a failure as well
      throw new IllegalStateException(
          "the HTTP session is gone, but the panel's termination hook failed: "
              + PrintableText.of(e.toString(), 256),
          e);
    } finally {
      synchronized (this) {
        ending = false;
      }
    }
    close(Ending.Cause.LOGGED_OUT);
    session = null;
  }

  private void invalidateSession() {
    HttpSession invalidated;
    do {
      invalidated = session;
      owner.terminated().add(httpSessionId, this);
      try {
        if (invalidated != null) {
          LiveSession.invalidate(invalidated);
        }
      } catch (RuntimeException e) {
        throw new ContainerFailure(e);
      }
    } while (session != invalidated);
  }

  private SessionHandle handle() {
    return requireNonNull(handle, "handle");
  }

  /** Stands for a container's exception, whose message may quote the HTTP session id. */
  private static final class ContainerFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContainerFailure(RuntimeException cause) {
      super("the container could not invalidate the HTTP session: " + cause.getClass().getName());
    }
  }
}
