package io.rollcall.panel;

import io.rollcall.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An embedder's answer to a request whose login a lockout or a limit has refused, in place of the
 * built-in page.
 */
@FunctionalInterface
public interface RefusedLoginHandler {
  /**
   * Answers the request. Its HTTP session has been invalidated and caching forbidden.
   *
   * @param request the request that is refused
   * @param response takes the answer
   * @param refusal what keeps the login out; its detail is for operators, the reason of its lockout
   *     may be shown to the user
   * @throws Exception if it fails; it is logged, and the built-in page is sent if nothing has been
   *     sent yet
   */
  void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws Exception;
}
