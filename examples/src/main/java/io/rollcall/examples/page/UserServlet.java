package io.rollcall.examples.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.Account;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A servlet that needs to know who makes a request. */
abstract class UserServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  final transient SessionRegistry sessions;
  private final transient Function<HttpServletRequest, @Nullable Account> accounts;

  UserServlet(SessionRegistry sessions, Function<HttpServletRequest, @Nullable Account> accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  /** Returns who makes a request, or null if nobody is logged in. */
  final @Nullable PanelUser user(HttpServletRequest request) {
    return PanelUser.of(request, sessions, accounts);
  }

  /** Answers a script that nobody is logged in any more. */
  static void askForLogin(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader("WWW-Authenticate", "Session"); // RFC 9110 section 15.5.2 asks for one
  }

  static void write(HttpServletResponse response, Html page) throws IOException {
    byte[] bytes = page.markup().getBytes(UTF_8);
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
