package io.rollcall.examples;

import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.LockoutTarget;
import io.rollcall.Revocation;
import io.rollcall.TerminationOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lockout holds at both doors, whichever it comes from, and outlives the server. */
class LockoutAtBothDoorsTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("admin").because("left");

  @TempDir Path home;

  @Test
  void fiveFailuresOnFtpCloseThePanelToo() throws Exception {
    try (RunningDemo demo = new RunningDemo(home, 0, 5)) {
      FTPClient client = new FTPClient();
      client.connect(InetAddress.getLoopbackAddress(), demo.demo.ftpPort());
      for (int i = 0; i < 2; i++) { // the server itself closes after the third
        assertFalse(client.login("alice", "wrong"));
      }
      client.disconnect();
      client.connect(InetAddress.getLoopbackAddress(), demo.demo.ftpPort());
      for (int i = 0; i < 2; i++) {
        assertFalse(client.login("alice", "wrong"));
      }
      new Browser(demo).logIn("admin");
      assertFalse(client.login("alice", "wrong"));
      client.disconnect();

      assertThrows(IOException.class, () -> new Browser(demo).logIn("admin"));
      assertThrows(IOException.class, () -> demo.ftp("alice"));
    }
  }

  @Test
  void aDomainIsRevokedAtBothDoorsInOneStep() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      demo.ftp("backup");
      new Browser(demo).logIn("example.com");
      new Browser(demo).logIn("info@example.com");
      Browser admin = new Browser(demo).logIn("admin");

      Revocation report =
          demo.demo.sessions().lockouts().revoke(LockoutTarget.domain("Example.COM."), null, ORDER);

      assertEquals(3, report.terminations().size(), report.toString());
      assertEquals("backup", demo.rows(FTP_SESSIONS).get(0).get("login"));
      assertEquals(1, demo.count(PANEL_SESSIONS));
      assertEquals("/", admin.visit().uri().getPath());
      assertThrows(IOException.class, () -> demo.ftp("alice"));
      assertThrows(IOException.class, () -> new Browser(demo).logIn("example.com"));
    }
  }

  @Test
  void aLockoutOutlivesTheServer() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.demo.sessions().lockouts().add(LockoutTarget.login("alice"), Duration.ofDays(1), ORDER);
    }
    try (RunningDemo demo = new RunningDemo(home)) {
      assertThrows(IOException.class, () -> demo.ftp("alice"));
      demo.ftp("shop");
      demo.demo.sessions().lockouts().lift(LockoutTarget.login("alice"), ORDER);
      await().until(() -> demo.ftp("alice").isConnected());
    }
  }
}
