package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client chose cannot harm where it is shown. */
class PrintableTextTest {
  private static final Set<Integer> UNSAFE_TYPES =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE,
          (int) Character.PRIVATE_USE,
          (int) Character.UNASSIGNED);

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "a,b=c*", "Ünal", "日本語", "😀", "a b", "x <html>", "\\u000A"})
  void harmlessTextStaysTheSame(String text) {
    assertSame(text, PrintableText.of(text));
  }

  static String[][] hostileTexts() {
    return new String[][] {
      {"a\r\nb", "a\\u000D\\u000Ab"},
      {"\u001B[31mred", "\\u001B[31mred"},
      {"\u009B31m", "\\u009B31m"},
      {"a\tb", "a\\u0009b"},
      {"a\0", "a\\u0000"},
      {"\u007F", "\\u007F"},
      {"\u0085\u2028\u2029", "\\u0085\\u2028\\u2029"},
      {"txt.\u202Eexe", "txt.\\u202Eexe"},
      {"\u2066a\u2069", "\\u2066a\\u2069"},
      {"\u200Fa\u200E\u061C", "\\u200Fa\\u200E\\u061C"},
      {"ad\u200Bmin\uFEFF", "ad\\u200Bmin\\uFEFF"},
      {"\u00AD", "\\u00AD"},
      {"\uD83D", "\\uD83D"},
      {"\uDE00x", "\\uDE00x"},
      {"\uE000", "\\uE000"},
      {"\uFFFF", "\\uFFFF"},
      {"\uDB40\uDC41", "\\uDB40\\uDC41"},
      {"<html><img src=x>", "\\u003Chtml><img src=x>"},
      {"<HtMl>", "\\u003CHtMl>"},
      {"<html", "\\u003Chtml"},
    };
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileTextIsWrittenOut(String text, String expected) {
    assertEquals(expected, PrintableText.of(text));
  }

  /** Two accounts that look the same on the screen would be told apart by nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u3164", "\u115F", "\u1160", "\uFFA0", "\u2800", "\u034F", "\uFE0F", "\u180B"})
  void lettersAndMarksThatShowNothingAreWrittenOut(String invisible) {
    assertEquals(
        String.format("admin\\u%04X", (int) invisible.charAt(0)),
        PrintableText.of("admin" + invisible));
  }

  @ParameterizedTest
  @CsvSource({"FE00, FE0F", "E0100, E01EF"})
  void everyVariationSelectorIsWrittenOut(String first, String last) {
    int end = Integer.parseInt(last, 16);
    for (int selector = Integer.parseInt(first, 16); selector <= end; selector++) {
      StringBuilder written = new StringBuilder("admin");
      for (char unit : Character.toChars(selector)) {
        written.append(String.format("\\u%04X", (int) unit));
      }
      assertEquals(written.toString(), PrintableText.of("admin" + Character.toString(selector)));
    }
    assertEquals("\uFE10", PrintableText.of("\uFE10"), "a comma for columns, just after them");
  }

  @Test
  void invalidUtf8IsShownAsItWasDecoded() {
    String decoded = new String(new byte[] {'a', (byte) 0xC3, 'b'}, StandardCharsets.UTF_8);
    assertEquals("a\uFFFDb", PrintableText.of(decoded));
  }

  @Test
  void nullIsPassedOn() {
    assertNull(PrintableText.ofNullable(null));
    assertEquals("\\u000A", PrintableText.ofNullable("\n"));
  }

  @Test
  void longTextIsCutAndSaysSo() {
    String text = "x".repeat(65_536);
    assertEquals("xxxxxxxxxx… (65536 characters)", PrintableText.of(text, 10));
    assertSame(text, PrintableText.of(text));
    assertSame("alice", PrintableText.of("alice", 5));
    assertEquals("alic… (5 characters)", PrintableText.of("alice", 4));
    assertEquals("\\u003C… (6 characters)", PrintableText.of("<html>", 1));
    assertEquals("… (5 characters)", PrintableText.of("alice", 0));
  }

  @Tag("heavy")
  @Test
  void randomTextIsAlwaysSafe() {
    Random random = new Random(5);
    for (int round = 0; round < 8_000; round++) {
      String text = randomText(random);
      String safe = PrintableText.of(text);
      assertSafe(safe);
      assertSame(safe, PrintableText.of(safe), "safe text stays the same");
      int length = random.nextInt(12);
      String cut = PrintableText.of(text, length);
      assertSafe(cut);
      assertTrue(cut.length() <= length + 40, cut);
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "<hTmL" : "");
    for (int i = random.nextInt(20); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x100));
        case 1 -> text.append((char) random.nextInt(0x10000));
        case 2 -> text.append((char) (0x2000 + random.nextInt(0x70)));
        default -> text.appendCodePoint(random.nextInt(0x110000));
      }
    }
    return text.toString();
  }

  private static void assertSafe(String text) {
    assertFalse(text.toLowerCase(Locale.ROOT).startsWith("<html"), text);
    text.codePoints()
        .forEach(
            codePoint ->
                assertFalse(
                    UNSAFE_TYPES.contains(Character.getType(codePoint)),
                    () -> Integer.toHexString(codePoint)));
  }
}
