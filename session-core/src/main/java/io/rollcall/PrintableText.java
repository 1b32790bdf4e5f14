package io.rollcall;

import org.jspecify.annotations.Nullable;

/**
 * Makes text that a client chose safe to show: in a console, a table, a log line, a page.
 *
 * <p>A character that would not print as itself (a control character, a line or direction mark, an
 * invisible or unassigned one, half of a surrogate pair) is written {@code \}{@code u000A}, so that
 * no name can forge a row, send an escape sequence to a terminal or reorder a line. The first
 * character of a text that begins with an {@code html} tag is written so as well, since Swing, and
 * with it JConsole, renders such a text and fetches its pictures. Text too long is cut and says so.
 * Escaping for a markup language is still the page's own work.
 */
public final class PrintableText {
  private static final String HTML = "<html";

  /**
   * Letters, marks and a symbol that show nothing: fillers, joiners, inherent vowels, the blank
   * Braille pattern. Their Unicode categories do not tell them from those that show.
   */
  private static final String INVISIBLE =
      "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

  private PrintableText() {}

  /**
   * Makes a text safe to show, whole.
   *
   * @param text the text
   * @return the same text if it is safe, otherwise a safe one
   */
  public static String of(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  /**
   * Makes a text safe to show, whole, or passes null on.
   *
   * @param text the text, or null
   * @return a safe text, or null
   */
  public static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  /**
   * Makes a text safe to show in a limited space.
   *
   * @param text the text
   * @param length the most characters of it to show; what is cut is replaced by a note of how long
   *     the text was
   * @return the same text if it is safe and short enough, otherwise a safe one
   */
  public static String of(String text, int length) {
    if (text.length() <= length && isPrintable(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(Math.min(text.length(), length) + 32);
    int index = 0;
    while (index < text.length() && safe.length() < length) {
      int codePoint = text.codePointAt(index);
      if (printsAsItself(codePoint) && !(index == 0 && beginsWithHtml(text))) {
        safe.appendCodePoint(codePoint);
      } else {
        for (char unit : Character.toChars(codePoint)) {
          safe.append(String.format("\\u%04X", (int) unit));
        }
      }
      index += Character.charCount(codePoint);
    }
    if (index < text.length()) {
      safe.append("… (").append(text.length()).append(" characters)");
    }
    return safe.toString();
  }

  private static boolean isPrintable(String text) {
    int index = 0;
    while (index < text.length() && isPlain(text.charAt(index))) { // most are no more than that
      index++;
    }
    boolean printable =
        index == text.length()
            || text.substring(index).codePoints().allMatch(PrintableText::printsAsItself);
    return printable && !beginsWithHtml(text);
  }

  private static boolean beginsWithHtml(String text) {
    return text.regionMatches(true, 0, HTML, 0, HTML.length());
  }

  private static boolean isVariationSelector(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
  }

  private static boolean isPlain(int codePoint) {
    return codePoint >= ' ' && codePoint <= '~';
  }

  private static boolean printsAsItself(int codePoint) {
    if (isPlain(codePoint)) {
      return true;
    }
    if (INVISIBLE.indexOf(codePoint) >= 0 || isVariationSelector(codePoint)) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
