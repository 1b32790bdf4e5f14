package io.rollcall.jconsole;

import java.util.List;

/**
 * What a tab asks for when it looks at the sessions again.
 *
 * @param registry of which registry; another is taken if there is none of that name
 * @param filter which sessions
 * @param orderBy in which order
 * @param offset how many to skip
 * @param limit how many to read
 * @param watched sessions to be told of wherever they are, as they last were
 */
record Query(
    RegistryName registry,
    String filter,
    String orderBy,
    int offset,
    int limit,
    List<Row> watched) {

  /** Whether another asks for the same lines of the same list. */
  boolean sameLines(Query other) {
    return sameList(other) && offset == other.offset && limit == other.limit;
  }

  /** Whether another asks for lines of the same list. */
  boolean sameList(Query other) {
    return registry.equals(other.registry)
        && filter.equals(other.filter)
        && orderBy.equals(other.orderBy);
  }
}
