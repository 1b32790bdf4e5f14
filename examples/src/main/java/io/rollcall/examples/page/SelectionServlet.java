package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the form in which sessions are selected, and only from a page that was given to the same
 * login.
 */
abstract class SelectionServlet extends UserServlet {
  private static final long serialVersionUID = 1;
  private static final int MOST_IDS = 1_000;

  final transient RequestToken token;

  SelectionServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token) {
    super(sessions, accounts);
    this.token = token;
  }

  /**
   * A form, and who has sent it.
   *
   * @param request the request with its fields
   * @param user who
   * @param own the own session
   * @param back the list that it comes from
   */
  record Form(HttpServletRequest request, PanelUser user, SessionInfo own, View back) {
    @Nullable String field(String name) {
      return request.getParameter(name);
    }

    /** The ids of the selected sessions, as they were sent. */
    List<String> ids() {
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
  }

  /**
   * Does what the form asks for, and says so.
   *
   * @throws IllegalArgumentException if nothing was done because of what was asked
   * @throws SecurityException if nothing was done because of who asked
   */
  abstract Html answer(Form form);

  @Override
  protected final void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PanelUser user = user(request);
    SessionInfo own = user == null ? null : user.ownSession(sessions).orElse(null);
    if (user == null || own == null) {
      askForLogin(response);
      return;
    }
    View back = View.of(Tab.of(request.getParameter("tab")), request);
    Html content;
    try {
      if (!token.isOf(user, request.getParameter("token"))) {
        throw new SecurityException("this page is out of date. Reload it and try again");
      }
      content = answer(new Form(request, user, own, back));
    } catch (SecurityException e) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      content = mistake(e, back);
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      content = mistake(e, back);
    }
    write(
        response,
        SessionsPage.framed(
            "Remove sessions", user, Html.of("<main class=\"order\">%s</main>\n", content)));
  }

  private static Html mistake(RuntimeException mistake, View back) {
    return Html.of(
        "<p id=\"mistake\" role=\"alert\">%s</p>%s", ReadableText.sentence(mistake), link(back));
  }

  /** The way back to the list. */
  static Html link(View back) {
    return Html.of("<p><a class=\"button\" href=\"%s\">Back to the list</a></p>", back.url());
  }
}
