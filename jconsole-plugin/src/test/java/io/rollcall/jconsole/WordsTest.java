package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59, 59s",
    "60, 1m 00s",
    "125, 2m 05s",
    "3599, 59m 59s",
    "3600, 1h 00m",
    "7500, 2h 05m",
    "86399, 23h 59m",
    "86400, 1d 00h",
    "273600, 3d 04h",
    "-5, 0s"
  })
  void sayDurationsInTheirTwoLargestUnits(long seconds, String words) {
    assertEquals(words, Words.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 KB/s",
    "0.04, 0.0 KB/s",
    "5.25, 5.3 KB/s",
    "9.94, 9.9 KB/s",
    "9.95, 10 KB/s",
    "1670.4, '1,670 KB/s'",
    "650000, '650,000 KB/s'"
  })
  void saySpeedsInKilobytesASecond(double kilobytes, String words) {
    assertEquals(words, Words.speed(kilobytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1023, '1,023 bytes'",
    "1024, 1.0 KB",
    "1073741824, 1.0 GB",
    "5497558138880, 5.0 TB",
    "9223372036854775807, '8,388,608.0 TB'"
  })
  void sayBytesInTheLargestUnit(long bytes, String words) {
    assertEquals(words, Words.bytes(bytes));
  }

  @Test
  void sayNothingWhereNothingIsKnown() {
    assertEquals(
        List.of("–", "–", "–", "–", "–", "–"),
        Stream.of(
                Words.duration(null),
                Words.speed(null),
                Words.speed(Double.NaN),
                Words.bytes(null),
                Words.dateTime(null),
                Words.constant(""))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"99.99, 99", "100, 100", "0.9, 0", "150, 100", "-1, 0", "NaN, 0"})
  void roundPerCentsDown(double percent, int shown) {
    assertEquals(shown, Words.percent(percent));
  }

  @Test
  void countAndNameConstants() {
    assertEquals("1 FTP session", Words.count(1, "FTP session"));
    assertEquals("12,345 sessions", Words.count(12_345, "session"));
    assertEquals("Domain owner", Words.constant("DOMAIN_OWNER"));
  }
}
