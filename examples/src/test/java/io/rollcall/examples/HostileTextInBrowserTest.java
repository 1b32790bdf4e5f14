package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;
import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Whatever a client calls itself or its files is text on the page, and fetches nothing. */
class HostileTextInBrowserTest {
  @TempDir static Path home; // shared, for its keystore
  private final AtomicInteger fetched = new AtomicInteger();
  private HttpServer canary;
  private List<String> hostile;

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  @BeforeEach
  void listen() throws Exception {
    canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    canary.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    canary.start();
    String url = "http://127.0.0.1:" + canary.getAddress().getPort();
    hostile =
        List.of(
            "<html><img src=" + url + "/a>",
            "\"><img src=" + url + "/b onerror=\"document.title='taken over'\">",
            "'><script src='" + url + "/c'></script>",
            "</bdi></td></tr></table><iframe src=" + url + "/d></iframe>",
            "javascript:fetch('" + url + "/e')",
            "&lt;b&gt;&quot;&#39;&amp;",
            "\u202Ecod.exe\u2066 \u05D0\u05D1\u05D2 12 \u200F",
            "line\r\nevent: ended\r\ndata: forged\n\n");
  }

  @AfterEach
  void stop() {
    canary.stop(0);
  }

  private void openAll(SessionRegistry sessions) throws Exception {
    InetAddress address = InetAddress.getByName("203.0.113.9");
    for (String text : hostile) {
      Account account = new Account(text, AccountType.WEB_USER, text);
      AtomicReference<SessionHandle> panel = new AtomicReference<>();
      panel.set(
          sessions.openPanel(
              PanelLogin.of(account).address(address).client(text).build(),
              order -> panel.get().closed(Ending.Cause.LOGGED_OUT)));
      AtomicReference<FtpHandle> ftp = new AtomicReference<>();
      ftp.set(
          sessions.openFtp(address, text, order -> ftp.get().closed(Ending.Cause.DISCONNECTED)));
      ftp.get().loggedIn(account);
      ftp.get().location(text);
      ftp.get().startTransfer(io.rollcall.TransferDirection.DOWNLOAD, text, 0, 1_000L);
    }
  }

  @Test
  void namesAreTextInListsDialogsAndResults() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin").list("/sessions/ftp");
      openAll(demo.demo.sessions()); // comes by the stream
      until(() -> admin.logins().size() == hostile.size());
      assertHarmless(admin, 12);
      admin.list("/sessions/ftp"); // and as a page
      assertHarmless(admin, 12);
      assertEquals(
          hostile.get(0),
          admin.text("tbody tr:nth-child(1) td:nth-child(4)").replace("\\u003C", "<"));
      assertEquals(hostile.get(1), admin.text("tbody tr:nth-child(2) td:nth-child(4)"));
      assertTrue(
          admin.text("tbody tr:nth-child(7) td:nth-child(7)").startsWith("\\u202Ecod.exe\\u2066"));
      admin.screenshot("sessions-hostile-names");
      removeAll(admin);

      admin.list("/sessions");
      assertHarmless(admin, 7);
      removeAll(admin);
      assertEquals(1, admin.logins().size());
    }
  }

  private void removeAll(Chromium admin) {
    admin.click("#all");
    admin.click("#remove");
    assertEquals(
        hostile.get(2), admin.driver.findElements(By.cssSelector("#going li b")).get(2).getText());
    admin.type("#reason", hostile.get(1));
    List<String> lines = admin.confirm();
    assertEquals(hostile.size(), lines.size());
    assertTrue(lines.get(1).startsWith(hostile.get(1)), lines.get(1));
    assertTrue(lines.get(2).contains("ended: " + hostile.get(1)), lines.get(2));
    admin.click("#close");
    admin.pointElsewhere();
    until(() -> admin.logins().size() <= 1);
    assertHarmless(admin, 0);
  }

  private void assertHarmless(Chromium admin, int cells) {
    assertEquals(
        0L,
        admin.script("return document.querySelectorAll('main img, main script, iframe').length"));
    assertTrue(admin.driver.getTitle().endsWith("· Hosting panel"), admin.driver.getTitle());
    if (cells > 0) {
      assertEquals(
          true,
          admin.script(
              "return [...document.querySelectorAll('#rows > tr')]"
                  + ".every(row => row.cells.length === arguments[0])",
              cells));
    }
    assertEquals(0, fetched.get());
    admin.assertNoErrors();
  }

  @Test
  void realClientsNameFilesAndThemselves() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        Chromium admin = Chromium.desktop(demo)) {
      FTPClient client = demo.ftp("alice");
      String directory = "<img src=x onerror=alert(1)>";
      assertTrue(client.makeDirectory(directory), client.getReplyString());
      assertTrue(client.changeWorkingDirectory(directory), client.getReplyString());
      assertTrue(
          client.storeFile("\"'><script>alert(2).txt", new ByteArrayInputStream(new byte[1])));
      new Browser(demo, "<script>alert(3)</script>").logIn("example.com");
      admin.logIn("admin").list("/sessions/ftp");
      assertEquals(
          "/" + directory,
          admin.text(
              "#row-" + demo.id(FTP_SESSIONS, "alice") + " [data-label='Current location']"));
      admin.list("/sessions");
      assertEquals("<script>alert(3)</script>", admin.text("tr:not(.own) [data-label='Browser']"));
      assertHarmless(admin, 7);
    }
  }
}
