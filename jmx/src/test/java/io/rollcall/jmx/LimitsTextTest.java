package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits as people write and read them. */
class LimitsTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PANEL LOGIN 3, FTP ADDRESS 10, FTP TOTAL 200; REFUSE"
            + "|PANEL LOGIN 3, FTP TOTAL 200, FTP ADDRESS 10; REFUSE",
        "ftp domain 0|FTP DOMAIN 0; REFUSE",
        "Ftp total 999999999 ;end_longest_idle|FTP TOTAL 999999999; END_LONGEST_IDLE",
        "PANEL TOTAL 1,PANEL ADDRESS 2|PANEL TOTAL 1, PANEL ADDRESS 2; REFUSE",
        "none|none",
        " NONE |none"
      })
  void isReadAndWritten(String typed, String shown) {
    String text = LimitsText.of(LimitsText.parse(typed));
    assertEquals(shown, text);
    assertEquals(text, LimitsText.of(LimitsText.parse(text)));
  }

  @Test
  void everyLimitIsReadAsWhatItSays() {
    SessionLimits limits =
        LimitsText.parse("PANEL LOGIN 3,\nFTP ADDRESS 10,\tFTP TOTAL 200; END_LONGEST_IDLE");

    assertEquals(3, limits.most(Service.PANEL, Scope.LOGIN));
    assertEquals(10, limits.most(Service.FTP, Scope.ADDRESS));
    assertEquals(200, limits.most(Service.FTP, Scope.TOTAL));
    assertEquals(Integer.MAX_VALUE, limits.most(Service.PANEL, Scope.TOTAL));
    assertEquals(Policy.END_LONGEST_IDLE, limits.policy());
    assertTrue(LimitsText.parse("none").isNone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FTPS LOGIN 3|position 1, 'FTPS LOGIN 3': expected PANEL or FTP",
        "PANEL USER 3|position 7, 'USER 3': expected TOTAL or LOGIN or DOMAIN or ADDRESS",
        "PANEL LOGIN|position 12, the end: expected the most sessions at once, such as 10",
        "PANEL LOGIN -1|position 13, '-1': expected the most sessions at once, such as 10",
        "PANEL LOGIN 10000000000"
            + "|position 13, '10000000000': expected the most sessions at once, such as 10",
        "PANEL LOGIN 3,|position 15, the end: expected PANEL or FTP",
        "PANEL LOGIN 3 FTP TOTAL 9"
            + "|position 15, 'FTP TOTAL 9': expected a comma, a semicolon or the end after a number",
        "PANEL LOGIN 3;|position 15, the end: expected REFUSE or END_LONGEST_IDLE",
        "PANEL LOGIN 3; KICK|position 16, 'KICK': expected REFUSE or END_LONGEST_IDLE",
        "PANEL LOGIN 3; REFUSE, FTP TOTAL 1"
            + "|position 22, ', FTP TOTAL 1': expected the end after the policy",
        "FTP LOGIN 3, PANEL LOGIN 3, ftp login 4"
            + "|position 29, 'ftp login 4': FTP LOGIN is given before; expected each once",
        "none, FTP LOGIN 3|position 1, 'none, FTP LOGIN 3': expected PANEL or FTP",
        ",|position 1, ',': expected PANEL or FTP"
      })
  void mistakeIsRefusedWithItsPlace(String typed, String sentence) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> LimitsText.parse(typed));
    assertEquals("cannot read the limits at " + sentence, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "String", "0", "true"})
  void untouchedFieldOfAnyKindIsNoLimit(String literal) {
    assertThrows(IllegalArgumentException.class, () -> LimitsText.parse(literal));
  }
}
