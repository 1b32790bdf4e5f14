package io.rollcall;

import io.rollcall.internal.FilterParser;
import io.rollcall.internal.RowFilter;
import org.jspecify.annotations.Nullable;

/**
 * Says which sessions are meant. Immutable.
 *
 * <p>Written as words joined by blanks, all of which must hold:
 *
 * <ul>
 *   <li>{@code login=alice}, {@code login=web*}: the login, upper and lower case told apart; {@code
 *       *} stands for any characters
 *   <li>{@code domain=example.com}: the domain, upper or lower case; {@code *} as above
 *   <li>{@code type=WEB_USER}: the {@linkplain AccountType account type}
 *   <li>{@code ip=203.0.113.7}, {@code ip=2001:db8::/32}: the address or its network
 *   <li>{@code idle>10m}, {@code connected<2h}: longer or shorter than a time in {@code s}, {@code
 *       m}, {@code h} or {@code d}
 *   <li>{@code status=UPLOADING}, {@code speed<5} (kilobytes a second): of file-transfer sessions
 *       only
 * </ul>
 *
 * <p>A value with blanks goes in double quotes. A backslash takes the next character of a value as
 * it is ({@code \*}, {@code \"}, {@code \\}).
 */
public sealed interface Filter permits RowFilter {
  /**
   * Returns the filter that every session matches.
   *
   * @return the filter
   */
  static Filter all() {
    return RowFilter.ALL;
  }

  /**
   * Reads a filter.
   *
   * @param service the service whose sessions it is for
   * @param text the filter; null or blank for all
   * @return the filter
   * @throws IllegalArgumentException if it cannot be read; the message says where and what was
   *     expected
   */
  static Filter parse(Service service, @Nullable String text) {
    return FilterParser.parse(service, text);
  }

  /**
   * Returns the filter for one login.
   *
   * @param login the login, taken as it is
   * @return the filter
   */
  static Filter login(String login) {
    return RowFilter.login(login);
  }

  /**
   * Returns the filter for one domain.
   *
   * @param domain the domain, taken as it is but for upper and lower case
   * @return the filter
   */
  static Filter domain(String domain) {
    return RowFilter.domain(domain);
  }

  /**
   * Returns a filter that holds where this one and another do.
   *
   * @param other the other filter
   * @return the filter
   */
  Filter and(Filter other);
}
