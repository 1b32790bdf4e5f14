package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the order to remove sessions, and answers line by line. */
final class RemoveSessionsServlet extends SelectionServlet {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 200;

  RemoveSessionsServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      RequestToken token) {
    super(sessions, accounts, token);
  }

  @Override
  Html answer(Form form) {
    LockoutChoice lockout = LockoutChoice.of(form.field("lockout"), form.field("minutes"));
    if (lockout != null && !form.user().visible().seesAll()) {
      throw new SecurityException("only an administrator may keep somebody out");
    }
    Collection<RemovalLine> lines =
        new Removal(sessions, form.user(), form.own()).remove(form.ids(), reason(form), lockout);
    long removed = lines.stream().filter(RemovalLine::removed).count();
    return Html.of(
        "<section id=\"result\"><h2>%s of %s removed</h2><ol>%s</ol></section>%s",
        removed,
        lines.size(),
        Html.join(lines.stream().map(RemovalLine::html).toList()),
        link(form.back()));
  }

  private static @Nullable String reason(Form form) {
    String reason = form.field("reason");
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason has %d characters; expected at most %d"
              .formatted(reason.length(), LONGEST_REASON));
    }
    return reason;
  }
}
