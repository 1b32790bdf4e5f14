package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.Container;
import javax.swing.JComponent;

/**
 * Shows text as text. The server makes what clients chose printable; the console does not rely on
 * it, since Swing renders a text that begins as HTML and fetches its pictures.
 */
final class PlainText {
  private static final int MOST_CHARACTERS = 1_024;

  private PlainText() {}

  /** A text in which every character prints as itself; others are written as their code. */
  static String of(String text) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), MOST_CHARACTERS));
    if (text.regionMatches(true, 0, "<html", 0, 5)) {
      plain.append("\\u003C").append(of(text.substring(1)));
      return plain.toString();
    }
    int index = 0;
    while (index < text.length() && plain.length() < MOST_CHARACTERS) {
      int codePoint = text.codePointAt(index);
      if (prints(codePoint)) {
        plain.appendCodePoint(codePoint);
      } else {
        for (char unit : Character.toChars(codePoint)) {
          plain.append(String.format("\\u%04X", (int) unit));
        }
      }
      index += Character.charCount(codePoint);
    }
    return index < text.length() ? plain.append('…').toString() : plain.toString();
  }

  /** The lines of a text, each made plain. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(PlainText::of).toList());
  }

  private static boolean prints(int codePoint) {
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

  /** Keeps a component and all in it from rendering HTML, and returns it. */
  static <C extends Component> C only(C component) {
    if (component instanceof JComponent swing) {
      swing.putClientProperty("html.disable", true);
      // what a text that was set before is rendered by
      swing.putClientProperty("html", null);
    }
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        only(child);
      }
    }
    return component;
  }
}
