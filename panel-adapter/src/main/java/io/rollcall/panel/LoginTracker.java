package io.rollcall.panel;

import com.google.common.util.concurrent.Striped;
import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.SessionRefusedException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Follows logins through requests.
 *
 * <p>A request is looked at when it comes, for a login that an earlier request or the container
 * made, and when it has run, for one that it made itself. While it runs, its thread has a {@link
 * RequestScope}: a login whose HTTP session the request invalidates is not closed before the
 * request has ended, since older panels protect themselves from session fixation by going on in a
 * new one.
 *
 * <p>Concurrency. Requests of one browser may run at once; what lists or exchanges a login on an
 * HTTP session does so under a lock for that session, which the container's callbacks never take.
 */
final class LoginTracker {
  private static final int LOCKS = 256;
  private static final int CLIENT_LENGTH = 1024;

  private final TrackedSessions sessions;
  private final PanelSettings settings;
  private final Striped<Lock> locks = Striped.lock(LOCKS);

  LoginTracker(TrackedSessions sessions) {
    this.sessions = sessions;
    this.settings = sessions.settings();
  }

  /**
   * Looks at a request that comes.
   *
   * @return the session that the request belongs to, if it has been ordered to end: the request is
   *     to be refused; null otherwise
   */
  @Nullable TrackedSession enter(HttpServletRequest request, RequestScope scope) {
    HttpSession session = request.getSession(false);
    TrackedSession own = session == null ? null : sessions.find(session);
    TrackedSession ended = own == null ? sessions.terminated().find(request) : own;
    if (ended != null && (own == null || own.isOrdered())) {
      if (session != null) { // refused even if this fails
        settings
            .problems()
            .guard(
                "an HTTP session could not be invalidated", () -> LiveSession.invalidate(session));
      }
      return ended;
    }
    if (session != null) {
      scope.own = own;
      observe(request, session, own, scope, false);
    }
    TrackedSession present = scope.own;
    if (present != null && request.getDispatcherType() == DispatcherType.REQUEST) {
      present.requested();
      if (!settings.isBackground(request)) {
        present.touch();
      }
    }
    return null;
  }

  /** Looks at what a request has done. */
  void leave(HttpServletRequest request, RequestScope scope) {
    HttpSession session = request.getSession(false);
    if (session != null && !endedResurrection(request, session, scope)) {
      TrackedSession tracked = sessions.find(session);
      if (tracked != null) {
        scope.own = tracked;
      }
      observe(request, session, tracked, scope, true);
    }
    if (scope.own != null) {
      scope.own.requested();
    }
  }

  /** Ends the HTTP session in which a request went on with a login ordered to end meanwhile. */
  private boolean endedResurrection(
      HttpServletRequest request, HttpSession session, RequestScope scope) {
    TrackedSession own = scope.own;
    if (own == null || !own.isOrdered()) {
      return false;
    }
    StoredLogin stored = LiveSession.storedLogin(session);
    SeenLogin seen = settings.loginFinder().find(request, session);
    boolean resurrected =
        scope.resurrected
            || (stored != null && stored.tracked() == own)
            || (stored == null && seen != null && seen.login().equals(own.login()));
    if (resurrected) {
      LiveSession.invalidate(session);
    }
    return resurrected;
  }

  /** Compares what is listed with the login that the request shows. */
  private void observe(
      HttpServletRequest request,
      HttpSession session,
      @Nullable TrackedSession tracked,
      RequestScope scope,
      boolean atEnd) {
    if (tracked != null && tracked.stored().source() == SeenLogin.Source.CALL) {
      return; // the panel's code says itself what happens to it
    }
    SeenLogin seen =
        scope.loggedOut ? SeenLogin.UNKNOWN : settings.loginFinder().find(request, session);
    if (seen == null) {
      if (tracked != null && hasVanished(tracked, request, scope, atEnd)) {
        signOut(session, tracked);
      }
      return;
    }
    if (seen.isUnknown()) {
      return;
    }
    scope.principalSeen |= seen.source() == SeenLogin.Source.PRINCIPAL;
    if (tracked != null && tracked.login().equals(seen.login())) {
      tracked.confirmed(true);
    } else {
      signIn(request, session, Account.unregistered(seen.login()), seen.source());
    }
  }

  /**
   * Returns whether a login that is not to be seen is gone. An attribute that is missing says so. A
   * principal that is missing says so only if this very request had one, or if none has been seen
   * in this HTTP session yet: a security framework may show none to pages that it does not guard.
   */
  private static boolean hasVanished(
      TrackedSession tracked, HttpServletRequest request, RequestScope scope, boolean atEnd) {
    return tracked.stored().source() == SeenLogin.Source.ATTRIBUTE
        || (atEnd && (scope.principalSeen || !tracked.isConfirmed()) && !request.isAsyncStarted());
  }

  /** Lists a login on an HTTP session, in place of another that may be listed on it. */
  void signIn(
      HttpServletRequest request, HttpSession session, Account account, SeenLogin.Source source) {
    if (sessions.isStopped()) {
      return;
    }
    RequestScope scope = sessions.scope();
    Lock lock = locks.get(session.getId());
    lock.lock();
    try {
      TrackedSession present = sessions.find(session);
      if (present != null && present.login().equals(account.login())) {
        present.stored().source(source);
        setOwn(scope, present);
        return;
      }
      if (present != null) {
        signOut(session, present);
      }
      if (scope == null || !goesOn(scope, session, account, source)) {
        open(request, session, account, source);
      }
    } catch (SessionRefusedException e) {
      if (scope != null) {
        scope.refusal = e.refusal(); // whatever the panel makes of it, the request is refused
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the request's own login go on in a new HTTP session, or be refused there, if it is it. */
  private boolean goesOn(
      RequestScope scope, HttpSession session, Account account, SeenLogin.Source source) {
    TrackedSession own = scope.own;
    if (own == null || !own.login().equals(account.login())) {
      return false;
    }
    if (own.isOrdered()) {
      scope.resurrected = true;
      return true;
    }
    if (scope.orphan != own || own.isClosed()) {
      return false;
    }
    own.stored().source(source);
    own.confirmed(source != SeenLogin.Source.PRINCIPAL);
    sessions.store(own, session);
    return true;
  }

  private void open(
      HttpServletRequest request, HttpSession session, Account account, SeenLogin.Source source) {
    StoredLogin stored =
        new StoredLogin(account, source, settings.clientAddress().of(request), client(request));
    TrackedSession opened = sessions.open(stored, session, source != SeenLogin.Source.CALL);
    setOwn(sessions.scope(), opened);
    sessions.store(opened, session);
  }

  /** Makes a login the request's own, and gives up another that the request has orphaned. */
  private static void setOwn(@Nullable RequestScope scope, TrackedSession own) {
    if (scope == null) {
      return;
    }
    TrackedSession orphan = scope.orphan;
    if (orphan != null && orphan != own) {
      scope.orphan = null;
      orphan.end(Ending.Cause.LOGGED_OUT);
    }
    scope.own = own;
  }

  /** Ends a login, leaving the HTTP session as it is. */
  void signOut(HttpSession session, TrackedSession tracked) {
    tracked.requested(); // so that nobody thinks it has expired
    try {
      session.removeAttribute(StoredLogin.ATTRIBUTE);
    } catch (IllegalStateException gone) {
      // so it has logged out as well
    }
    tracked.close(Ending.Cause.LOGGED_OUT);
  }

  private static @Nullable String client(HttpServletRequest request) {
    String client = request.getHeader("User-Agent");
    return client == null || client.length() <= CLIENT_LENGTH
        ? client
        : client.substring(0, CLIENT_LENGTH - 1) + "…";
  }
}
