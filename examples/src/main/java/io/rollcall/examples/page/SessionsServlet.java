package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows the page. */
final class SessionsServlet extends UserServlet {
  private static final long serialVersionUID = 1;

  private final transient RequestToken token;
  private final String loginPage;

  SessionsServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token,
      String loginPage) {
    super(sessions, accounts);
    this.token = token;
    this.loginPage = loginPage;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PanelUser user = user(request);
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
}
