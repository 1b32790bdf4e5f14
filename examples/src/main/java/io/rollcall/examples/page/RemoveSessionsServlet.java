package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the order to remove sessions, and answers line by line. */
final class RemoveSessionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int MOST_IDS = 1_000;
  private static final int LONGEST_REASON = 200;

  private final transient SessionRegistry sessions;
  private final transient Function<HttpServletRequest, @Nullable Account> accounts;
  private final transient RequestToken token;

  RemoveSessionsServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.token = token;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PanelUser user = PanelUser.of(request, sessions, accounts);
    SessionInfo own = user == null ? null : user.ownSession(sessions).orElse(null);
    if (user == null || own == null) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("WWW-Authenticate", "Session"); // RFC 9110 section 15.5.2 asks for one
      return;
    }
    View back = View.of(Tab.of(request.getParameter("tab")), request);
    if (!token.isOf(user, request.getParameter("token"))) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      answer(response, user, back, mistake("This page is out of date. Reload it and try again."));
      return;
    }
    try {
      LockoutChoice lockout =
          LockoutChoice.of(request.getParameter("lockout"), request.getParameter("minutes"));
      if (lockout != null && !user.visible().seesAll()) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        answer(response, user, back, mistake("Only an administrator may keep somebody out."));
        return;
      }
      Collection<RemovalLine> lines =
          new Removal(sessions, user, own).remove(ids(request), reason(request), lockout);
      answer(response, user, back, result(lines));
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      answer(response, user, back, mistake(ReadableText.sentence(e)));
    }
  }

  private static List<String> ids(HttpServletRequest request) {
    String[] ids = request.getParameterValues("id");
    if (ids == null || ids.length == 0) {
      throw new IllegalArgumentException("no session is selected");
    }
    if (ids.length > MOST_IDS) {
      throw new IllegalArgumentException(
          "%d sessions are selected; expected at most %d".formatted(ids.length, MOST_IDS));
    }
    return List.of(ids);
  }

  private static @Nullable String reason(HttpServletRequest request) {
    String reason = request.getParameter("reason");
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason has %d characters; expected at most %d"
              .formatted(reason.length(), LONGEST_REASON));
    }
    return reason;
  }

  private static Html mistake(String sentence) {
    return Html.of("<p id=\"mistake\" role=\"alert\">%s</p>", sentence);
  }

  private static Html result(Collection<RemovalLine> lines) {
    long removed = lines.stream().filter(RemovalLine::removed).count();
    return Html.of(
        "<section id=\"result\"><h2>%s of %s removed</h2><ol>%s</ol></section>",
        removed, lines.size(), Html.join(lines.stream().map(RemovalLine::html).toList()));
  }

  private static void answer(HttpServletResponse response, PanelUser user, View back, Html content)
      throws IOException {
    SessionsServlet.write(
        response,
        SessionsPage.framed(
            "Remove sessions",
            user,
            Html.of(
                "<main>%s<p><a class=\"button\" href=\"%s\">Back to the list</a></p></main>\n",
                content, back.url())));
  }
}
