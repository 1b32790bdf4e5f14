package io.rollcall.jconsole;

import java.util.function.Function;

/**
 * A column of a list.
 *
 * @param title its heading
 * @param orderBy what sorts it upwards, as the server's orders are written
 * @param sample a text as wide as the column should be
 * @param kind how a cell looks
 * @param text what a cell says
 * @param hint what a cell's tooltip says
 */
record Column(
    String title,
    String orderBy,
    String sample,
    Kind kind,
    Function<Row, String> text,
    Function<Row, String> hint) {
  /** How a cell looks. */
  enum Kind {
    TEXT,
    NUMBER,
    PROGRESS
  }

  /** A column of the text of an item. */
  static Column text(String title, String item, String sample) {
    return new Column(title, item, sample, Kind.TEXT, shown(item), row -> row.text(item));
  }

  /** A column of the constants of an item. */
  static Column constant(String title, String item, String sample) {
    return new Column(
        title,
        item,
        sample,
        Kind.TEXT,
        row -> Words.constant(row.text(item)),
        row -> row.text(item));
  }

  /** A column of moments. */
  static Column moment(String title, String item) {
    return new Column(
        title,
        item,
        "2026-12-30 00:00:00",
        Kind.TEXT,
        row -> Words.dateTime(row.time(item)),
        row -> "");
  }

  /** A column of durations, whose shortest is the first of an order. */
  static Column duration(
      String title, String orderBy, Function<Row, String> text, Function<Row, String> hint) {
    return new Column(title, orderBy, "00h 00m 0", Kind.NUMBER, text, hint);
  }

  private static Function<Row, String> shown(String item) {
    return row -> row.has(item) ? row.text(item) : Words.NONE;
  }

  /** The same order the other way round. */
  static String reverse(String orderBy) {
    return orderBy.startsWith("-") ? orderBy.substring(1) : "-" + orderBy;
  }
}
