package io.rollcall.jconsole;

import java.util.List;
import java.util.function.IntFunction;
import javax.swing.RowSorter;
import javax.swing.SortOrder;
import javax.swing.table.TableModel;

/**
 * Lets the table's header show and choose an order. The lines themselves are sorted already, mostly
 * by the server. Used on the window's thread only.
 */
final class Sorting extends RowSorter<TableModel> {
  private final TableModel model;
  private final IntFunction<String> orders;
  private final Runnable changed;
  private List<SortKey> keys = List.of();

  /**
   * Creates it, with no order chosen.
   *
   * @param model what is sorted
   * @param orders the order of a column, upwards; empty for a column that sorts nothing
   * @param changed is told when an order was chosen
   */
  Sorting(TableModel model, IntFunction<String> orders, Runnable changed) {
    this.model = model;
    this.orders = orders;
    this.changed = changed;
  }

  /** The order as the server's orders are written; empty if none was chosen. */
  String orderBy() {
    if (keys.isEmpty()) {
      return "";
    }
    String upwards = orders.apply(keys.get(0).getColumn());
    return keys.get(0).getSortOrder() == SortOrder.ASCENDING ? upwards : Column.reverse(upwards);
  }

  @Override
  public TableModel getModel() {
    return model;
  }

  @Override
  public void toggleSortOrder(int column) {
    if (orders.apply(column).isEmpty()) {
      return;
    }
    boolean again = !keys.isEmpty() && keys.get(0).getColumn() == column;
    boolean descending = again && keys.get(0).getSortOrder() == SortOrder.ASCENDING;
    setSortKeys(
        List.of(new SortKey(column, descending ? SortOrder.DESCENDING : SortOrder.ASCENDING)));
  }

  @Override
  public void setSortKeys(List<? extends SortKey> wanted) {
    keys = wanted == null ? List.of() : List.copyOf(wanted);
    fireSortOrderChanged();
    changed.run();
  }

  @Override
  public List<? extends SortKey> getSortKeys() {
    return keys;
  }

  @Override
  public int convertRowIndexToModel(int index) {
    return index;
  }

  @Override
  public int convertRowIndexToView(int index) {
    return index;
  }

  @Override
  public int getViewRowCount() {
    return model.getRowCount();
  }

  @Override
  public int getModelRowCount() {
    return model.getRowCount();
  }

  @Override
  public void modelStructureChanged() {}

  @Override
  public void allRowsChanged() {}

  @Override
  public void rowsInserted(int firstRow, int endRow) {}

  @Override
  public void rowsDeleted(int firstRow, int endRow) {}

  @Override
  public void rowsUpdated(int firstRow, int endRow) {}

  @Override
  public void rowsUpdated(int firstRow, int endRow, int column) {}
}
