package io.rollcall.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An embedder's answer to a browser that comes back after its session was terminated, in place of
 * the built-in page or redirect.
 */
@FunctionalInterface
public interface RefusalHandler {
  /**
   * Answers the request. The session cookie has been expired on the response already.
   *
   * @param request the request that is refused
   * @param response takes the answer; caching has been forbidden
   * @param login the login that was terminated
   * @throws Exception if it fails; it is logged, and the built-in page is sent if nothing has been
   *     sent yet
   */
  void refuse(HttpServletRequest request, HttpServletResponse response, TerminatedLogin login)
      throws Exception;
}
