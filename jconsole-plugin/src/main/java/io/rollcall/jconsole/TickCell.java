package io.rollcall.jconsole;

import java.awt.Component;
import javax.swing.JCheckBox;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.TableCellRenderer;

/** Draws a check box, which cannot be ticked where no session is known to stand. */
final class TickCell implements TableCellRenderer {
  private final JCheckBox box = PlainText.only(new JCheckBox());

  TickCell() {
    box.setHorizontalAlignment(SwingConstants.CENTER);
    box.setBorderPaintedFlat(true);
  }

  @Override
  public Component getTableCellRendererComponent(
      JTable table, Object value, boolean selected, boolean focused, int row, int column) {
    Line line = ((PlainTable) table).line(row);
    CellLook.dress(box, table, line, selected, row);
    box.setSelected(Boolean.TRUE.equals(value));
    box.setEnabled(line != null && !line.gone());
    return box;
  }
}
