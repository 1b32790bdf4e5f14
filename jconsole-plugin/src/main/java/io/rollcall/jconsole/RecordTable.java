package io.rollcall.jconsole;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.swing.ListSelectionModel;

/**
 * A table of rows that are all known, sorted here, whose selection belongs to the rows and not to
 * the lines. Used on the window's thread only.
 */
@SuppressWarnings("serial") // never serialized
final class RecordTable extends LineTable {
  private final RecordTableModel model;
  private final Function<Row, String> key;
  private final Sorting sorting;
  private List<Row> rows = List.of();

  RecordTable(RecordTableModel model, String name, String spokenName, Function<Row, String> key) {
    super(model, name, spokenName);
    this.model = model;
    this.key = key;
    sorting = new Sorting(model, index -> model.column(index).orderBy(), () -> show(rows));
    setRowSorter(sorting);
    setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
    for (int i = 0; i < model.getColumnCount(); i++) {
      fit(i, model.column(i).sample(), false);
    }
  }

  /** Shows rows in the chosen order, or as they come if none is chosen. */
  void show(List<Row> shown) {
    rows = shown;
    Set<String> selected = new HashSet<>();
    selectedRecords().forEach(row -> selected.add(key.apply(row)));
    String orderBy = sorting.orderBy();
    model.show(orderBy.isEmpty() ? rows : rows.stream().sorted(new RowOrder(orderBy)).toList());
    IntStream.range(0, model.getRowCount())
        .filter(index -> selected.contains(key.apply(model.row(index))))
        .forEach(index -> addRowSelectionInterval(index, index));
  }

  /** The selected rows. */
  List<Row> selectedRecords() {
    return IntStream.of(getSelectedRows())
        .filter(index -> index < model.getRowCount())
        .mapToObj(model::row)
        .toList();
  }
}
