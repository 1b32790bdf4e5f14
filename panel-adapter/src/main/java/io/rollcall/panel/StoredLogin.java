package io.rollcall.panel;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.SessionInfo;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept on the HTTP session of somebody who is logged in: enough to list the session again
 * when the container has restored it from disk. Through it, the container tells when the session is
 * restored, and when it is gone.
 *
 * <p>Concurrency. May be used from any thread; its state is written under this, and no method of
 * the HTTP session is called meanwhile. What each request reads is volatile.
 */
final class StoredLogin
    implements HttpSessionBindingListener, HttpSessionActivationListener, Serializable {
  /** The session attribute it is kept under. */
  static final String ATTRIBUTE = "io.rollcall.panel.session";

  private static final long serialVersionUID = 1;

  private final String login;
  private final @Nullable InetAddress address;
  private final @Nullable String client;

  /** Guarded by this, like all that follows unless it says otherwise. */
  private AccountType type;

  private @Nullable String domain;
  private @Nullable Instant logonTime;

  /** Written under this. */
  private volatile SeenLogin.Source source;

  /** The row's id, by which another copy of this object finds the same row in the same JVM. */
  private @Nullable String sessionId;

  /** Written under this. */
  private transient volatile @Nullable TrackedSession tracked;

  StoredLogin(
      Account account,
      SeenLogin.Source source,
      @Nullable InetAddress address,
      @Nullable String client) {
    this.login = account.login();
    this.type = account.type();
    this.domain = account.domain();
    this.source = source;
    this.address = address;
    this.client = client;
  }

  String login() {
    return login;
  }

  @Nullable InetAddress address() {
    return address;
  }

  @Nullable String client() {
    return client;
  }

  synchronized Account account() {
    return new Account(login, type, domain);
  }

  /** Returns when the user logged in, or null if that is only now being listed. */
  synchronized @Nullable Instant logonTime() {
    return logonTime;
  }

  SeenLogin.Source source() {
    return source;
  }

  synchronized void source(SeenLogin.Source newSource) {
    source = newSource;
  }

  synchronized @Nullable String sessionId() {
    return sessionId;
  }

  @Nullable TrackedSession tracked() {
    return tracked;
  }

  synchronized void tracked(TrackedSession newTracked) {
    tracked = newTracked;
    sessionId = newTracked.id();
  }

  /** Takes over what the registry knows by now: a resolver may have answered late. */
  synchronized void refresh(SessionInfo info) {
    Account account = info.account();
    if (account != null) {
      type = account.type();
      domain = account.domain();
    }
    logonTime = info.logonTime();
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    attached(event.getSession());
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    attached(event.getSession());
  }

  private void attached(HttpSession session) {
    PanelSessions sessions = PanelSessions.find(session.getServletContext());
    if (sessions != null) {
      sessions.tracked().attached(this, session);
    }
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    TrackedSession present = tracked();
    if (present != null) {
      present.unbound(event.getSession());
    }
  }

  private void writeObject(ObjectOutputStream stream) throws IOException {
    TrackedSession present = tracked();
    if (present != null) {
      present.refreshStored();
    }
    synchronized (this) {
      stream.defaultWriteObject();
    }
  }
}
