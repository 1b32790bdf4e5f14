package io.rollcall.jconsole;

import javax.swing.table.TableModel;

/** A table whose lines all look alike. */
@SuppressWarnings("serial") // never serialized
class LineTable extends PlainTable {
  LineTable(TableModel model, String name, String spokenName) {
    super(model, name, spokenName);
    setDefaultRenderer(Object.class, new TextCell(Column.Kind.TEXT));
  }

  @Override
  Line line(int index) {
    return Line.PLAIN;
  }
}
