package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter's text is itself a filter, of the same meaning. */
class FilterTextTest {
  private static final String ALPHABET = "ab*\"\\ \t=<>\u00fc\n";

  private final SessionRegistry registry = SessionRegistry.create();

  private List<String> matching(Filter filter) {
    return registry.panelSessions(SessionQuery.matching(filter)).sessions().stream()
        .map(PanelSessionInfo::id)
        .toList();
  }

  private static Filter reread(Filter filter) {
    return Filter.parse(Service.PANEL, filter.toString());
  }

  private void openSessions(Iterable<String> logins) {
    for (String login : logins) {
      Doors.panel(registry, login, IGNORING);
    }
  }

  @Test
  void ofRandomLogins() {
    Random random = new Random(7);
    List<String> logins =
        random.ints(300, 0, 6).mapToObj(length -> randomText(random, length)).distinct().toList();
    openSessions(logins);
    for (String login : logins) {
      Filter filter = Filter.login(login);
      assertEquals(1, matching(filter).size(), login);
      assertEquals(matching(filter), matching(reread(filter)), filter.toString());
      Filter both = filter.and(Filter.parse(Service.PANEL, "connected<1d"));
      assertEquals(matching(filter), matching(reread(both)), both.toString());
    }
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login=a",
        "  login=a*  type=UNREGISTERED ",
        "login=a\\ ",
        "login=a\\\\",
        "login=\"a b\"",
        "login=\"\"",
        "login=\\\"",
        "login=*\\**",
        "idle<10m connected<1.5h",
        " "
      })
  void ofWords(String text) {
    openSessions(List.of("a", "a ", "a\\", "a b", "", "\"", "a*", "b"));
    Filter filter = Filter.parse(Service.PANEL, text);
    Filter again = reread(filter);
    assertEquals(matching(filter), matching(again));
    assertEquals(filter.toString(), again.toString());
    Filter both = filter.and(Filter.parse(Service.PANEL, "login=*"));
    assertEquals(matching(both), matching(reread(both)));
  }

  @Test
  void keepsABlankThatABackslashTook() {
    openSessions(List.of("a ", "a"));
    Filter filter = Filter.parse(Service.PANEL, " login=a\\  ");
    assertEquals("login=a\\ ", filter.toString());
    assertEquals("login=a\\ ", filter.and(Filter.all()).toString());
    assertEquals(1, matching(filter).size());
  }
}
