package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rollcall.Ending;
import io.rollcall.PanelSessionInfo;
import io.rollcall.TerminationOutcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Protection from session fixation: the HTTP session changes its id, or is exchanged. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class RenewalTest extends PanelTestBase {
  static Stream<Arguments> waysAndRenewals() {
    return Stream.of(
        Arguments.of("attribute", "changeId"),
        Arguments.of("attribute", "copyAll"),
        Arguments.of("attribute", "copyUser"),
        Arguments.of("framework", "changeId"),
        Arguments.of("framework", "copyAll"),
        Arguments.of("framework", "copyUser"),
        Arguments.of("call", "changeId"),
        Arguments.of("call", "copyAll"),
        Arguments.of("call", "callAgain"));
  }

  @ParameterizedTest
  @MethodSource("waysAndRenewals")
  void theSameRowGoesOnAndCanBeTerminated(String way, String renewal) throws Exception {
    startWithAttribute();
    Browser browser = login("alice", way);
    PanelSessionInfo before = onlyRow();
    String cookie = browser.sessionCookie();
    clock.advance(Duration.ofMinutes(5));

    assertEquals(200, browser.post("/renew?renew=" + renewal).statusCode());

    assertNotEquals(cookie, browser.sessionCookie());
    assertEquals(before.id(), ownRow(browser));
    assertEquals(before.id(), onlyRow().id());
    assertEquals(before.logonTime(), onlyRow().logonTime());
    assertEquals(1, registry.counts().openedTotal());
    assertEquals(0, registry.counts().endedTotal());

    assertEquals(TerminationOutcome.TERMINATED, terminate(before.id()).outcome());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals("row=none", browser.get("/").body());
  }

  @ParameterizedTest
  @MethodSource("waysAndRenewals")
  void aLoginMayRenewTheHttpSessionAtOnce(String way, String renewal) throws Exception {
    startWithAttribute();
    Browser browser = newBrowser();
    browser.post(loginPath("alice", way) + "&renew=" + renewal);
    assertEquals(onlyRow().id(), ownRow(browser));
    assertEquals(1, registry.counts().openedTotal());
    assertEquals(TerminationOutcome.TERMINATED, terminate(onlyRow().id()).outcome());
    assertEquals(303, browser.get("/").statusCode());
  }

  @Test
  void aRowThatHasBeenRenewedExpiresAndLogsOutLikeAnother() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    browser.post("/renew?renew=copyAll");
    browser.post("/renew?renew=changeId");
    browser.post("/logout");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());

    login(browser, "alice", "attribute");
    row = ownRow(browser);
    browser.post("/renew?renew=copyUser");
    browser.get("/timeout");
    assertEquals(Ending.Cause.EXPIRED, endingOf(row).cause());
  }

  @Test
  void twoLoginsThatOneRequestLeavesBehindBothEnd() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "call");
    String row = ownRow(browser);
    browser.post(loginPath("bob", "call") + "&fresh=yes&renew=callAgain");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals("bob", onlyRow().account().login());
    assertEquals(onlyRow().id(), ownRow(browser));
    assertEquals(2, registry.counts().openedTotal());
  }

  @Test
  void anotherLoginInTheNewHttpSessionIsAnotherRow() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    browser.post(loginPath("bob", "attribute") + "&renew=copyUser");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals("bob", onlyRow().account().login());
  }
}
