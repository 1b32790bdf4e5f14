package io.rollcall.jconsole;

import static io.rollcall.jconsole.Screen.inWindow;
import static io.rollcall.jconsole.Screen.table;

import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.awt.font.TextAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JTable;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;

/** The part of the robot that reads and clicks tables. */
abstract class TableDriver implements ConsoleRobot {
  final Hands hands;

  TableDriver(Hands hands) {
    this.hands = hands;
  }

  @Override
  public int rowCount(String table) {
    return inWindow(() -> table(table).getRowCount());
  }

  @Override
  public List<List<String>> lines(String name) {
    return inWindow(
        () -> {
          JTable table = table(name);
          Rectangle visible = table.getVisibleRect();
          int first = visible.y / table.getRowHeight();
          int last = (visible.y + visible.height - 1) / table.getRowHeight();
          List<List<String>> lines = new ArrayList<>();
          for (int row = first; row <= last && row < table.getRowCount(); row++) {
            int line = row;
            lines.add(
                IntStream.range(0, table.getColumnCount())
                    .mapToObj(column -> String.valueOf(table.getValueAt(line, column)))
                    .toList());
          }
          return lines;
        });
  }

  @Override
  public List<String> columns(String name) {
    return inWindow(
        () -> {
          JTable table = table(name);
          return IntStream.range(0, table.getColumnCount()).mapToObj(table::getColumnName).toList();
        });
  }

  @Override
  public List<Integer> selectedRows(String table) {
    return inWindow(() -> IntStream.of(table(table).getSelectedRows()).boxed().toList());
  }

  @Override
  public String order(String name) {
    return inWindow(
        () -> {
          JTable table = table(name);
          return table.getRowSorter().getSortKeys().stream()
              .map(key -> table.getColumnName(key.getColumn()) + " " + key.getSortOrder())
              .findFirst()
              .orElse("");
        });
  }

  @Override
  public void clickHeader(String name, String column) {
    Point point =
        inWindow(
            () -> {
              JTable table = table(name);
              int index = table.getColumnModel().getColumnIndex(column);
              Rectangle bounds = table.getTableHeader().getHeaderRect(index);
              Point middle = new Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
              SwingUtilities.convertPointToScreen(middle, table.getTableHeader());
              return middle;
            });
    hands.clickAt(point);
  }

  private Point cell(String name, int row, int column) {
    return inWindow(
        () -> {
          JTable table = table(name);
          Rectangle bounds = table.getCellRect(row, column, false);
          Point middle = new Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
          SwingUtilities.convertPointToScreen(middle, table);
          return middle;
        });
  }

  @Override
  public void clickCell(String table, int row, int column) {
    hands.clickAt(cell(table, row, column));
  }

  @Override
  public void holdCell(String table, int row, int column) {
    hands.hold(cell(table, row, column));
  }

  @Override
  public void release() {
    hands.release();
  }

  @Override
  public void pointAt(String table, int row, int column) {
    Point point = cell(table, row, column);
    // a pointer that is there already would not move
    hands.robot.mouseMove(point.x + 2, point.y + 1);
    hands.robot.mouseMove(point.x, point.y);
    Hands.settle();
  }

  @Override
  public void pointAt(String name) {
    Point point = Hands.middle(name);
    hands.robot.mouseMove(point.x, point.y);
    Hands.settle();
  }

  @Override
  public String hint(String name, int row, int column) {
    return inWindow(
        () -> {
          JTable table = table(name);
          Rectangle bounds = table.getCellRect(row, column, false);
          return table.getToolTipText(
              new MouseEvent(
                  table, MouseEvent.MOUSE_MOVED, 0, 0, bounds.x + 3, bounds.y + 3, 0, false));
        });
  }

  @Override
  public boolean isStruck(String name, int row) {
    return inWindow(
        () -> {
          JTable table = table(name);
          Component cell = table.prepareRenderer(table.getCellRenderer(row, 1), row, 1);
          return TextAttribute.STRIKETHROUGH_ON.equals(
              cell.getFont().getAttributes().get(TextAttribute.STRIKETHROUGH));
        });
  }

  @Override
  public void scrollTo(String name, int row) {
    inWindow(
        () -> {
          JTable table = table(name);
          JViewport viewport = (JViewport) table.getParent();
          viewport.setViewPosition(new Point(0, row * table.getRowHeight()));
          return null;
        });
  }

  @Override
  public int firstVisible(String name) {
    return inWindow(
        () -> {
          JTable table = table(name);
          return table.getVisibleRect().y / table.getRowHeight();
        });
  }
}
