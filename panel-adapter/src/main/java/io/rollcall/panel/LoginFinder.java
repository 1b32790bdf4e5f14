package io.rollcall.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out who is logged in on a request: by the panel's session attribute, or its principal. */
final class LoginFinder {
  private final @Nullable String attributeName;
  private final Function<Object, @Nullable String> attributeReader;
  private final boolean principals;
  private final Problems problems;

  LoginFinder(
      @Nullable String attributeName,
      Function<Object, @Nullable String> attributeReader,
      boolean principals,
      Problems problems) {
    this.attributeName = attributeName;
    this.attributeReader = attributeReader;
    this.principals = principals;
    this.problems = problems;
  }

  /** Reads the login from the kinds of value that say it themselves. */
  static @Nullable String loginOf(Object value) {
    if (value instanceof CharSequence) {
      return value.toString();
    }
    if (value instanceof Principal principal) {
      return principal.getName();
    }
    throw new IllegalArgumentException(
        "the login attribute holds a "
            + value.getClass().getName()
            + "; expected a string, or a function that reads the login from it");
  }

  /**
   * Looks for a login.
   *
   * @return the login; null if nobody is logged in; {@link SeenLogin#UNKNOWN} if the look-up failed
   */
  @Nullable SeenLogin find(HttpServletRequest request, HttpSession session) {
    try {
      String login = attributeName == null ? null : byAttribute(session, attributeName);
      if (login != null && !login.isEmpty()) {
        return new SeenLogin(login, SeenLogin.Source.ATTRIBUTE);
      }
      String name = principals ? byPrincipal(request) : null;
      return name == null || name.isEmpty()
          ? null
          : new SeenLogin(name, SeenLogin.Source.PRINCIPAL);
    } catch (Throwable e) { // the embedder's code: an Error of theirs is a failure as well
      if (LiveSession.isValid(session)) {
        problems.report("the login could not be read from a request", e);
      }
      return SeenLogin.UNKNOWN;
    }
  }

  private @Nullable String byAttribute(HttpSession session, String name) {
    Object value = session.getAttribute(name);
    return value == null ? null : attributeReader.apply(value);
  }

  private static @Nullable String byPrincipal(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? null : principal.getName();
  }
}
