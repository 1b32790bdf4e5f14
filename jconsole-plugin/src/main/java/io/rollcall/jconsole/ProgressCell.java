package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;

/** Draws how much of a file is over as a bar with its number, and nothing where it is unknown. */
final class ProgressCell implements TableCellRenderer {
  private final JProgressBar bar = PlainText.only(new JProgressBar(0, 100));
  private final JPanel cell = PlainText.only(new JPanel(new BorderLayout()));

  ProgressCell() {
    bar.setStringPainted(true);
    cell.add(bar);
    cell.setBorder(BorderFactory.createEmptyBorder(3, 6, 3, 6));
  }

  @Override
  public Component getTableCellRendererComponent(
      JTable table, Object value, boolean selected, boolean focused, int row, int column) {
    Line line = ((PlainTable) table).line(row);
    Double percent = line == null || line.gone() ? null : line.row().decimal("progressPercent");
    CellLook.dress(cell, table, line, selected, row);
    bar.setVisible(percent != null);
    if (percent != null) {
      bar.setValue(Words.percent(percent));
      bar.setString(Words.percent(percent) + " %");
    }
    return cell;
  }
}
