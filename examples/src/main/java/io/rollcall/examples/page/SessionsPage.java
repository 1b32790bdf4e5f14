package io.rollcall.examples.page;

import java.util.ArrayList;
import java.util.List;

/** Writes the page, and the parts of it that change. */
final class SessionsPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s · Hosting panel</title>
      <link rel="icon" href="/assets/panel.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/assets/panel.css">
      <link rel="stylesheet" href="/assets/sessions.css">
      <script src="/assets/sessions.js" defer></script>
      </head>
      <body class="wide">
      <header>
      <a class="home" href="/">Hosting panel</a>
      <span class="who">%2$s <small>%3$s</small></span>
      <form method="post" action="/logout"><button>Log out</button></form>
      </header>
      %4$s</body>
      </html>
      """;

  private static final String LIST =
      """
      <nav class="tabs" aria-label="Sessions">%1$s</nav>
      <main data-stream="%2$s">
      <form id="view" method="get" action="%3$s" role="search">
      <label for="filter">Filter</label>
      <input id="filter" name="filter" value="%4$s" placeholder="%5$s" autocomplete="off"
       autocapitalize="off" spellcheck="false" maxlength="500" aria-describedby="filter-error">
      <input type="hidden" id="order" name="order" value="%6$s">
      <button id="apply">Apply</button>
      <a class="button" id="refresh" href="%7$s">Refresh</a>
      <p id="filter-error" role="alert">%8$s</p>
      </form>
      <form id="sessions" method="post" action="/sessions/remove" autocomplete="off">
      <input type="hidden" name="token" value="%9$s">
      <input type="hidden" name="tab" value="%10$s">
      <div class="bar">
      <button type="button" id="remove" class="danger" disabled hidden>Remove Selected</button>
      <noscript><button class="danger" formaction="/sessions/confirm" formnovalidate>Remove
       Selected</button></noscript>
      %11$s      <span id="live" role="status"></span>
      </div>
      <noscript><p>Without JavaScript the list stays as it is until you choose Refresh.</p></noscript>
      <table>
      <caption class="unseen">%12$s</caption>
      <thead><tr id="columns" data-live>%13$s</tr></thead>
      <tbody id="rows">
      %14$s</tbody>
      </table>
      <p id="empty" data-live>%15$s</p>
      %16$s</form>
      <p id="said" class="unseen" role="status"></p>
      </main>
      """;

  private SessionsPage() {}

  /** Puts a page's content into its frame. */
  static Html framed(String title, PanelUser user, Html content) {
    return Html.of(
        PAGE,
        title,
        Html.text(user.account().login()),
        ReadableText.words(user.account().type()),
        content);
  }

  /** The whole page; the error is empty if the filter could be read. */
  static Html of(Listing listing, PanelUser user, String token, String error) {
    View view = listing.view();
    VisibleSessions visible = user.visible();
    return framed(
        view.tab().title(),
        user,
        Html.of(
            LIST,
            Html.join(tabs(listing)),
            view.url().replaceFirst("^/sessions", "/sessions/stream"),
            view.tab().path(),
            Html.value(view.filter()),
            view.tab().example(),
            view.order(),
            view.url(),
            error,
            token,
            view.tab().service(),
            summary(listing, visible),
            view.tab().title(),
            columns(view),
            Html.join(listing.rows().values()),
            empty(listing, error),
            ConfirmationHtml.dialog(visible)));
  }

  private static List<Html> tabs(Listing listing) {
    List<Html> tabs = new ArrayList<>();
    for (Tab<?> tab : Tab.ALL) {
      tabs.add(
          Html.of(
              "<a href=\"%s\"%s>%s %s</a>",
              tab.path(),
              new Html(
                  tab.service() == listing.view().tab().service() ? " aria-current=\"page\"" : ""),
              tab.title(),
              count(listing, tab)));
    }
    return tabs;
  }

  private static Html count(Listing listing, Tab<?> tab) {
    return Html.of("<b id=\"count-%s\" data-live>%s</b>", tab.service(), listing.count(tab));
  }

  private static Html columns(View view) {
    List<Html> columns = new ArrayList<>();
    columns.add(
        Html.of(
            "<th class=\"tick\"><input type=\"checkbox\" id=\"all\""
                + " aria-label=\"Select all on this page, but not yourself\" disabled></th>"));
    for (Column<?> column : view.tab().columns()) {
      columns.add(heading(view, column));
    }
    return Html.join(columns);
  }

  private static Html heading(View view, Column<?> column) {
    String ascending = column.item();
    String descending = "-" + ascending;
    String first = column.largestFirst() ? descending : ascending;
    String second = column.largestFirst() ? ascending : descending;
    String sorted =
        view.order().equals(ascending)
            ? "ascending"
            : view.order().equals(descending) ? "descending" : "none";
    return Html.of(
        "<th scope=\"col\" class=\"%s\" aria-sort=\"%s\"><a id=\"sort-%s\" href=\"%s\">%s</a></th>",
        column.style(),
        sorted,
        column.item(),
        view.orderedBy(view.order().equals(first) ? second : first).url(),
        column.title());
  }

  private static Html summary(Listing listing, VisibleSessions visible) {
    View view = listing.view();
    int total = listing.total();
    int all = listing.count(view.tab());
    Html count =
        view.filter().isBlank()
            ? Html.of("%s %s %s", total, total == 1 ? "session" : "sessions", visible.inWords())
            : Html.of("%s of %s sessions %s match", total, all, visible.inWords());
    return Html.of(
        """
        <span id="summary" data-live>%s</span>
        <nav id="pager" aria-label="Pages" data-live>%s</nav>
        """,
        count, listing.pages() == 1 ? Html.EMPTY : pager(listing));
  }

  private static Html pager(Listing listing) {
    View view = listing.view();
    int page = view.page();
    return Html.of(
        "%s%s<span>Page %s of %s</span>%s%s",
        step("first", "« First", view, 1),
        step("previous", "‹ Previous", view, Math.max(1, page - 1)),
        page,
        listing.pages(),
        step("next", "Next ›", view, Math.min(listing.pages(), page + 1)),
        step("last", "Last »", view, listing.pages()));
  }

  private static Html step(String id, String label, View view, int page) {
    return page == view.page()
        ? Html.of("<span class=\"off\">%s</span>", label)
        : Html.of("<a id=\"%s\" href=\"%s\">%s</a>", id, view.page(page).url(), label);
  }

  private static Html empty(Listing listing, String error) {
    if (listing.total() > 0) {
      return Html.EMPTY;
    }
    return Html.of(
        "%s",
        !error.isEmpty()
            ? "The filter cannot be read, so nothing is listed."
            : listing.view().filter().isBlank() ? "Nobody is connected." : "No session matches.");
  }

  /**
   * The parts that change, for the stream: a row that the browser has already is an empty one with
   * its id.
   */
  static Html changes(Listing listing, PanelUser user, List<Html> rows) {
    List<Html> counts = new ArrayList<>();
    for (Tab<?> tab : Tab.ALL) {
      counts.add(count(listing, tab));
    }
    return Html.of(
        """
        <table><tbody id="rows">%s</tbody></table>
        %s<p id="empty" data-live>%s</p>
        %s""",
        Html.join(rows), summary(listing, user.visible()), empty(listing, ""), Html.join(counts));
  }

  static Html unchanged(String id) {
    return Html.of("<tr id=\"row-%s\" data-same></tr>", id);
  }
}
