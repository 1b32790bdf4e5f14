package io.rollcall.examples.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Guards every page of the panel: a browser may load and run nothing but what the panel itself
 * serves as files, keeps no copy, and sends no form on behalf of another site.
 */
final class PageGuard extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!reads && isFromElsewhere(request)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("text/plain;charset=utf-8");
      response.getWriter().write("This form was not sent by a page of this panel.\n");
      return;
    }
    chain.doFilter(request, response);
  }

  /** Whether a browser says so; a program that is none of them says nothing. */
  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader("Origin");
    return origin != null && !host(origin).equals(lower(request.getHeader("Host")));
  }

  /** The host of an origin (RFC 6454 section 7); empty for the origin {@code null}. */
  private static String host(String origin) {
    int slashes = origin.indexOf("://");
    return slashes < 0 ? "" : lower(origin.substring(slashes + 3));
  }

  private static String lower(@Nullable String text) {
    return text == null ? "no host" : text.toLowerCase(Locale.ROOT);
  }
}
