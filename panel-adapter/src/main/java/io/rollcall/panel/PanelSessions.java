package io.rollcall.panel;

import static java.util.Objects.requireNonNull;

import io.rollcall.Account;
import io.rollcall.Refusal;
import io.rollcall.Registration;
import io.rollcall.Service;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry who is logged in to one web application, and ends those HTTP sessions on its
 * order.
 *
 * <pre>{@code
 * PanelSessions.install(servletContext, registry);
 * }</pre>
 *
 * <p>With that alone, a login is listed when a request of an HTTP session has a user principal. A
 * panel that keeps its user under a session attribute {@linkplain
 * PanelSessionsBuilder#loginAttribute names it}, and any other calls {@link #loggedIn}. A panel
 * without servlets opens its sessions on the {@linkplain SessionRegistry#openPanel registry}
 * itself.
 *
 * <p>Each HTTP session with a login is one row. The row's end is reported when the HTTP session has
 * been invalidated or has expired, when the login has vanished from it, or when the web application
 * stops. A row outlives a change of the HTTP session's id, and also the older habit of invalidating
 * the HTTP session and going on in a new one within a request.
 *
 * <p>An order to end a row invalidates its HTTP session at once. The next request that its browser
 * makes is refused, with a redirect to the {@linkplain PanelSessionsBuilder#loginPage login page}
 * or a plain page; a request for the login page itself is let through.
 *
 * <p>Nothing here lets an exception get into a request: what goes wrong is logged. All methods may
 * be called from any thread.
 */
public final class PanelSessions implements Registration {
  /**
   * The servlet context attribute in which {@link PanelContextListener} expects the {@link
   * SessionRegistry}.
   */
  public static final String REGISTRY_ATTRIBUTE = "io.rollcall.panel.registry";

  private static final String ATTRIBUTE = PanelSessions.class.getName();

  private final TrackedSessions tracked;
  private final LoginTracker tracker;
  private final Refusals refusals;
  private final Problems problems;

  /** Written once, when the web application is known. */
  private volatile @Nullable ServletContext context;

  PanelSessions(SessionRegistry registry, PanelSettings settings) {
    tracked = new TrackedSessions(registry, settings);
    tracker = new LoginTracker(tracked);
    refusals = new Refusals(settings, tracked.terminated());
    problems = settings.problems();
  }

  /**
   * Installs with the defaults.
   *
   * @param context the web application, while it starts
   * @param registry is told of its logins
   * @return what is installed; closes by itself when the web application stops
   * @throws IllegalStateException if the web application is not just starting, or it is installed
   *     already
   * @see PanelSessionsBuilder#install
   */
  public static PanelSessions install(ServletContext context, SessionRegistry registry) {
    return builder(registry).install(context);
  }

  /**
   * Starts choosing options.
   *
   * @param registry is told of logins
   * @return a builder
   */
  public static PanelSessionsBuilder builder(SessionRegistry registry) {
    return new PanelSessionsBuilder(registry);
  }

  /**
   * Finds what is installed in a web application.
   *
   * @param context the web application
   * @return what is installed
   * @throws IllegalStateException if nothing is
   */
  public static PanelSessions of(ServletContext context) {
    PanelSessions found = find(context);
    if (found == null) {
      throw new IllegalStateException(
          "no PanelSessions are installed in the web application '"
              + context.getContextPath()
              + "'");
    }
    return found;
  }

  static @Nullable PanelSessions find(@Nullable ServletContext context) {
    return context != null && context.getAttribute(ATTRIBUTE) instanceof PanelSessions found
        ? found
        : null;
  }

  /**
   * Notes that a user has just logged in. To be called by the panel's login code when it has
   * accepted the login; creates an HTTP session if there is none, so before the response is
   * committed. If another login is listed on the HTTP session, it ends as logged out. From then on
   * the login stays listed until {@link #loggedOut} or the end of the HTTP session.
   *
   * @param request the request that logs in
   * @param account who has logged in
   * @return what keeps the login out, if a lockout or a limit does: the panel must not let the user
   *     in then, and the HTTP session is invalidated when the request has run
   */
  public Optional<Refusal> loggedIn(HttpServletRequest request, Account account) {
    requireNonNull(account, "account");
    RequestScope scope = tracked.scope();
    if (scope != null) {
      scope.loggedOut = false;
    }
    try {
      tracker.signIn(request, request.getSession(), account, SeenLogin.Source.CALL);
    } catch (SessionRefusedException e) {
      return Optional.of(e.refusal());
    } catch (RuntimeException | LinkageError | AssertionError e) {
      problems.report("a login could not be listed", e);
    }
    return Optional.empty();
  }

  /**
   * Asks whether a lockout keeps a login out. To be called by the panel's login code before it
   * checks the password, so that nobody who is locked out can try one. That nothing keeps it out is
   * no promise: {@link #loggedIn}, or the filter, decides.
   *
   * @param request the request that tries to log in
   * @param login the login that it tries
   * @return what keeps it out, or empty
   */
  public Optional<Refusal> refusal(HttpServletRequest request, String login) {
    requireNonNull(login, "login");
    return Optional.ofNullable(
        tracked
            .registry()
            .refusal(
                Service.PANEL,
                login,
                tracked.settings().accountResolver(),
                tracked.clientAddress(request)));
  }

  /**
   * Counts a failed login, for a registry that locks out after too many. To be called by the
   * panel's login code when a password was wrong.
   *
   * @param request the request that tried to log in
   * @param login the login that it tried, or null if it named none
   */
  public void loginFailed(HttpServletRequest request, @Nullable String login) {
    tracked.registry().loginFailed(Service.PANEL, login, tracked.clientAddress(request));
  }

  /**
   * Notes that the user has just logged out. Not needed if the HTTP session is invalidated. Does
   * nothing if no login is listed for the request.
   *
   * @param request the request that logs out
   */
  public void loggedOut(HttpServletRequest request) {
    RequestScope scope = tracked.scope();
    if (scope != null) {
      scope.loggedOut = true;
    }
    problems.guard(
        "a logout could not be noted",
        () -> {
          HttpSession session = request.getSession(false);
          TrackedSession present = session == null ? null : tracked.find(session);
          if (session != null && present != null) {
            tracker.signOut(session, present);
          }
        });
  }

  /**
   * Tells which row is the request's own.
   *
   * @param request a request
   * @return the registry's session id, or empty if the request belongs to no listed login
   */
  public Optional<String> current(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    StoredLogin stored = session == null ? null : LiveSession.storedLogin(session);
    TrackedSession present = stored == null ? null : stored.tracked();
    return present == null || present.isClosed() ? Optional.empty() : Optional.of(present.id());
  }

  /** Makes this known to the web application. */
  void publish(ServletContext webApplication) {
    context = webApplication;
    webApplication.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Stops keeping track: what is listed is reported as {@link io.rollcall.Ending.Cause#SHUT_DOWN},
   * and requests pass unwatched. HTTP sessions live on. Happens by itself when the web application
   * stops.
   */
  @Override
  public void close() {
    tracked.stop();
    ServletContext webApplication = context;
    if (webApplication != null && find(webApplication) == this) {
      webApplication.removeAttribute(ATTRIBUTE);
    }
  }

  TrackedSessions tracked() {
    return tracked;
  }

  LoginTracker tracker() {
    return tracker;
  }

  Refusals refusals() {
    return refusals;
  }

  Problems problems() {
    return problems;
  }
}
