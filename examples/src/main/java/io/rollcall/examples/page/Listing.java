package io.rollcall.examples.page;

import io.rollcall.Filter;
import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a view shows at one moment.
 *
 * @param view the view, its page corrected if there are not so many
 * @param total how many sessions match, on this page or not
 * @param rows each session's row by its id, in order
 * @param counts how many sessions each tab has
 */
record Listing(View view, int total, Map<String, Html> rows, Map<Service, Integer> counts) {
  /**
   * Lists what a user may see of a view.
   *
   * @throws IllegalArgumentException if the filter cannot be read; the message says where
   */
  static Listing of(SessionRegistry sessions, PanelUser user, View view) {
    return of(sessions, user, view, view.tab());
  }

  private static <S extends SessionInfo> Listing of(
      SessionRegistry sessions, PanelUser user, View view, Tab<S> tab) {
    Filter filter =
        Filter.parse(tab.service(), view.filter()).and(user.visible().filter(tab.service()));
    SessionQuery query = SessionQuery.matching(filter).orderedBy(view.order());
    View shown = view;
    Page<S> page = tab.source().apply(sessions, query.page(shown.offset(), View.ROWS));
    if (page.sessions().isEmpty() && page.total() > 0) {
      shown = view.page(pages(page.total()));
      page = tab.source().apply(sessions, query.page(shown.offset(), View.ROWS));
    }
    Map<String, Html> rows = new LinkedHashMap<>();
    for (S session : page.sessions()) {
      rows.put(session.id(), RowHtml.of(tab, session, user));
    }
    return new Listing(shown, page.total(), rows, counts(sessions, user));
  }

  /** Nothing, for a filter that cannot be read. */
  static Listing none(SessionRegistry sessions, PanelUser user, View view) {
    return new Listing(view, 0, Map.of(), counts(sessions, user));
  }

  private static Map<Service, Integer> counts(SessionRegistry sessions, PanelUser user) {
    Map<Service, Integer> counts = new EnumMap<>(Service.class);
    for (Tab<?> tab : Tab.ALL) {
      SessionQuery none = SessionQuery.matching(user.visible().filter(tab.service())).page(0, 0);
      counts.put(tab.service(), tab.source().apply(sessions, none).total());
    }
    return counts;
  }

  int count(Tab<?> tab) {
    return counts.getOrDefault(tab.service(), 0);
  }

  int pages() {
    return pages(total);
  }

  private static int pages(int total) {
    return Math.max(1, (total + View.ROWS - 1) / View.ROWS);
  }
}
