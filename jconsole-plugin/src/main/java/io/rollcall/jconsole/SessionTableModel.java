package io.rollcall.jconsole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.swing.table.AbstractTableModel;

/**
 * The list as it stands on the screen: as many lines as sessions match, of which those around the
 * visible ones are known and the others are blank until they are scrolled to.
 *
 * <p>Used on the window's thread only.
 */
@SuppressWarnings("serial") // never serialized
final class SessionTableModel extends AbstractTableModel {
  static final int TICK_COLUMN = 0;

  private final List<Column> columns;
  private final Ticks ticks;
  private int total;

  /** The line that {@link #lines} begins at. */
  private int offset;

  private List<Line> lines = List.of();

  SessionTableModel(List<Column> columns, Ticks ticks) {
    this.columns = columns;
    this.ticks = ticks;
  }

  /** The line at an index, or null if it is not known yet. */
  Line line(int index) {
    int known = index - offset;
    return known >= 0 && known < lines.size() ? lines.get(known) : null;
  }

  /** The index of a session's line, or -1. */
  int indexOf(String id) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).row().id().equals(id)) {
        return offset + i;
      }
    }
    return -1;
  }

  List<Line> lines() {
    return lines;
  }

  /** Whether the lines from one index to another are known, as far as there are any. */
  boolean knows(int first, int last) {
    return total == 0 || (first >= offset && Math.min(last, total - 1) < offset + lines.size());
  }

  /** Shows what the server answered, each session where it now belongs. */
  void replace(Listing listing, long now) {
    List<Line> before = lines;
    int offsetBefore = offset;
    List<Line> after = new ArrayList<>();
    for (int i = 0; i < listing.rows().size(); i++) {
      Row row = listing.rows().get(i);
      int known = listing.query().offset() + i - offsetBefore;
      Line stood = known >= 0 && known < before.size() ? before.get(known) : null;
      after.add(new Line(row, false, since(stood, row, now)));
    }
    lines = after;
    offset = listing.query().offset();
    resize(Math.max(listing.total(), after.isEmpty() ? 0 : offset + after.size()));
  }

  private static long since(Line stood, Row row, long now) {
    if (stood == null) {
      return Line.ALWAYS;
    }
    return stood.row().id().equals(row.id()) ? stood.since() : now;
  }

  /** Brings the lines up to date and leaves each session where it stands. */
  void update(Listing listing) {
    Map<String, Row> rows = new HashMap<>(listing.elsewhere());
    listing.rows().forEach(row -> rows.put(row.id(), row));
    List<Line> after = new ArrayList<>();
    for (Line line : lines) {
      String id = line.row().id();
      boolean gone = line.gone() || listing.gone().contains(id);
      Row row = gone ? line.row() : rows.getOrDefault(id, line.row());
      after.add(new Line(row, gone, line.since()));
    }
    lines = after;
    resize(total);
  }

  /** Changes the number of lines without disturbing those that stay. */
  private void resize(int size) {
    int before = total;
    total = size;
    if (size > before) {
      fireTableRowsInserted(before, size - 1);
    } else if (size < before) {
      fireTableRowsDeleted(size, before - 1);
    }
    if (size > 0) {
      fireTableRowsUpdated(0, size - 1);
    }
  }

  void ticksChanged() {
    if (total > 0) {
      fireTableRowsUpdated(0, total - 1);
    }
  }

  Column column(int index) {
    return columns.get(index - 1);
  }

  @Override
  public int getRowCount() {
    return total;
  }

  @Override
  public int getColumnCount() {
    return columns.size() + 1;
  }

  @Override
  public String getColumnName(int index) {
    return index == TICK_COLUMN ? " " : column(index).title();
  }

  @Override
  public Object getValueAt(int rowIndex, int columnIndex) {
    Line line = line(rowIndex);
    if (columnIndex == TICK_COLUMN) {
      return line != null && ticks.has(line.row().id());
    }
    return line == null ? "…" : column(columnIndex).text().apply(line.row());
  }
}
