package io.rollcall.panel;

import io.rollcall.Ending;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.PanelLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The logins that a web application has listed, and what ties them to HTTP sessions.
 *
 * <p>Concurrency. Any thread may call anything, the container's callbacks under its own locks
 * included: nothing here waits for a lock under which the container is called.
 */
final class TrackedSessions {
  private final SessionRegistry registry;
  private final PanelSettings settings;
  private final TerminatedSessions terminated;
  private final Map<String, TrackedSession> open = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  TrackedSessions(SessionRegistry registry, PanelSettings settings) {
    this.registry = registry;
    this.settings = settings;
    terminated = new TerminatedSessions(settings.ticker());
  }

  SessionRegistry registry() {
    return registry;
  }

  PanelSettings settings() {
    return settings;
  }

  @Nullable InetAddress clientAddress(HttpServletRequest request) {
    return settings.clientAddress().of(request);
  }

  TerminatedSessions terminated() {
    return terminated;
  }

  /** Returns the scope of the request that runs on this thread, or null. */
  @Nullable RequestScope scope() {
    return RequestScope.of(this);
  }

  boolean isStopped() {
    return stopped;
  }

  /** Returns the login that is listed for an HTTP session, listing it again if need be; or null. */
  @Nullable TrackedSession find(HttpSession session) {
    StoredLogin stored = LiveSession.storedLogin(session);
    return stored == null ? null : find(stored, session);
  }

  private @Nullable TrackedSession find(StoredLogin stored, HttpSession session) {
    TrackedSession present = stored.tracked();
    if (present == null && stored.sessionId() != null) {
      present = open.get(stored.sessionId()); // of another copy, before the container wrote it out
      if (present != null) {
        stored.tracked(present);
      }
    }
    if (present != null && (!present.isClosed() || present.isOrdered() || stopped)) {
      present.attach(session);
      return present;
    }
    return stopped || terminated.find(session.getId()) != null ? null : restore(stored, session);
  }

  /** Lists a login again that the container has restored. */
  private TrackedSession restore(StoredLogin stored, HttpSession session) {
    TrackedSession restored = new TrackedSession(this, stored, session);
    synchronized (stored) { // requests of one browser may run at once
      TrackedSession present = stored.tracked();
      if (present != null && !present.isClosed()) {
        return present;
      }
      open(restored, PanelLogin.of(stored.account()));
    }
    restored.confirmed(stored.source() != SeenLogin.Source.PRINCIPAL);
    return restored;
  }

  /**
   * Lists a login.
   *
   * @param resolve whether the account resolver is to be asked
   */
  TrackedSession open(StoredLogin stored, HttpSession session, boolean resolve) {
    TrackedSession opened = new TrackedSession(this, stored, session);
    open(
        opened,
        resolve
            ? PanelLogin.of(stored.login(), settings.accountResolver())
            : PanelLogin.of(stored.account()));
    return opened;
  }

  private void open(TrackedSession session, PanelLogin.Builder login) {
    StoredLogin stored = session.stored();
    session.open(
        login
            .address(stored.address())
            .client(stored.client())
            .logonTime(stored.logonTime())
            .build());
    stored.tracked(session);
    session.refreshStored();
    if (stopped) {
      session.close(Ending.Cause.SHUT_DOWN);
    }
  }

  /** Keeps a login on its HTTP session, which may be gone by now: then the login is as well. */
  void store(TrackedSession tracked, HttpSession session) {
    try {
      session.setAttribute(StoredLogin.ATTRIBUTE, tracked.stored());
    } catch (IllegalStateException gone) {
      // found out below
    }
    StoredLogin kept = LiveSession.storedLogin(session);
    if (kept == null || !tracked.id().equals(kept.sessionId())) {
      tracked.close(Ending.Cause.LOGGED_OUT);
    }
  }

  /** Takes notice that a login is kept on an HTTP session, which may be another than before. */
  void attached(StoredLogin stored, HttpSession session) {
    settings
        .problems()
        .guard(
            "a login could not be listed again",
            () -> {
              TrackedSession tracked = stopped ? null : findUnlessRefused(stored, session);
              RequestScope scope = scope();
              if (scope != null && scope.orphan == tracked) {
                scope.orphan = null;
              }
            });
  }

  /** A login that is kept out by now is refused with its first request. */
  private @Nullable TrackedSession findUnlessRefused(StoredLogin stored, HttpSession session) {
    try {
      return find(stored, session);
    } catch (SessionRefusedException e) {
      return null;
    }
  }

  void opened(TrackedSession session, String id) {
    open.put(id, session);
  }

  void closed(String id) {
    open.remove(id);
  }

  /** Stops keeping track: what is listed is reported as shut down. */
  void stop() {
    stopped = true;
    for (TrackedSession session : open.values()) {
      session.refreshStored(); // the container may be about to write it to disk
      session.close(Ending.Cause.SHUT_DOWN);
    }
    terminated.close(); // whoever keeps what was installed keeps no sessions with it
  }
}
