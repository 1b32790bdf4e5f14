package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that may only look sees the lists, and reads why it may not do more. */
class AccessConsoleTest {
  @TempDir private Path home;

  @Test
  void whoMayOnlyLookIsToldSo() throws Exception {
    ConsoleSession.require("A read-only account");
    try (ConsoleServer server = ConsoleServer.startReadOnly(home);
        ConsoleSession viewer = ConsoleSession.open(server.jmx.url())) {
      server.ftp("bob", "203.0.113.10");
      server.ftp("alice", "203.0.113.9");
      viewer.tab("FTP Sessions", "ftp");
      viewer.sort("ftp.table", "IP address", false);
      viewer.seeColumn("ftp.table", "FTP user login", List.of("alice", "bob"));
      viewer.robot.clickCell("ftp.table", 0, 0);
      String why = "This account may only look: it is not allowed to end sessions";
      viewer.see(() -> viewer.robot.text("ftp.notice").equals(why + "."));
      assertFalse(viewer.robot.isEnabled("ftp.remove"));
      assertEquals(why, viewer.robot.toolTip("ftp.remove"));
      assertFalse(viewer.robot.isEnabled("ftp.filter"));
      viewer.picture("read-only");

      viewer.tab("Lockouts", "lockouts");
      viewer.see(() -> viewer.robot.text("lockouts.notice").startsWith("This account may only"));
      assertFalse(viewer.robot.isEnabled("lockouts.lockOut"));
      viewer.tab("History", "history");
      assertTrue(viewer.robot.text("history.status").startsWith("0 records"));
      assertEquals(2, server.registry.ftpSessions().size());
    }
  }
}
