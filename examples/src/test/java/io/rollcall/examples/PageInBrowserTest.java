package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;
import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** An administrator at the page, in a real browser with real clients. */
class PageInBrowserTest {
  @TempDir static Path home; // shared, for its keystore

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  @Test
  void twoTransfersAndABrowserAreRemoved() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        SlowDownload first = new SlowDownload(demo.ftp("alice", "127.0.0.2"));
        SlowDownload second = new SlowDownload(demo.ftp("shop", "127.0.0.3"));
        Chromium admin = Chromium.desktop(demo);
        Chromium other = Chromium.desktop(demo)) {
      demo.ftp("backup");
      other.logIn("example.com").list("/sessions");
      admin.logIn("admin").click("a[href='/sessions/ftp']");
      until(() -> admin.logins().equals(List.of("alice", "shop", "backup")));

      admin.type("#filter", "login=sho*");
      until(() -> admin.logins().equals(List.of("shop")));
      assertEquals("1 of 3 sessions match", admin.text("#summary"));
      admin.type("#filter", "speed=fast");
      until(() -> admin.text("#filter-error").contains("position 6, '=fast': expected < or >"));
      assertEquals("true", admin.find("#filter").getDomAttribute("aria-invalid"));
      assertEquals(List.of("shop"), admin.logins());
      admin.screenshot("sessions-filter-mistake");
      admin.click("#filter");
      admin.find("#filter").sendKeys(Keys.chord(Keys.CONTROL, "a") + Keys.DELETE);
      until(() -> admin.logins().size() == 3);
      assertEquals("", admin.text("#filter-error"));

      admin.click("#sort-login");
      until(() -> admin.logins().equals(List.of("alice", "backup", "shop")));
      admin.click("#sort-login");
      until(() -> admin.logins().equals(List.of("shop", "backup", "alice")));
      until(
          () ->
              admin
                  .find("#sort-login")
                  .findElement(By.xpath(".."))
                  .getDomAttribute("aria-sort")
                  .equals("descending"));

      String alice = demo.id(FTP_SESSIONS, "alice");
      String shop = demo.id(FTP_SESSIONS, "shop");
      admin.tick(alice);
      admin.tick(shop);
      assertEquals("Remove Selected (2)", admin.text("#remove"));
      admin.click("#remove");
      assertEquals("Remove 2 sessions?", admin.text("#confirm-title"));
      assertEquals(
          List.of(
              "shop Subdomain owner Downloading /site-backup.tar 127.0.0.3",
              "alice Domain owner Downloading /site-backup.tar 127.0.0.2"),
          admin.driver.findElements(By.cssSelector("#going li")).stream()
              .map(item -> item.getText())
              .toList());
      admin.type("#reason", "account suspended");
      admin.screenshot("sessions-confirm");
      assertFalse(first.isDead() || second.isDead());
      List<String> lines = admin.confirm();

      assertEquals(2, lines.size(), lines.toString());
      assertTrue(lines.get(0).startsWith("shop " + shop + " removed"), lines.get(0));
      assertTrue(lines.get(1).contains("ended: account suspended"), lines.get(1));
      admin.screenshot("sessions-result");
      until(() -> first.isDead() && second.isDead());
      assertTrue(first.taken() > 0 && second.taken() > 0);
      admin.click("#close");
      admin.pointElsewhere();
      until(() -> admin.logins().equals(List.of("backup")));
      assertEquals("Remove Selected", admin.text("#remove"));

      admin.click(".tabs a[href='/sessions']");
      admin.tick(demo.id(PANEL_SESSIONS, "example.com"));
      admin.click("#remove");
      assertEquals(1, admin.confirm().size());
      until(() -> other.path().equals("/login"));
      assertEquals("/sessions", admin.path());
      admin.assertNoErrors();
    }
  }

  @Test
  void theOwnSessionCannotBeTicked() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      new Browser(demo).logIn("example.com");
      new Browser(demo).logIn("info@example.com");
      new Browser(demo).logIn("admin");
      admin.logIn("admin").list("/sessions");
      assertEquals(4, admin.logins().size());
      assertEquals(1, admin.driver.findElements(By.cssSelector("tr.own")).size());
      assertTrue(admin.text("tr.own").contains("this is you"), admin.text("tr.own"));
      assertTrue(admin.driver.findElements(By.cssSelector("tr.own input")).isEmpty());
      admin.click("#all");
      assertEquals("Remove Selected (3)", admin.text("#remove"));
      admin.click("#remove");
      assertEquals(3, admin.confirm().size());
      admin.click("#close");
      admin.pointElsewhere();
      until(() -> admin.logins().equals(List.of("admin")));
      assertEquals(1, demo.count(PANEL_SESSIONS));
      assertFalse(admin.find("#all").isEnabled());
    }
  }

  @Test
  void aLoginIsKeptOutFromTheDialog(@TempDir Path ownHome) throws Exception {
    try (RunningDemo demo = new RunningDemo(ownHome);
        Chromium admin = Chromium.desktop(demo)) {
      FTPClient alice = demo.ftp("alice");
      admin.logIn("admin").list("/sessions/ftp");
      admin.tick(demo.id(FTP_SESSIONS, "alice"));
      admin.click("#remove");
      admin.click("[name='lockout'][value='address']");
      admin.click("#really");
      until(() -> admin.text("#order-error").contains("keep yourself out"));
      admin.screenshot("sessions-keep-yourself-out");
      assertTrue(alice.sendNoOp());
      assertTrue(admin.text("#question").contains("loses every other session as well"));
      admin.click("[name='lockout'][value='login']");
      admin.type("#minutes", "5");
      List<String> lines = admin.confirm();
      assertTrue(lines.get(0).contains("removed"), lines.toString());
      FTPClient again = new FTPClient();
      again.connect(HostingDemo.LOOPBACK, demo.demo.ftpPort());
      assertFalse(again.login("alice", DemoAccount.PASSWORD));
      assertEquals(FTPReply.NOT_LOGGED_IN, again.getReplyCode());
      again.disconnect();
      assertEquals(1, demo.demo.sessions().lockouts().list().size());
    }
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        SlowDownload download = new SlowDownload(demo.ftp("alice"));
        Chromium admin = Chromium.desktop(demo)) {
      demo.ftp("shop");
      admin.logIn("admin").list("/sessions/ftp");
      String tick = "tick-" + demo.id(FTP_SESSIONS, "alice");
      tabTo(admin, "filter");
      new Actions(admin.driver).sendKeys("login=alice", Keys.ENTER).perform();
      until(() -> admin.logins().equals(List.of("alice")));
      tabTo(admin, "sort-login");
      new Actions(admin.driver).sendKeys(Keys.ENTER).perform();
      until(() -> admin.driver.getCurrentUrl().contains("order=login"));
      assertEquals("sort-login", focused(admin));
      tabTo(admin, tick);
      new Actions(admin.driver).sendKeys(Keys.SPACE).perform();
      until(() -> admin.text("#remove").equals("Remove Selected (1)"));
      tabTo(admin, "remove");
      new Actions(admin.driver).sendKeys(Keys.ENTER, Keys.ENTER).perform(); // twice, by a slip
      until(() -> admin.find("#confirm").isDisplayed());
      assertEquals("going", focused(admin));
      new Actions(admin.driver).sendKeys(Keys.ESCAPE).perform();
      until(() -> !admin.find("#confirm").isDisplayed());
      assertEquals("remove", focused(admin));
      assertFalse(download.isDead());
      new Actions(admin.driver).sendKeys(Keys.ENTER).perform();
      until(() -> admin.find("#confirm").isDisplayed());
      tabTo(admin, "reason");
      new Actions(admin.driver).sendKeys("by keyboard").perform();
      tabTo(admin, "really");
      new Actions(admin.driver).sendKeys(Keys.ENTER).perform();
      until(download::isDead);
      until(() -> focused(admin).equals("close"));
      assertTrue(admin.text("#result").contains("ended: by keyboard"), admin.text("#result"));
      new Actions(admin.driver).sendKeys(Keys.ENTER).perform();
      until(() -> !admin.find("#confirm").isDisplayed());
      until(() -> admin.text("#empty").equals("No session matches."));
      admin.assertNoErrors();
    }
  }

  private static String focused(Chromium browser) {
    return (String) browser.script("return document.activeElement.id");
  }

  private static void tabTo(Chromium browser, String id) {
    for (int presses = 0; presses < 60 && !focused(browser).equals(id); presses++) {
      new Actions(browser.driver).sendKeys(Keys.TAB).perform();
    }
    assertEquals(id, focused(browser));
  }
}
