package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class EndingTest extends PanelTestBase {
  private void assertLogout(String way, String how) {
    Browser browser = login("alice", way);
    String row = ownRow(browser);
    assertEquals("bye", browser.post("/logout?how=" + how).body());
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals("row=none", browser.get("/").body());
    assertEquals(List.of(), registry.panelSessions());
  }

  @Test
  void anInvalidatedHttpSessionHasLoggedOut() throws Exception {
    startWithAttribute();
    for (String way : List.of("attribute", "framework", "container", "call")) {
      assertLogout(way, "invalidate");
    }
  }

  @Test
  void anAnonymousHttpSessionAfterwardsIsNotTheLogin() throws Exception {
    startWithAttribute();
    for (String way : List.of("attribute", "framework", "call")) {
      assertLogout(way, "invalidateAndGreet");
    }
  }

  @Test
  void aPrincipalThatOutlivesItsHttpSessionWithinARequestIsFoundOutByTheNext() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "container");
    String row = ownRow(browser);
    browser.post("/logout?how=invalidateAndGreet");
    browser.get("/touch");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void theContainersLogoutIsSeen() throws Exception {
    start(options -> options);
    assertLogout("container", "container");
  }

  @Test
  void aVanishedUserHasLoggedOut() throws Exception {
    startWithAttribute();
    assertLogout("attribute", "removeUser");
    assertLogout("framework", "removeUser");
    assertLogout("attribute", "removeAll");
  }

  @Test
  void aLogoutThatThePanelReportsIsSeen() throws Exception {
    startWithAttribute();
    assertLogout("call", "call");
  }

  @Test
  void aLoginThatIsStillThereAfterAReportedLogoutIsAnotherRow() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    browser.post("/logout?how=call");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals(List.of(), registry.panelSessions());
    assertNotEquals(row, ownRow(browser));
  }

  @Test
  void anHttpSessionThatTimesOutHasExpired() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    browser.get("/timeout");
    assertEquals(Ending.Cause.EXPIRED, endingOf(row).cause());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void aLogoutWithAShortTimeoutIsALogout() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    browser.get("/timeout");
    browser.post("/logout");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
  }

  @Test
  void whenTheWebApplicationStopsAllAreShutDown() throws Exception {
    startWithAttribute();
    String first = ownRow(login("alice", "attribute"));
    String second = ownRow(login("alice", "call"));
    host.stop();
    assertEquals(Ending.Cause.SHUT_DOWN, endingOf(first).cause());
    assertEquals(Ending.Cause.SHUT_DOWN, endingOf(second).cause());
    assertEquals(0, registry.counts().panelSessions());
  }

  @Test
  void closingStopsKeepingTrackAndLeavesThePanelAlone() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    PanelSessions sessions = PanelSessions.of(host.servletContext());
    sessions.close();
    sessions.close();
    assertEquals(Ending.Cause.SHUT_DOWN, endingOf(row).cause());
    assertEquals("touched", browser.get("/touch").body());
    assertEquals("bye", browser.post("/logout").body());
    assertEquals(200, newBrowser().post(loginPath("bob", "attribute")).statusCode());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aClosedRegistryBreaksNoRequest() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    registry.close();
    assertEquals("touched", browser.get("/touch").body());
    assertEquals("welcome", newBrowser().post(loginPath("bob", "attribute")).body());
    assertTrue(logText().contains("WARN io.rollcall.panel.PanelSessions"));
    assertFalse(browser.sessionCookie().isEmpty());
  }
}
