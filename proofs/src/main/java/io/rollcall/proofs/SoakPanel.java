package io.rollcall.proofs;

import io.rollcall.panel.PanelSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** A small panel. Its HTTP sessions expire soon: many browsers just leave. */
final class SoakPanel extends HttpServlet {
  static final String USER = "user";
  private static final long serialVersionUID = 1;
  private static final int MOST_IDLE_SECONDS = 2;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    switch (request.getRequestURI()) {
      case "/login" -> logIn(request, response);
      case "/logout" -> {
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
      }
      default -> greet(request, response);
    }
  }

  private static void logIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getParameter("user");
    if (user == null) {
      response.getWriter().append("log in");
      return;
    }
    if (request.getParameter("wrong") != null) {
      PanelSessions.of(request.getServletContext()).loginFailed(request, user);
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    HttpSession session = request.getSession();
    session.setMaxInactiveInterval(MOST_IDLE_SECONDS);
    session.setAttribute(USER, user);
    response.getWriter().append("hello");
  }

  private static void greet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute(USER);
    if (user == null) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.getWriter().append("hello, ").append(user.toString());
  }
}
