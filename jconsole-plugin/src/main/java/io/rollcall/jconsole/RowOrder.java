package io.rollcall.jconsole;

import java.util.Comparator;
import java.util.Locale;

/**
 * The server's order of rows, for whoever may not ask the server for one: by an item's value, rows
 * without one last.
 */
final class RowOrder implements Comparator<Row> {
  private final String item;
  private final boolean descending;

  /** Creates the order; written as the server's: the item's name, {@code -} for descending. */
  RowOrder(String orderBy) {
    descending = orderBy.startsWith("-");
    item = descending ? orderBy.substring(1) : orderBy;
  }

  @Override
  public int compare(Row one, Row other) {
    boolean oneHas = one.has(item);
    if (oneHas != other.has(item)) {
      return oneHas ? -1 : 1;
    }
    int order = oneHas ? compareValues(one, other) : 0;
    return descending ? -order : order;
  }

  private int compareValues(Row one, Row other) {
    if (one.time(item) != null && other.time(item) != null) {
      return one.time(item).compareTo(other.time(item));
    }
    if (one.decimal(item) != null && other.decimal(item) != null) {
      return Double.compare(one.decimal(item), other.decimal(item));
    }
    return item.equals("ipAddress")
        ? address(one.exact(item)).compareTo(address(other.exact(item)))
        : one.exact(item).compareTo(other.exact(item));
  }

  /** IPv4 before IPv6, and IPv4 by its numbers. */
  static String address(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return "6" + text.toLowerCase(Locale.ROOT);
    }
    StringBuilder padded = new StringBuilder("4");
    for (String part : text.split("\\.", -1)) {
      padded.append("0".repeat(3 - part.length())).append(part);
    }
    return padded.toString();
  }
}
