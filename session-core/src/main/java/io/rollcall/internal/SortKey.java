package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A row and the value it is sorted by, as read once. Reused from row to row while scanning. */
final class SortKey {
  private @Nullable SessionRow row;
  private boolean absent;
  private long number;
  private @Nullable String text;

  /** Reads a row's value. */
  void read(SessionRow from, RowOrder.Item item, long now) {
    row = from;
    absent = true;
    number = 0;
    text = null;
    item.read(from, now, this);
  }

  /** Takes a row whose logon time is known. */
  void logon(SessionRow from, long logonMicros) {
    row = from;
    absent = logonMicros == RowList.NO_LOGON;
    number = absent ? 0 : logonMicros;
    text = null;
  }

  /** The value as a number; of a row without one, the largest. */
  long number() {
    return absent ? Long.MAX_VALUE : number;
  }

  /** Takes a whole number as the value. */
  void number(long value) {
    absent = false;
    number = value;
  }

  /** Takes a number that is not negative as the value; NaN is no value. */
  void amount(double value) {
    if (!Double.isNaN(value)) {
      // the bits of doubles that are not negative sort as the doubles do
      number(Double.doubleToLongBits(value));
    }
  }

  /** Takes a text as the value; null is no value. */
  void text(@Nullable String value) {
    absent = value == null;
    text = value;
  }

  SessionRow row() {
    return requireNonNull(row);
  }

  /** Compares values, rows without one last, equal ones in the order the rows were opened. */
  static int compare(SortKey a, SortKey b, boolean descending) {
    if (a.absent != b.absent) {
      return a.absent ? 1 : -1;
    }
    int byValue = Long.compare(a.number, b.number);
    if (a.text != null && b.text != null) {
      byValue = a.text.compareTo(b.text);
    }
    if (byValue != 0) {
      return descending ? -byValue : byValue;
    }
    return Long.compare(sequence(a.row), sequence(b.row));
  }

  private static long sequence(@Nullable SessionRow row) {
    return row == null ? 0 : row.sequence();
  }
}
