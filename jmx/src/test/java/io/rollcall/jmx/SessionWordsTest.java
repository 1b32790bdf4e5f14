package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and amounts as people read them. */
class SessionWordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59, 59s",
    "60, 1m00s",
    "3599, 59m59s",
    "3600, 1h00m",
    "7505, 2h05m",
    "86399, 23h59m",
    "86400, 1d00h",
    "273600, 3d04h",
    "8640000, 100d00h"
  })
  void durationsHaveTwoUnits(long seconds, String words) {
    assertEquals(words, SessionWords.duration(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0;0 KB/s", "0.04;0.0 KB/s", "9.94;9.9 KB/s", "9.96;10 KB/s", "650000;650,000 KB/s"})
  void speedsAreShort(double kilobytes, String words) {
    assertEquals(words, SessionWords.speed(kilobytes));
  }

  @Test
  void hundredPerCentIsWhenItIsAllOver() {
    assertEquals("99 %", SessionWords.percent(99.99));
    assertEquals("100 %", SessionWords.percent(100.0));
    assertEquals("0 %", SessionWords.percent(0.9));
  }

  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8::17, 2001:db8::17",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "10::100, 10::100",
    "fe80::a0:0, fe80::a0:0",
    "::ffff:192.0.2.1, 192.0.2.1",
    "203.0.113.7, 203.0.113.7"
  })
  void addressesAreShort(String address, String words) {
    assertEquals(words, SessionWords.address(Door.address(address)));
  }

  @Test
  void numbersHaveTheirThousandsApart() {
    assertEquals("1,234 panel sessions", SessionWords.count(1_234, "panel session"));
    assertEquals("1 panel session", SessionWords.count(1, "panel session"));
  }
}
