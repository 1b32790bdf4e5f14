package io.rollcall.examples;

import io.rollcall.Account;
import io.rollcall.examples.page.Html;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The pages of the demo's control panel: a login form and a home page. */
final class PanelServlet extends HttpServlet {
  /** The session attribute under which this panel keeps its user. */
  static final String LOGIN = "login";

  static final String LOGIN_PAGE = "/login";
  private static final long serialVersionUID = 1;
  private static final String LOGOUT = "/logout";

  private static final String LOGIN_FORM =
      """
      %s<form method="post" action="/login">
        <label>Login <input name="login" autocomplete="username" autofocus></label>
        <label>Password <input name="password" type="password"
          autocomplete="current-password"></label>
        <button>Log in</button>
      </form>
      """;

  private static final String HOME =
      """
      <p>You are logged in as <b>%s</b>. Your session is <code>%s</code>.</p>
      <p><a class="button" href="/sessions">Sessions</a>
      <a class="button" href="/sessions/ftp">FTP Sessions</a></p>
      <form method="post" action="/logout"><button>Log out</button></form>
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Hosting panel</title>
      <link rel="icon" href="/assets/panel.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/assets/panel.css"></head>
      <body><h1>Hosting panel</h1>
      %s</body></html>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String login = login(request);
    switch (request.getRequestURI()) {
      case LOGIN_PAGE -> write(response, HttpServletResponse.SC_OK, LOGIN_FORM.formatted(""));
      case "/" -> {
        if (login == null) {
          redirect(response, LOGIN_PAGE);
        } else {
          String id = PanelSessions.of(getServletContext()).current(request).orElse("not listed");
          write(response, HttpServletResponse.SC_OK, Html.of(HOME, login, id).markup());
        }
      }
      default -> write(response, HttpServletResponse.SC_NOT_FOUND, "<p>No such page.</p>");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getRequestURI()) {
      case LOGIN_PAGE -> logIn(request, response);
      case LOGOUT -> {
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        redirect(response, LOGIN_PAGE);
      }
      default -> write(response, HttpServletResponse.SC_NOT_FOUND, "<p>No such page.</p>");
    }
  }

  private static void logIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String login = request.getParameter("login");
    PanelSessions sessions = PanelSessions.of(request.getServletContext());
    if (login != null && sessions.refusal(request, login).isPresent()) {
      String notice = "<p role=\"alert\">You are not allowed to log in now.</p>\n";
      write(response, HttpServletResponse.SC_FORBIDDEN, LOGIN_FORM.formatted(notice));
      return;
    }
    if (!DemoAccount.isRight(DemoAccount.PANEL, login, request.getParameter("password"))) {
      sessions.loginFailed(request, login);
      String notice = "<p role=\"alert\">Login or password is wrong.</p>\n";
      write(response, HttpServletResponse.SC_FORBIDDEN, LOGIN_FORM.formatted(notice));
      return;
    }
    HttpSession session = request.getSession();
    request.changeSessionId(); // against session fixation
    session.setAttribute(LOGIN, login);
    redirect(response, "/");
  }

  private static @Nullable String login(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (String) session.getAttribute(LOGIN);
  }

  /** Tells who makes a request, or null if nobody is logged in. */
  static @Nullable Account account(HttpServletRequest request) {
    String login = login(request);
    return login == null ? null : DemoAccount.find(DemoAccount.PANEL, login);
  }

  private static void redirect(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }

  private static void write(HttpServletResponse response, int status, String body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html;charset=utf-8");
    response.getWriter().write(PAGE.formatted(body));
  }
}
