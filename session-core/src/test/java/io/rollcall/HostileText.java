package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Texts that nobody writes on purpose, unless to do harm: valid ones after a few accidents, and
 * some without any sense. Each accident is a number of its own, so that a text that fails shrinks
 * to the valid one and the accidents that matter.
 */
public final class HostileText {
  /** Longer texts grow no more. */
  public static final int LONGEST = 20_000;

  private static final int MOST_ACCIDENTS = 8;
  private static final int KINDS = 9;
  private static final int MOST_REPETITIONS = 2_000;

  /** What parsers stumble over: each language's own signs, odd numbers, and odd characters. */
  private static final List<String> ODDITIES =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "'",
          "*",
          "**",
          "=",
          "<",
          ">",
          ",",
          ";",
          ":",
          "[",
          "]",
          "/",
          "%",
          "(",
          "&",
          "\0",
          "\t",
          "\r\n",
          "\n",
          " ",
          "\u00A0",
          "\u3000",
          "\uFEFF",
          "\u2028",
          "\u202E",
          "\u001B[2J",
          "\uD800",
          "\uDC00\uD800",
          "\uD83D\uDE00",
          "\u0130",
          "\u017F",
          "\u0663",
          "\u00B2",
          "-1",
          "0x10",
          "1e9",
          "NaN",
          "2147483648",
          "99999999999999999999",
          "${x}",
          "%s",
          "../",
          "<html>",
          "::",
          "::ffff:",
          "/129",
          "String");

  private HostileText() {}

  /**
   * Texts that were once valid.
   *
   * @param valid what they were
   */
  public static Arbitrary<String> like(List<String> valid) {
    Arbitrary<String> damaged =
        Combinators.combine(
                Arbitraries.of(valid), Arbitraries.longs().list().ofMaxSize(MOST_ACCIDENTS))
            .as((text, accidents) -> damaged(text, accidents, valid));
    return Arbitraries.frequencyOf(
            Tuple.of(15, damaged), Tuple.of(1, Arbitraries.strings().ofMaxLength(60)))
        .withoutEdgeCases();
  }

  private static String damaged(String text, List<Long> accidents, List<String> valid) {
    StringBuilder damaged = new StringBuilder(text);
    for (long accident : accidents) {
      happen(damaged, new SplittableRandom(accident), valid);
    }
    return damaged.toString();
  }

  private static void happen(StringBuilder text, SplittableRandom random, List<String> valid) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(Math.min(text.length() - from, 30) + 1);
    switch (text.length() > LONGEST ? 1 : random.nextInt(KINDS)) {
      case 0 -> {
        if (from < text.length()) {
          text.setCharAt(from, (char) (text.charAt(from) ^ 1 << random.nextInt(8)));
        }
      }
      case 1 -> text.delete(from, random.nextBoolean() ? to : text.length());
      case 2, 3, 4 -> text.insert(from, ODDITIES.get(random.nextInt(ODDITIES.size())));
      case 5 -> text.insert(from, (char) random.nextInt(0x10000));
      case 6 -> {
        int most = random.nextInt(8) == 0 ? MOST_REPETITIONS : 4;
        text.insert(from, text.substring(from, to).repeat(random.nextInt(most)));
      }
      case 7 -> text.append(random.nextBoolean() ? " " : "").append(any(random, valid));
      default -> {
        String other = any(random, valid);
        text.replace(from, text.length(), other.substring(random.nextInt(other.length() + 1)));
      }
    }
    if (text.length() > LONGEST) {
      text.setLength(LONGEST);
    }
  }

  private static String any(SplittableRandom random, List<String> valid) {
    return valid.get(random.nextInt(valid.size()));
  }

  /** Checks the one way in which a text may be refused. */
  public static void assertRefusal(IllegalArgumentException refusal) {
    assertEquals(IllegalArgumentException.class, refusal.getClass(), "one that we threw");
    String message = refusal.getMessage();
    assertEquals(PrintableText.of(message), message);
    assertTrue(message.length() < 500, message);
  }
}
