package io.rollcall.panel;

import static java.util.Objects.requireNonNull;

import io.rollcall.Ending;
import io.rollcall.Refusal;
import io.rollcall.SessionRefusedException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Watches requests for logins and logouts, keeps idle times, and refuses browsers whose session has
 * been terminated.
 *
 * <p>{@link PanelSessions#install} puts it behind the filters that {@code web.xml} declares. A host
 * that wants it elsewhere declares it itself, for {@code REQUEST} and {@code ASYNC} dispatches of
 * all paths and with async support; it belongs behind a filter that wraps requests to give them
 * their principal, since in front of that no principal is to be seen. It passes on unchanged what
 * the panel throws, and throws nothing of its own.
 */
public final class PanelFilter implements Filter {
  private @Nullable PanelSessions sessions;

  /**
   * Creates a filter that finds the {@link PanelSessions} of its web application when it starts.
   */
  public PanelFilter() {}

  /**
   * Creates a filter for a host that wires its server itself.
   *
   * @param sessions what it works for; becomes known to the web application as with {@link
   *     PanelSessions#install}
   */
  public PanelFilter(PanelSessions sessions) {
    this.sessions = requireNonNull(sessions, "sessions");
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    PanelSessions known = PanelSessions.find(config.getServletContext());
    if (sessions == null) {
      sessions = known;
    }
    if (sessions == null) {
      throw new ServletException(
          "PanelFilter finds no PanelSessions in the web application: install them, or declare "
              + PanelContextListener.class.getName());
    }
    if (known == null) {
      sessions.publish(config.getServletContext());
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PanelSessions present = sessions;
    if (present != null
        && !present.tracked().isStopped()
        && request instanceof HttpServletRequest httpRequest
        && response instanceof HttpServletResponse httpResponse) {
      follow(present, httpRequest, httpResponse, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void follow(
      PanelSessions sessions,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    RequestScope scope = RequestScope.begin(sessions.tracked());
    if (scope == null) { // a forward within a request
      chain.doFilter(request, response);
      return;
    }
    try {
      TrackedSession ended = enter(sessions, request, scope);
      if (scope.refusal != null) {
        refuseLogin(sessions, request, response, scope.refusal);
      } else if (ended == null || !refused(sessions, request, response, ended)) {
        try {
          chain.doFilter(request, response);
        } finally {
          leave(sessions, request, scope);
          if (scope.refusal != null) {
            refuseLogin(sessions, request, response, scope.refusal);
          }
        }
      }
    } finally {
      scope.end();
      TrackedSession orphan = scope.orphan;
      if (orphan != null) {
        sessions
            .problems()
            .guard(
                "a session's end could not be reported", () -> orphan.end(Ending.Cause.LOGGED_OUT));
      }
    }
  }

  private static @Nullable TrackedSession enter(
      PanelSessions sessions, HttpServletRequest request, RequestScope scope) {
    try {
      return sessions.tracker().enter(request, scope);
    } catch (SessionRefusedException e) {
      scope.refusal = e.refusal();
      return null;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      sessions.problems().report("a request could not be followed", e);
      return null;
    }
  }

  private static void leave(
      PanelSessions sessions, HttpServletRequest request, RequestScope scope) {
    if (scope.refusal != null) {
      return; // the panel's own call has been refused
    }
    try {
      sessions.tracker().leave(request, scope);
    } catch (SessionRefusedException e) {
      scope.refusal = e.refusal();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      sessions.problems().report("a request could not be followed to its end", e);
    }
  }

  private static void refuseLogin(
      PanelSessions sessions,
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal) {
    sessions
        .problems()
        .guard(
            "the refusal of a login could not be answered",
            () -> sessions.refusals().refuseLogin(request, response, refusal));
  }

  /** A refusal that fails is a refusal nevertheless. */
  private static boolean refused(
      PanelSessions sessions,
      HttpServletRequest request,
      HttpServletResponse response,
      TrackedSession ended)
      throws IOException {
    try {
      return sessions.refusals().refuse(request, response, ended);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      sessions.problems().report("a refusal could not be answered", e);
      return true;
    }
  }

  /** Reports what is still listed as shut down: the web application stops. */
  @Override
  public void destroy() {
    if (sessions != null) {
      sessions.close();
    }
  }
}
