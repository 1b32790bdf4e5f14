package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target as it is written and read. */
class LockoutTargetTest {
  static List<LockoutTarget> targets() {
    return List.of(
        LockoutTarget.login("alice"),
        LockoutTarget.login("a b"),
        LockoutTarget.login(""),
        LockoutTarget.login("a\"b\\c*d"),
        LockoutTarget.login("a=b ip=1.2.3.4"),
        LockoutTarget.login("a\r\n\t\u0000b\n"),
        LockoutTarget.login("\uD800 lone"),
        LockoutTarget.login("<html>\u202E"),
        LockoutTarget.address("203.0.113.7"),
        LockoutTarget.address("203.0.113.99/24"),
        LockoutTarget.address("2001:db8::/32"),
        LockoutTarget.loginFrom("o'brien", "2001:db8::1"),
        LockoutTarget.loginFrom(" ", "0.0.0.0/0"),
        LockoutTarget.domain("example.com"),
        LockoutTarget.domain("EXAMPLE.com."));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void isReadBackAsItIsWritten(LockoutTarget target) {
    assertEquals(target, LockoutTarget.parse(target.toString()));
  }

  @Tag("heavy")
  @Test
  void ofAnyLoginIsReadBackAsItIsWritten() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder login = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        String odd = "\\\"* =\t\n\u2028\uD800\uDC00aé";
        login.append(
            random.nextBoolean()
                ? odd.charAt(random.nextInt(odd.length()))
                : (char) random.nextInt(0x10000));
      }
      LockoutTarget target = LockoutTarget.loginFrom(login.toString(), "203.0.113.7");
      assertEquals(target, LockoutTarget.parse(target.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "login=alice, login=alice",
    "LOGIN=alice, login=alice",
    "'  ip=203.0.113.99/24  ', ip=203.0.113.0/24",
    "ip=::ffff:203.0.113.7, ip=203.0.113.7",
    "ip=fe80::1%eth0, ip=fe80::1",
    "ip=2001:DB8:0::1 login=alice, login=alice ip=2001:db8::1",
    "domain=example.com, domain=example.com",
  })
  void isWrittenInOneWay(String text, String written) {
    assertEquals(written, LockoutTarget.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "alice",
        "login",
        "login=",
        "login=ali*",
        "login=\"ali",
        "login=a login=b",
        "login=a domain=example.com",
        "ip=203.0.113.7 domain=example.com",
        "domain=*",
        "ip=203.0.113",
        "ip=host.example.com",
        "ip=203.0.113.7/33",
        "ip=2001:db8::/129",
        "ip=203.0.113.7/-1",
        "ip=::ffff:203.0.113.7/64",
        "type=WEB_USER",
        "idle>10m",
        "login=alice extra",
        "login=alice\u001B[2J x",
      })
  void thatIsNoneIsRefusedWithASentence(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> LockoutTarget.parse(text)).getMessage();
    assertTrue(message.startsWith("cannot read the target at position "), message);
    assertTrue(message.contains("expected"), message);
    assertEquals(PrintableText.of(message), message);
  }

  @Test
  void thatIsNoneOfTheFourKindsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LockoutTarget(null, null, null));
    assertThrows(IllegalArgumentException.class, () -> new LockoutTarget("a", null, "b"));
    assertThrows(IllegalArgumentException.class, () -> new LockoutTarget(null, "1.2.3.4", "b"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> LockoutTarget.address("\u001B[2Jlocalhost"))
            .getMessage();
    assertFalse(message.contains("\u001B"), message);
  }
}
