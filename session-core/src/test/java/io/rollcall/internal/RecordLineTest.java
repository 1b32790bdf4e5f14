package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.Service;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of the record is one object of JSON in printable ASCII. */
class RecordLineTest {
  @Test
  void hasItsMembersInOrderAndNoneWithoutAValue() {
    assertEquals(
        "{\"time\":\"1970-01-01T00:00:00Z\",\"action\":\"refuse\",\"service\":\"FTP\",\"by\":\"\"}",
        new RecordLine(Instant.EPOCH, "refuse")
            .add("service", Service.FTP)
            .add("login", null)
            .add("by", "")
            .toString());
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "alice,alice",
        " ~, ~",
        "\",\\\"",
        "\\,\\\\",
        "\\u000a,\\\\u000a",
        "\u001f,\\u001f",
        "\u007f,\\u007f",
        "é,\\u00e9",
        "😀,\\ud83d\\ude00",
        "\u202e,\\u202e",
      })
  void escapesWhatIsNotPrintableAscii(String value, String written) {
    assertEquals(
        "{\"time\":\"1970-01-01T00:00:00Z\",\"action\":\"limit\",\"by\":\"" + written + "\"}",
        new RecordLine(Instant.EPOCH, "limit").add("by", value).toString());
  }
}
