package io.rollcall.jconsole;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.swing.table.AbstractTableModel;

/** Who is about to go, and then what became of each. Used on the window's thread only. */
@SuppressWarnings("serial") // never serialized
final class RemoveTableModel extends AbstractTableModel {
  private static final List<String> TITLES =
      List.of("Login", "IP address", "Type", "Session", "What happened");

  private final List<Row> rows;

  private final Map<String, String> outcomes = new HashMap<>();

  RemoveTableModel(List<Row> rows) {
    this.rows = new ArrayList<>(rows);
  }

  /** Says the same of all. */
  void all(String outcome) {
    rows.forEach(row -> outcomes.put(row.id(), outcome));
    fireTableDataChanged();
  }

  /** Says what became of each; a lockout may have ended sessions that nobody ticked. */
  void outcomes(List<Row> answers) {
    Set<String> known = rows.stream().map(Row::id).collect(Collectors.toSet());
    for (Row answer : answers) {
      if (known.add(answer.id())) {
        rows.add(answer);
      }
      outcomes.put(
          answer.id(), Words.constant(answer.text("outcome")) + ": " + answer.text("detail"));
    }
    fireTableDataChanged();
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return TITLES.size();
  }

  @Override
  public String getColumnName(int index) {
    return TITLES.get(index);
  }

  @Override
  public Object getValueAt(int rowIndex, int columnIndex) {
    Row row = rows.get(rowIndex);
    return switch (columnIndex) {
      case 0 -> row.who();
      case 1 -> row.has("ipAddress") ? row.text("ipAddress") : Words.NONE;
      case 2 -> Words.constant(row.text("type"));
      case 3 -> row.text("id");
      default -> outcomes.getOrDefault(row.id(), "");
    };
  }
}
