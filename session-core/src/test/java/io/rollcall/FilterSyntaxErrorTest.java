package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter that cannot be read is refused with the place and with what was expected there. */
class FilterSyntaxErrorTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "String; 1; expected one of login, domain, type, ip, status, idle, connected, speed",
        "alice; 1; expected one of login",
        "user=alice; 1; expected one of login",
        "=alice; 1; expected one of login",
        "'login=a *'; 9; expected one of login",
        "login; 6; expected = after login",
        "login>a; 6; expected = after login",
        "'login = a'; 6; expected = after login",
        "login=; 7; expected a value after login",
        "'login= a'; 7; expected a value after login",
        "'login=\"a'; 7; expected a closing double quote",
        "'login=\"a\"b'; 10; expected a blank after the closing double quote",
        "'login=a\\'; 9; expected a character after the backslash",
        "type=BOSS; 6; expected one of [ADMINISTRATOR",
        "type=WEB*; 6; expected one of [ADMINISTRATOR",
        "ip=example.com; 4; expected an address",
        "ip=203.0.113; 4; expected an address",
        "ip=203.0.113.0/33; 4; expected an address",
        "ip=203.0.113.0/; 4; expected an address",
        "ip=203.0.113.0/-1; 4; expected an address",
        "ip=2001:db8::/129; 4; expected an address",
        "ip=::ffff:203.0.113.7/24; 4; expected an address",
        "ip=203.0.113.7%eth0; 4; expected an address",
        "ip=/24; 4; expected an address",
        "status=AWAY; 8; expected one of [CONNECTED",
        "idle=10m; 5; expected < or > after idle",
        "idle>=10m; 6; expected a time such as",
        "idle>10; 6; expected a time such as",
        "idle>10w; 6; expected a time such as",
        "idle>-1s; 6; expected a time such as",
        "idle>1e3s; 6; expected a time such as",
        "idle>36501d; 6; expected a time such as",
        "connected<; 11; expected a value after connected",
        "speed=5; 6; expected < or > after speed",
        "speed<fast; 7; expected kilobytes a second",
        "speed<NaN; 7; expected kilobytes a second",
        "'login=web* type=X'; 17; expected one of [ADMINISTRATOR",
      })
  void isRefused(String text, int position, String expected) {
    String message = refusal(text);
    assertTrue(message.contains("position " + position + ","), message);
    assertTrue(message.contains(expected), message);
  }

  @Test
  void theEndIsNamedAsSuch() {
    assertEquals(
        "cannot read the filter at position 7, the end: expected a value after login",
        refusal("login="));
  }

  @Test
  void whatWasFoundIsShownSafelyAndShort() {
    String message = refusal("type=\u202E\u001B[31m\r\n" + "x".repeat(100_000));
    assertEquals(message, PrintableText.of(message));
    assertTrue(message.length() < 400, message);
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Filter.parse(Service.FTP, text))
        .getMessage();
  }
}
