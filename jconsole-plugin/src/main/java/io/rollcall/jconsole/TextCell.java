package io.rollcall.jconsole;

import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;

/** Draws a text, numbers to the right. */
@SuppressWarnings("serial") // never serialized
final class TextCell extends DefaultTableCellRenderer {
  TextCell(Column.Kind kind) {
    PlainText.only(this);
    setHorizontalAlignment(kind == Column.Kind.NUMBER ? SwingConstants.RIGHT : SwingConstants.LEFT);
  }

  @Override
  public Component getTableCellRendererComponent(
      JTable table, Object value, boolean selected, boolean focused, int row, int column) {
    super.getTableCellRendererComponent(table, value, selected, focused, row, column);
    CellLook.dress(this, table, ((PlainTable) table).line(row), selected, row);
    setBorder(BorderFactory.createEmptyBorder(0, 6, 0, 6));
    return this;
  }
}
