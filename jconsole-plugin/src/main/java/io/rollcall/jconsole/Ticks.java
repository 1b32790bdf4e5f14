package io.rollcall.jconsole;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions whose check boxes are ticked. A tick belongs to a session's id, wherever the session
 * stands. Used on the window's thread only.
 */
final class Ticks {
  private final Map<String, Row> ticked = new LinkedHashMap<>();
  private final Runnable changed;

  Ticks(Runnable changed) {
    this.changed = changed;
  }

  boolean has(String id) {
    return ticked.containsKey(id);
  }

  int count() {
    return ticked.size();
  }

  /** The sessions as they last were, in the order in which they were ticked. */
  List<Row> rows() {
    return List.copyOf(ticked.values());
  }

  void toggle(Row row) {
    if (ticked.remove(row.id()) == null) {
      ticked.put(row.id(), row);
    }
    changed.run();
  }

  void addAll(List<Row> rows) {
    rows.forEach(row -> ticked.put(row.id(), row));
    changed.run();
  }

  /** Unticks a session that is gone. */
  void forget(String id) {
    ticked.remove(id);
    changed.run();
  }

  void clear() {
    ticked.clear();
    changed.run();
  }

  /**
   * Takes what the server said of the sessions, and unticks those that are gone.
   *
   * @return those that are gone
   */
  List<Row> update(Listing listing) {
    listing.rows().forEach(row -> ticked.replace(row.id(), row));
    listing.elsewhere().forEach(ticked::replace);
    List<Row> gone = new ArrayList<>();
    for (String id : listing.gone()) {
      Row row = ticked.remove(id);
      if (row != null) {
        gone.add(row);
      }
    }
    changed.run();
    return gone;
  }
}
