package io.rollcall.examples.page;

import io.rollcall.SessionInfo;
import java.util.function.Function;

/**
 * A column of a tab.
 *
 * @param <S> the kind of session
 * @param title its heading
 * @param item what the registry orders by
 * @param style the class of its cells, or an empty string
 * @param largestFirst whether the first click on the heading puts the largest first
 * @param cell writes a session's cell
 */
record Column<S extends SessionInfo>(
    String title, String item, String style, boolean largestFirst, Function<S, Html> cell) {
  static <S extends SessionInfo> Column<S> text(String title, String item, Function<S, Html> cell) {
    return styled(title, item, "", cell);
  }

  static <S extends SessionInfo> Column<S> styled(
      String title, String item, String style, Function<S, Html> cell) {
    return new Column<>(title, item, style, false, cell);
  }

  static <S extends SessionInfo> Column<S> number(
      String title, String item, Function<S, Html> cell) {
    return new Column<>(title, item, "number", true, cell);
  }
}
