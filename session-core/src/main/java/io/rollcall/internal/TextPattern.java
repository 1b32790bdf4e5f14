package io.rollcall.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in which wildcards stand for any characters. Matches in time proportional to the text times
 * the number of wildcards, whatever the pattern: no regular expression, so no pattern can hang.
 *
 * @param parts the literal parts, with a wildcard between each two
 */
record TextPattern(List<String> parts) {
  boolean hasWildcard() {
    return parts.size() > 1;
  }

  /** The pattern as literal text; of use only where it has no wildcard. */
  String literal() {
    return String.join("*", parts);
  }

  boolean matches(String text) {
    if (!hasWildcard()) {
      return text.equals(parts.get(0));
    }
    String first = parts.get(0);
    String last = parts.get(parts.size() - 1);
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, from);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }

  static final class Builder {
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    void literal(char character) {
      part.append(character);
    }

    void wildcard() {
      parts.add(part.toString());
      part.setLength(0);
    }

    TextPattern build() {
      wildcard();
      return new TextPattern(List.copyOf(parts));
    }
  }
}
