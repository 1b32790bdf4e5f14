package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import io.rollcall.SessionState;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever looks at the page.
 *
 * @param account the account
 * @param sessionId the own session's id, as the registry calls it
 * @param httpSession the own HTTP session
 * @param mostIdleSeconds how long it lasts without the person; 0 or less for ever
 */
record PanelUser(Account account, String sessionId, HttpSession httpSession, int mostIdleSeconds) {
  private static final Logger logger = LoggerFactory.getLogger(PanelUser.class);

  /** Finds out who makes a request; null if nobody is logged in. */
  static @Nullable PanelUser of(
      HttpServletRequest request,
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts) {
    HttpSession httpSession = request.getSession(false);
    Account account = httpSession == null ? null : accounts.apply(request);
    if (httpSession == null || account == null) {
      return null;
    }
    return PanelSessions.of(request.getServletContext())
        .current(request)
        .map(id -> new PanelUser(account, id, httpSession, httpSession.getMaxInactiveInterval()))
        .filter(user -> user.ownSession(sessions).isPresent())
        .orElse(null);
  }

  VisibleSessions visible() {
    return new VisibleSessions(account);
  }

  /**
   * Returns the own session; empty once it has ended or been ordered to end. A page that is left
   * open keeps the HTTP session in use for the container, so it ends here once the person has been
   * away for as long as it may last.
   */
  Optional<SessionInfo> ownSession(SessionRegistry sessions) {
    Optional<SessionInfo> own =
        sessions.session(sessionId).filter(session -> session.state() == SessionState.ACTIVE);
    if (own.isPresent() && isTooLong(own.get().idle())) {
      logOut();
      return Optional.empty();
    }
    return own;
  }

  private boolean isTooLong(Duration idle) {
    return mostIdleSeconds > 0 && idle.toSeconds() >= mostIdleSeconds;
  }

  private void logOut() {
    try {
      httpSession.invalidate();
    } catch (IllegalStateException e) {
      logger.debug("the session has been invalidated just now", e);
    }
  }
}
