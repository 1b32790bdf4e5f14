package io.rollcall.panel;

import com.google.common.html.HtmlEscapers;
import io.rollcall.Lockout;
import io.rollcall.PrintableText;
import io.rollcall.Refusal;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers browsers that come back after their session was ordered to end. */
final class Refusals {
  private static final int REASON_LENGTH = 500;

  private final PanelSettings settings;
  private final TerminatedSessions terminated;

  Refusals(PanelSettings settings, TerminatedSessions terminated) {
    this.settings = settings;
    this.terminated = terminated;
  }

  /**
   * Refuses a request, unless it is for the login page: a browser that logs in again must not lose
   * the form it sends. What a page does by itself is refused without the browser counting as told.
   *
   * @return false if the request is to go on
   */
  boolean refuse(HttpServletRequest request, HttpServletResponse response, TrackedSession session)
      throws IOException {
    TerminatedLogin login = session.terminatedLogin();
    boolean loginPage = isLoginPage(request);
    boolean background = !loginPage && settings.isBackground(request);
    if (!background) {
      terminated.forget(request, session);
    }
    if (loginPage || login == null) {
      return false;
    }
    if (response.isCommitted()) {
      return true;
    }
    response.setHeader("Cache-Control", "no-store");
    if (background) {
      sendPage(response, login);
      return true;
    }
    expireCookie(request, response);
    if (!handled(request, response, login)) {
      answer(request, response, login);
    }
    return true;
  }

  private boolean isLoginPage(HttpServletRequest request) {
    String page = settings.loginPage();
    if (page == null) {
      return false;
    }
    String pathInfo = request.getPathInfo();
    String path = pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    int query = page.indexOf('?');
    return path.equals(query < 0 ? page : page.substring(0, query));
  }

  private boolean handled(
      HttpServletRequest request, HttpServletResponse response, TerminatedLogin login) {
    RefusalHandler handler = settings.refusalHandler();
    if (handler == null) {
      return false;
    }
    try {
      handler.refuse(request, response, login);
      return true;
    } catch (Throwable e) { // the embedder's code: an Error of theirs is a failure as well
      settings.problems().report("the refusal handler failed", e);
      if (!response.isCommitted()) {
        response.resetBuffer();
      }
      return response.isCommitted();
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, TerminatedLogin login)
      throws IOException {
    String page = settings.loginPage();
    if (page == null || !isNavigation(request)) {
      sendPage(response, login);
      return;
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", page.startsWith("/") ? request.getContextPath() + page : page);
  }

  private static boolean isNavigation(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "POST" -> true;
      default -> false;
    };
  }

  private static void sendPage(HttpServletResponse response, TerminatedLogin login)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    // RFC 9110 section 15.5.2 asks for a challenge; a scheme unknown to browsers opens no dialog
    response.setHeader("WWW-Authenticate", "Session");
    sendPage(response, "Your session was ended by an operator.", login.order().reason());
  }

  private static void sendPage(
      HttpServletResponse response, String sentence, @Nullable String reason) throws IOException {
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .append("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Not logged in</title></head>")
        .append("<body>\n<p>")
        .append(sentence)
        .append("</p>\n")
        .append(reason(reason))
        .append("</body></html>\n");
  }

  /**
   * Answers a request whose login is kept out, and ends its HTTP session: whatever the panel has
   * kept there of the login is gone with it.
   */
  void refuseLogin(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      LiveSession.invalidate(session);
    }
    if (response.isCommitted()) {
      return; // the browser's next request finds itself logged out
    }
    response.reset();
    response.setHeader("Cache-Control", "no-store");
    expireCookie(request, response);
    try {
      if (!handledLogin(request, response, refusal)) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        Lockout lockout = refusal.lockout();
        sendPage(
            response,
            lockout == null
                ? "There are too many sessions; try again later."
                : "You are not allowed to log in now.",
            lockout == null ? null : lockout.reason());
      }
    } catch (IOException e) {
      settings.problems().report("the refusal of a login could not be sent", e);
    }
  }

  private boolean handledLogin(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
    RefusedLoginHandler handler = settings.refusedLoginHandler();
    if (handler == null) {
      return false;
    }
    try {
      handler.refuse(request, response, refusal);
      return true;
    } catch (Throwable e) { // the embedder's code: an Error of theirs is a failure as well
      settings.problems().report("the handler of refused logins failed", e);
      if (!response.isCommitted()) {
        response.resetBuffer();
      }
      return response.isCommitted();
    }
  }

  private static String reason(@Nullable String reason) {
    return reason == null || reason.isBlank()
        ? ""
        : "<p>Reason: "
            + HtmlEscapers.htmlEscaper().escape(PrintableText.of(reason, REASON_LENGTH))
            + "</p>\n";
  }

  /** A cookie is only replaced by one of the same name, path and domain (RFC 6265 section 5.3). */
  private static void expireCookie(HttpServletRequest request, HttpServletResponse response) {
    SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
    String name = config.getName() == null ? "JSESSIONID" : config.getName();
    if (!hasCookie(request, name)) {
      return;
    }
    Cookie cookie = new Cookie(name, "");
    String path = config.getPath() == null ? request.getContextPath() : config.getPath();
    cookie.setPath(path.isEmpty() ? "/" : path);
    if (config.getDomain() != null) {
      cookie.setDomain(config.getDomain());
    }
    cookie.setHttpOnly(config.isHttpOnly());
    cookie.setSecure(config.isSecure() || request.isSecure());
    cookie.setMaxAge(0);
    response.addCookie(cookie);
  }

  /**
   * Looks itself, since Undertow denies that the id of an HTTP session that is gone came from a
   * cookie.
   */
  private static boolean hasCookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
        && Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().equals(name));
  }
}
