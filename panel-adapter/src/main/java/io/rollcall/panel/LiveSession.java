package io.rollcall.panel;

import io.rollcall.Ending;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks things of an HTTP session that may be invalidated at any moment by another thread: what a
 * valid session answers, and an invalid one with an {@link IllegalStateException}.
 */
final class LiveSession {
  private LiveSession() {}

  static boolean isValid(HttpSession session) {
    try {
      session.getCreationTime();
      return true;
    } catch (IllegalStateException gone) {
      return false;
    }
  }

  /** Returns what we keep on the session, or null if nothing, or the session is invalid. */
  static @Nullable StoredLogin storedLogin(HttpSession session) {
    try {
      return session.getAttribute(StoredLogin.ATTRIBUTE) instanceof StoredLogin stored
          ? stored
          : null;
    } catch (IllegalStateException gone) {
      return null;
    }
  }

  /** Invalidates the session; it is no error if it is invalid. */
  static void invalidate(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException gone) {
      // what was wanted
    }
  }

  /**
   * Returns why a session that ends outside its own requests ends. It has expired if both the
   * container's time of the last request and ours are old enough: Jetty tells the time of the
   * request before the last, and ours does not know of requests that bypass the filter.
   *
   * @param lastRequestMillis when we saw the last request, by {@link System#currentTimeMillis()}
   *     like the container's own times
   */
  static Ending.Cause causeOfEnd(HttpSession session, long lastRequestMillis) {
    int limitSeconds = session.getMaxInactiveInterval();
    long last = Math.max(lastRequestMillis, lastAccessedMillis(session));
    boolean expired =
        limitSeconds > 0
            && System.currentTimeMillis() - last >= TimeUnit.SECONDS.toMillis(limitSeconds);
    return expired ? Ending.Cause.EXPIRED : Ending.Cause.LOGGED_OUT;
  }

  /** Returns the container's time of the last request, or 0 if the session is invalid already. */
  private static long lastAccessedMillis(HttpSession session) {
    try {
      return session.getLastAccessedTime();
    } catch (IllegalStateException gone) {
      return 0;
    }
  }
}
