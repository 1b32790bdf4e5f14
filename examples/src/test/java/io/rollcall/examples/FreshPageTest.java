package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;
import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.Actions;

/** An open page keeps itself fresh, and leaves the person at it alone. */
class FreshPageTest {
  @TempDir static Path home; // shared, for its keystore

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  private static FtpHandle open(SessionRegistry sessions, String login) throws Exception {
    FtpHandle handle = sessions.openFtp(InetAddress.getByName("203.0.113.9"), "FTP", order -> {});
    handle.loggedIn(Account.unregistered(login));
    return handle;
  }

  @Test
  void ticksFocusAndScrollPositionSurviveWhatComesAndGoes() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      SessionRegistry sessions = demo.demo.sessions();
      List<FtpHandle> handles = new ArrayList<>();
      for (int number = 10; number < 50; number++) {
        handles.add(open(sessions, "user" + number));
      }
      admin.logIn("admin").list("/sessions/ftp?order=login");
      String kept = handles.get(30).id();
      String gone = handles.get(31).id();
      admin.tick(kept);
      admin.tick(gone);
      admin.pointElsewhere();
      admin.script("document.getElementById(arguments[0]).focus()", "tick-" + kept);
      admin.script("window.scrollTo(0, 400); window.sameDocument = true");

      FtpHandle came = open(sessions, "user50");
      until(() -> admin.lists(came.id()));
      handles.get(31).closed(Ending.Cause.DISCONNECTED);
      until(() -> !admin.lists(gone));
      open(sessions, "aaron"); // pushes all rows down
      until(() -> admin.logins().get(0).equals("aaron"));

      assertTrue(admin.isTicked(kept));
      assertEquals("Remove Selected (1)", admin.text("#remove"));
      assertEquals(
          "No longer listed, so not selected: user41",
          admin.script("return document.getElementById('said').textContent"));
      assertEquals("tick-" + kept, admin.script("return document.activeElement.id"));
      double scrolled = ((Number) admin.script("return window.scrollY")).doubleValue();
      assertEquals(400, scrolled, 40); // the browser keeps what is seen in its place
      assertEquals(true, admin.script("return window.sameDocument"));
      assertEquals("41 sessions", admin.text("#summary"));
      admin.assertNoErrors();
    }
  }

  @Test
  void aRowKeepsItsPlaceUnderThePointer() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      SessionRegistry sessions = demo.demo.sessions();
      FtpHandle first = open(sessions, "bob");
      FtpHandle second = open(sessions, "carol");
      admin.logIn("admin").list("/sessions/ftp?order=login");
      new Actions(admin.driver).moveToElement(admin.find("#row-" + second.id())).perform();
      int top = admin.find("#row-" + second.id()).getRect().getY();

      first.closed(Ending.Cause.DISCONNECTED);
      until(() -> admin.find("#row-" + first.id()).getDomAttribute("class").equals("gone"));
      open(sessions, "aaron");
      until(() -> admin.logins().contains("aaron"));

      assertFalse(admin.find("#tick-" + first.id()).isEnabled());
      assertEquals(top, admin.find("#row-" + second.id()).getRect().getY());
      admin.pointElsewhere();
      until(() -> admin.logins().equals(List.of("aaron", "carol")));
    }
  }

  @Test
  void lookingAgainAndAgainKeepsThePageLive() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin").list("/sessions/ftp");
      for (int i = 0; i < 8; i++) {
        String before = admin.script("return location.href").toString();
        admin.click("#sort-login");
        until(() -> !admin.script("return location.href").equals(before));
      }
      FtpHandle bob = open(demo.demo.sessions(), "bob");
      until(() -> admin.lists(bob.id()));
      assertEquals("Live", admin.text("#live"));
      admin.assertNoErrors();
    }
  }

  /** The list must not be another than the filter says above it. */
  @Test
  void aFilterStillHoldsThatIsFollowedAtOnceByAClickOnAColumn() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      for (String login : List.of("alice", "bob", "albert")) {
        open(demo.demo.sessions(), login);
      }
      admin.logIn("admin").list("/sessions/ftp");
      admin.script(
          "const real = window.fetch; window.asked = 0;"
              + "window.fetch = async (url, options) => {"
              + "  window.asked++;"
              + "  await new Promise(answered => setTimeout(answered, 500));"
              + "  return real(url, options);"
              + "};");
      admin.type("#filter", "login=al*");
      until(() -> ((Number) admin.script("return window.asked")).intValue() > 0);
      admin.click("#sort-login");
      until(() -> admin.logins().equals(List.of("albert", "alice")));
      assertEquals("login=al*", admin.find("#filter").getDomProperty("value"));
    }
  }

  @Test
  void theOwnIdleTimeGrowsWhileThePageRefreshesItself() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin").list("/sessions");
      String own = demo.id(PANEL_SESSIONS, "admin");
      new Browser(demo).logIn("example.com");
      until(() -> admin.logins().size() == 2);
      until(
          () ->
              demo.demo
                      .sessions()
                      .session(own)
                      .orElseThrow()
                      .idle()
                      .compareTo(Duration.ofSeconds(3))
                  > 0);
      until(() -> admin.text("#row-" + own + " [data-label='Idle time']").matches("[3-9] s"));

      long begun = System.nanoTime();
      admin.click("#refresh");
      until(
          () ->
              demo.demo.sessions().session(own).orElseThrow().idle().toNanos()
                  <= System.nanoTime() - begun);
    }
  }

  @Test
  void whoeverIsLoggedOutLandsOnTheLoginPage() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium owner = Chromium.desktop(demo)) {
      owner.logIn("example.com").list("/sessions");
      demo.terminate(PANEL_SESSIONS, demo.id(PANEL_SESSIONS, "example.com"), "left");
      until(() -> owner.path().equals("/login"));
    }
  }

  @Test
  void aPageOfManyIsTurned() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      SessionRegistry sessions = demo.demo.sessions();
      for (int number : IntStream.range(100, 220).toArray()) {
        open(sessions, "user" + number);
      }
      admin.logIn("admin").list("/sessions/ftp?order=login");
      assertEquals(50, admin.logins().size());
      admin.click("#next");
      until(() -> admin.logins().get(0).equals("user150"));
      admin.click("#last");
      until(() -> admin.logins().get(0).equals("user200"));
      assertEquals(20, admin.logins().size());
      assertTrue(admin.text("#pager").contains("Page 3 of 3"), admin.text("#pager"));
      admin.screenshot("sessions-last-page");
    }
  }

  @Test
  void aPageWithoutAPlaceForItsStreamAsksNowAndThen() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin").list("/sessions");
      HttpRequest stream =
          HttpRequest.newBuilder(demo.panel("/sessions/stream"))
              .header(
                  "Cookie",
                  "JSESSIONID=" + admin.driver.manage().getCookieNamed("JSESSIONID").getValue())
              .build();
      HttpClient client = HttpClient.newHttpClient();
      List<InputStream> others = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        others.add(client.send(stream, HttpResponse.BodyHandlers.ofInputStream()).body());
      }
      until(() -> admin.text("#live").equals("Refreshed every 10 seconds"));
      assertEquals(List.of("admin"), admin.logins());
      for (InputStream other : others) {
        other.close();
      }
    }
  }

  @Test
  void thePageSaysThatThePanelIsNotThere() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin").list("/sessions");
      demo.demo.close();
      until(() -> admin.text("#live").startsWith("No connection to the panel. This is from "));
      admin.screenshot("sessions-no-connection");
    }
  }
}
