package io.rollcall;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list, in what order, and what part of them.
 *
 * @param filter which sessions
 * @param orderBy the name of a row's item ({@code idleSeconds}, say), with {@code -} before it for
 *     descending; null or empty for longest logged in first. Rows without a value come last either
 *     way; equal rows keep the order they were opened in
 * @param offset how many of the matching sessions to skip
 * @param limit how many to return at most
 */
public record SessionQuery(Filter filter, @Nullable String orderBy, int offset, int limit) {
  private static final SessionQuery ALL =
      new SessionQuery(Filter.all(), null, 0, Integer.MAX_VALUE);

  /**
   * Refuses a negative offset or limit.
   *
   * @param filter which sessions
   * @param orderBy the name of an item, or null
   * @param offset how many to skip
   * @param limit how many to return at most
   */
  public SessionQuery {
    requireNonNull(filter, "filter");
    if (offset < 0) {
      throw new IllegalArgumentException("offset is " + offset + "; expected 0 or more");
    }
    if (limit < 0) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 0 or more");
    }
  }

  /**
   * Returns a query for all sessions, longest logged in first.
   *
   * @return the query
   */
  public static SessionQuery all() {
    return ALL;
  }

  /**
   * Returns a query for the sessions that match a filter, longest logged in first.
   *
   * @param filter which sessions
   * @return the query
   */
  public static SessionQuery matching(Filter filter) {
    return new SessionQuery(filter, null, 0, Integer.MAX_VALUE);
  }

  /**
   * Returns this query in another order.
   *
   * @param orderBy the name of an item, with {@code -} before it for descending
   * @return the query
   */
  public SessionQuery orderedBy(@Nullable String orderBy) {
    return new SessionQuery(filter, orderBy, offset, limit);
  }

  /**
   * Returns this query for another part.
   *
   * @param offset how many of the matching sessions to skip
   * @param limit how many to return at most
   * @return the query
   */
  public SessionQuery page(int offset, int limit) {
    return new SessionQuery(filter, orderBy, offset, limit);
  }
}
