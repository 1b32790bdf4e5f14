package io.rollcall.jconsole;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out what became of sessions that are not among the rows of a page: whether they are
 * elsewhere in the list or gone. The beans find sessions by what they are, not by id, so each is
 * looked for by its login and its address; sessions alike are looked for together.
 */
final class Whereabouts {
  /** The most searches for one page; who is not looked for counts as there. */
  private static final int MOST_SEARCHES = 50;

  private static final int MOST_ALIKE = 2_000;

  private final Beans beans;
  private final Service service;
  private final List<Row> page;
  private final Map<String, Row> found = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  Whereabouts(Beans beans, Service service, List<Row> page) {
    this.beans = beans;
    this.service = service;
    this.page = page;
  }

  /** The sessions that are elsewhere, by id. */
  Map<String, Row> found() {
    return found;
  }

  /** The ids of the sessions that are gone. */
  Set<String> gone() {
    return gone;
  }

  void lookFor(List<Row> watched) throws IOException, RefusedException {
    Set<String> missing = missing(watched, page);
    Map<String, List<Row>> alike =
        watched.stream()
            .filter(row -> missing.contains(row.id()))
            .collect(Collectors.groupingBy(Whereabouts::filter));
    int searches = 0;
    for (Map.Entry<String, List<Row>> search : alike.entrySet()) {
      if (search.getKey().isEmpty() || searches++ == MOST_SEARCHES) {
        continue;
      }
      Beans.Page there = beans.find(service, search.getKey(), "", 0, MOST_ALIKE);
      Map<String, Row> byId =
          there.rows().stream()
              .collect(Collectors.toMap(Row::id, Function.identity(), (one, same) -> one));
      for (Row row : search.getValue()) {
        if (byId.containsKey(row.id())) {
          found.put(row.id(), byId.get(row.id()));
        } else if (there.total() <= there.rows().size()) {
          gone.add(row.id());
        }
      }
    }
  }

  /** The ids of the watched that are not among some rows. */
  static Set<String> missing(List<Row> watched, List<Row> rows) {
    Set<String> missing = watched.stream().map(Row::id).collect(Collectors.toSet());
    rows.forEach(row -> missing.remove(row.id()));
    return missing;
  }

  /**
   * A filter for the session; empty if there is none. One that has logged in as somebody else since
   * (FTP's REIN) is not found by it, and counts as gone: it is not whom the operator saw. A
   * connection without a login may get one, and is looked for by its address alone.
   */
  private static String filter(Row row) {
    String address = row.exact("ipAddress");
    String login = row.exact("login");
    boolean plain = login.matches("[\\p{Alnum}._@+-]+");
    if (address.matches("[0-9A-Fa-f.:]+")) {
      return (plain ? "login=" + login + " " : "") + "ip=" + address;
    }
    return plain ? "login=" + login : "";
  }
}
