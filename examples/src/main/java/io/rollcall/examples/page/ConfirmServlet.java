package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks on a page of its own before anybody is removed, where no script does it in a dialog. It ends
 * nobody.
 */
final class ConfirmServlet extends SelectionServlet {
  private static final long serialVersionUID = 1;

  ConfirmServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token) {
    super(sessions, accounts, token);
  }

  @Override
  Html answer(Form form) {
    List<SessionInfo> going = new ArrayList<>();
    for (String id : form.ids()) {
      sessions
          .session(id)
          .filter(form.user().visible()::includes)
          .filter(session -> !session.id().equals(form.own().id()))
          .ifPresent(going::add);
    }
    if (going.isEmpty()) {
      throw new IllegalArgumentException("none of the selected sessions is listed any more");
    }
    return ConfirmationHtml.page(going, form.user(), token.of(form.user()), form.back());
  }
}
