package io.rollcall.jconsole;

import java.util.List;
import javax.swing.table.AbstractTableModel;

/** Rows that are all known, of what has been or of lockouts. Used on the window's thread only. */
@SuppressWarnings("serial") // never serialized
final class RecordTableModel extends AbstractTableModel {
  private final List<Column> columns;
  private List<Row> rows = List.of();

  RecordTableModel(List<Column> columns) {
    this.columns = columns;
  }

  void show(List<Row> shown) {
    rows = shown;
    fireTableDataChanged();
  }

  Row row(int index) {
    return rows.get(index);
  }

  List<Row> rows() {
    return rows;
  }

  Column column(int index) {
    return columns.get(index);
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnName(int index) {
    return columns.get(index).title();
  }

  @Override
  public Object getValueAt(int rowIndex, int columnIndex) {
    return columns.get(columnIndex).text().apply(rows.get(rowIndex));
  }
}
