package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A pattern matches as the regular expression of the same meaning does, but cannot hang. */
class TextPatternTest {
  private static TextPattern pattern(String text) {
    TextPattern.Builder builder = new TextPattern.Builder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '*') {
        builder.wildcard();
      } else {
        builder.literal(next);
      }
    }
    return builder.build();
  }

  @Test
  void agreesWithARegularExpression() {
    Random random = new Random(1);
    for (int round = 0; round < 100_000; round++) {
      String pattern = text(random, "ab*");
      String text = text(random, "ab");
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);
      assertEquals(expected, pattern(pattern).matches(text), pattern + " on " + text);
    }
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void manyWildcardsOnALongTextDoNotHang() {
    assertFalse(pattern("*a".repeat(200) + "*b").matches("a".repeat(65_536)));
  }
}
