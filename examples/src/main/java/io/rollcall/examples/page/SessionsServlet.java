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

/** Shows the page. */
final class SessionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient SessionRegistry sessions;
  private final transient Function<HttpServletRequest, @Nullable Account> accounts;
  private final transient RequestToken token;
  private final String loginPage;

  SessionsServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token,
      String loginPage) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.token = token;
    this.loginPage = loginPage;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PanelUser user = PanelUser.of(request, sessions, accounts);
    if (user == null) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", loginPage);
      return;
    }
    Tab<?> tab = request.getServletPath().equals(Tab.FTP.path()) ? Tab.FTP : Tab.PANEL;
    View view = View.of(tab, request);
    try {
      Listing listing = Listing.of(sessions, user, view);
      write(response, SessionsPage.of(listing, user, token.of(user), ""));
    } catch (IllegalArgumentException e) {
      Listing none = Listing.none(sessions, user, view);
      write(response, SessionsPage.of(none, user, token.of(user), ReadableText.sentence(e)));
    }
  }

  static void write(HttpServletResponse response, Html page) throws IOException {
    byte[] bytes = page.markup().getBytes(UTF_8);
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
