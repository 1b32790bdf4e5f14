package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.event.MouseEvent;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.table.JTableHeader;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;
import javax.swing.table.TableModel;

/** A table whose cells and tooltips show text as text. Its lines are selected one at a time. */
@SuppressWarnings("serial") // never serialized
abstract class PlainTable extends JTable {
  private static final int PADDING = 14;

  PlainTable(TableModel model, String name, String spokenName) {
    super(model);
    setName(name);
    getAccessibleContext().setAccessibleName(spokenName);
    setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    setFillsViewportHeight(true);
    setShowGrid(false);
    setIntercellSpacing(new Dimension(0, 0));
    setRowHeight(getFontMetrics(getFont()).getHeight() + 8);
    setAutoResizeMode(AUTO_RESIZE_SUBSEQUENT_COLUMNS);
    getTableHeader().setReorderingAllowed(false);
    PlainText.only(this);
    PlainText.only(getTableHeader());
  }

  /** What stands on a line; null if that is not known. */
  abstract Line line(int index);

  /** Makes a column as wide as a text, and at least as wide as its heading. */
  void fit(int index, String sample, boolean fixed) {
    TableColumn column = getColumnModel().getColumn(index);
    JTableHeader header = getTableHeader();
    FontMetrics heading = header.getFontMetrics(header.getFont());
    // room for the arrow that shows the order
    int least = heading.stringWidth(getColumnName(index)) + 2 * PADDING;
    int width = Math.max(least, getFontMetrics(getFont()).stringWidth(sample) + PADDING);
    column.setMinWidth(fixed ? width : least);
    column.setPreferredWidth(width);
    if (fixed) {
      column.setMaxWidth(width);
    }
  }

  /** Fills the width there is; where there is too little, columns stay readable and it scrolls. */
  @Override
  public boolean getScrollableTracksViewportWidth() {
    return getParent() == null || getPreferredSize().width <= getParent().getWidth();
  }

  @Override
  public Component prepareRenderer(TableCellRenderer renderer, int row, int column) {
    return PlainText.only(super.prepareRenderer(renderer, row, column));
  }

  @Override
  public JToolTip createToolTip() {
    return PlainText.only(super.createToolTip());
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    int row = rowAtPoint(event.getPoint());
    int column = columnAtPoint(event.getPoint());
    return row < 0 || column < 0 ? null : hint(row, column);
  }

  /** What is said of a cell: by default its text, if there is not room for all of it. */
  String hint(int row, int column) {
    String text = String.valueOf(getValueAt(row, column));
    int width = getFontMetrics(getFont()).stringWidth(text) + PADDING;
    return width > getColumnModel().getColumn(column).getWidth() ? PlainText.of(text) : null;
  }
}
