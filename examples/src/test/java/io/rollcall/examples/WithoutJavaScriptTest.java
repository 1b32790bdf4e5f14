package io.rollcall.examples;

import static io.rollcall.examples.Chromium.until;
import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that runs no scripts removes sessions as well, and is asked before. */
class WithoutJavaScriptTest {
  @TempDir static Path home; // for its keystore

  @BeforeAll
  static void requireChromium() {
    Chromium.require();
  }

  @Test
  void aTransferIsRemovedOnceItHasBeenConfirmed() throws Exception {
    try (RunningDemo demo = new RunningDemo(home);
        SlowDownload download = new SlowDownload(demo.ftp("alice", "127.0.0.2"));
        SlowDownload other = new SlowDownload(demo.ftp("shop", "127.0.0.3"));
        Chromium admin = Chromium.desktop(demo)) {
      admin.logIn("admin");
      admin.runScripts(false);
      admin.open("/sessions/ftp");
      assertFalse(admin.find("#remove").isDisplayed());
      admin.tick(demo.id(FTP_SESSIONS, "alice"));
      admin.click("[formaction='/sessions/confirm']");
      until(() -> admin.path().equals("/sessions/confirm"));
      assertEquals("Remove 1 session?", admin.text("h2"));
      assertTrue(admin.text("#going").startsWith("alice Domain owner Downloading"));
      admin.screenshot("sessions-confirm-without-javascript");
      assertFalse(download.isDead());
      admin.type("#reason", "account suspended");
      admin.click("#really");
      until(() -> admin.path().equals("/sessions/remove"));
      assertTrue(admin.text("#result").contains("ended: account suspended"));
      admin.screenshot("sessions-result-without-javascript");
      until(download::isDead);
      assertFalse(other.isDead());
      admin.click("main a.button");
      until(() -> admin.path().equals("/sessions/ftp"));
      assertTrue(admin.text("#rows").contains("shop") && !admin.text("#rows").contains("alice"));
      admin.assertNoErrors();
    }
  }
}
