package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/**
 * A tab that lists records, newest first. Used on the window's thread only, but for {@link #read}.
 */
abstract class RecordTab extends LiveTab<RecordReader.Question, RecordReader.Records> {
  final RecordTable table;
  private final RecordReader reader;
  private final String noun;

  /**
   * Creates it.
   *
   * @param prefix what the names of its components begin with
   * @param noun what people call one record
   * @param columns its columns
   * @param key what a record is known by
   * @param reader reads the records
   */
  RecordTab(
      String prefix,
      String noun,
      List<Column> columns,
      Function<Row, String> key,
      RecordReader reader,
      Registries registries) {
    super(
        prefix,
        "Find:",
        "Part of any text of a line, upper or lower case",
        reader.server(),
        registries);
    this.reader = reader;
    this.noun = noun;
    table = new RecordTable(new RecordTableModel(columns), prefix + ".table", noun + "s", key);
    panel.add(new JScrollPane(table), BorderLayout.CENTER);
  }

  /** Puts buttons and the status line below the list. */
  final void buttons(JComponent... buttons) {
    JPanel bottom = new JPanel(new BorderLayout());
    bottom.add(Labels.row(FlowLayout.LEFT, buttons), BorderLayout.CENTER);
    bottom.add(Labels.row(FlowLayout.RIGHT, controls.status), BorderLayout.EAST);
    panel.add(bottom, BorderLayout.SOUTH);
  }

  @Override
  RecordReader.Question question() {
    return new RecordReader.Question(registries.looked(), controls.filter.getText());
  }

  @Override
  RecordReader.Records read(RecordReader.Question question) throws IOException, RefusedException {
    return reader.read(question);
  }

  @Override
  void show(RecordReader.Question asked, RecordReader.Records records) {
    registries.update(records.registries(), records.registry());
    controls.mistake("");
    table.show(records.rows());
    int shown = records.rows().size();
    controls.status.setText(
        Words.count(records.total(), noun)
            + (shown < records.total() ? ", the newest " + Words.number(shown) + " shown" : "")
            + ", "
            + refreshedAt());
  }

  @Override
  boolean refused(RecordReader.Question asked, RefusedException refusal) {
    controls.mistake(refusal.getMessage());
    return true;
  }

  @Override
  void filterTyped() {
    controls.mistake("");
    refresh();
  }
}
