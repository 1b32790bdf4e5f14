package io.rollcall.jmx;

import io.rollcall.PrintableText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as aligned text for a fixed-width font. Each cell is made printable and cut to its column's
 * width, so that no cell can look like a row. Immutable.
 *
 * <p>Widths are counted as terminals do: characters of East Asian scripts and emoji take two
 * columns, combining marks none. Fonts differ, so the columns after such a cell may be a little
 * off.
 *
 * @param <T> what a row shows
 */
final class TextTable<T> {
  private static final String GAP = "  ";
  private static final String NOTHING = "-";

  /** A column; a cell without a value shows a dash. */
  record Column<T>(
      String header, int width, boolean right, Function<T, ? extends @Nullable Object> value) {
    private String cell(T row) {
      Object found = value.apply(row);
      return found == null ? NOTHING : fit(PrintableText.of(found.toString(), width), width);
    }
  }

  private final List<Column<T>> columns;

  TextTable(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Returns a header and a line for each row, without a line end after the last. */
  String of(List<T> rows) {
    List<List<String>> lines = new ArrayList<>(rows.size() + 1);
    lines.add(columns.stream().map(Column::header).toList());
    for (T row : rows) {
      lines.add(columns.stream().map(column -> column.cell(row)).toList());
    }
    List<Integer> widths = new ArrayList<>(Collections.nCopies(columns.size(), 0));
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths.set(i, Math.max(widths.get(i), width(line.get(i))));
      }
    }
    return String.join("\n", lines.stream().map(line -> aligned(line, widths)).toList());
  }

  /**
   * Returns the table of a part of a listing as a table attribute holds it: in one element.
   *
   * @param rows the part
   * @param total how many rows there are
   * @param advice how to see those that are not shown
   */
  String[] of(List<T> rows, int total, String advice) {
    int more = total - rows.size();
    String text = of(rows);
    return new String[] {
      more == 0
          ? text
          : "%s\n… %s more not shown; %s".formatted(text, SessionWords.number(more), advice)
    };
  }

  private String aligned(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths.get(i) - width(cell));
      line.append(i == 0 ? "" : GAP)
          .append(columns.get(i).right() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Cuts the beginning of a text that is too long: the end of a path says most. */
  static @Nullable String end(@Nullable String text, int length) {
    if (text == null || text.length() <= length) {
      return text;
    }
    int start = text.length() - length + 1;
    return "…" + text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }

  private static String fit(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int room = width - 1;
    for (int index = 0; index < text.length(); ) {
      int character = text.codePointAt(index);
      room -= width(character);
      if (room < 0) {
        break;
      }
      cut.appendCodePoint(character);
      index += Character.charCount(character);
    }
    return cut.append('…').toString();
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** The wide ranges of Unicode's East Asian Width (UAX 11), joined where they are close. */
  private static boolean isWide(int character) {
    return character >= 0x1100
        && (character <= 0x115F
            || in(character, 0x2E80, 0xA4CF)
            || in(character, 0xA960, 0xA97F)
            || in(character, 0xAC00, 0xD7A3)
            || in(character, 0xF900, 0xFAFF)
            || in(character, 0xFE30, 0xFE6F)
            || in(character, 0xFF00, 0xFF60)
            || in(character, 0xFFE0, 0xFFE6)
            || in(character, 0x1F300, 0x1F64F)
            || in(character, 0x1F680, 0x1F6FF)
            || in(character, 0x1F900, 0x1F9FF)
            || in(character, 0x20000, 0x3FFFD));
  }

  private static boolean in(int character, int first, int last) {
    return character >= first && character <= last;
  }
}
