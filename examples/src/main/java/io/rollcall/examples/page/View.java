package io.rollcall.examples.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks at: a part of a tab.
 *
 * @param tab the tab
 * @param filter which sessions, as it was typed
 * @param order the item that rows are ordered by, with {@code -} before it for descending
 * @param page the page, from 1
 */
record View(Tab<?> tab, String filter, String order, int page) {
  static final int ROWS = 50;

  static View of(Tab<?> tab, HttpServletRequest request) {
    String filter = request.getParameter("filter");
    String order = request.getParameter("order");
    return new View(
        tab,
        filter == null ? "" : filter,
        order != null && tab.orders(order) ? order : tab.defaultItem(),
        page(request.getParameter("page")));
  }

  private static int page(@Nullable String text) {
    return text != null && text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 1;
  }

  View orderedBy(String newOrder) {
    return new View(tab, filter, newOrder, 1);
  }

  View page(int newPage) {
    return new View(tab, filter, order, newPage);
  }

  int offset() {
    return (page - 1) * ROWS;
  }

  /** Where it is; without what goes without saying. */
  String url() {
    StringBuilder url = new StringBuilder(tab.path());
    if (!filter.isEmpty()) {
      append(url, "filter", filter);
    }
    if (!order.equals(tab.defaultItem())) {
      append(url, "order", order);
    }
    if (page > 1) {
      append(url, "page", String.valueOf(page));
    }
    return url.toString();
  }

  private static void append(StringBuilder url, String name, String value) {
    url.append(url.indexOf("?") < 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, UTF_8));
  }
}
