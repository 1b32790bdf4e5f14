package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text of a million characters is read, or refused, in a time that grows with its length alone:
 * by its square it would be days. Nothing nests, so nothing exhausts the stack.
 */
@Tag("heavy")
class LongInputTest {
  private static final int LENGTH = 1_000_000;
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private static String repeated(String part) {
    return part.repeat(LENGTH / part.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "*", "*a", "\\\\", "\\*", "\u0130", "a login=", "a domain=*.", "\" login=\""})
  void aLongFilterIsRead(String part) {
    // ends in a value, whatever the part is
    String text = "login=" + (part.startsWith("\"") ? "\"" : "") + repeated(part) + "a";
    String whole = part.startsWith("\"") ? text + "\"" : text;
    assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          Filter filter = Filter.parse(Service.PANEL, whole);
          assertEquals(
              filter.toString(), Filter.parse(Service.PANEL, filter.toString()).toString());
          SessionRegistry registry = SessionRegistry.create();
          Doors.panel(registry, "alice", Doors.IGNORING);
          assertEquals(0, registry.panelSessions(SessionQuery.matching(filter)).total());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "=", "\"", "ip=:", "ip=1.", "ip=::/1", "idle<9", "speed>1."})
  void aLongMistakeIsRefused(String part) {
    for (String text :
        List.of(repeated(part), part + repeated(part.substring(part.length() - 1)))) {
      assertTimeoutPreemptively(
          AT_MOST,
          () -> {
            HostileText.assertRefusal(
                assertThrows(
                    IllegalArgumentException.class, () -> Filter.parse(Service.FTP, text)));
            HostileText.assertRefusal(
                assertThrows(IllegalArgumentException.class, () -> LockoutTarget.parse(text)));
          });
    }
  }

  @Test
  void aLongLoginIsFoundAndLockedOut() {
    assertTimeoutPreemptively(
        AT_MOST,
        () -> {
          for (String part : List.of("a", "A", "\"\\*", "\u03A3")) {
            String login = repeated(part);
            SessionRegistry registry = SessionRegistry.create();
            Doors.panel(registry, login, Doors.IGNORING);
            Filter written = Filter.parse(Service.PANEL, Filter.login(login).toString());
            assertEquals(1, registry.panelSessions(SessionQuery.matching(written)).total());
            LockoutTarget target = LockoutTarget.login(login);
            assertEquals(target, LockoutTarget.parse(target.toString()));
            Lockout unused = registry.lockouts().add(target, null, TerminationOrder.by("operator"));
            assertThrows(
                SessionRefusedException.class, () -> Doors.panel(registry, login, Doors.IGNORING));
          }
        });
  }
}
