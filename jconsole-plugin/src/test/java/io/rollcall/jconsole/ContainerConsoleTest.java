package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin needs JConsole's interface and not its window: another console takes it as well. */
class ContainerConsoleTest {
  private static final String TABLE = "ftp.table";
  private static final String LOGIN = "FTP user login";

  @TempDir private Path home;

  @Test
  void worksInAConsoleThatIsNotJConsole() throws Exception {
    ConsoleSession.require("Another console");
    try (ConsoleServer server = ConsoleServer.start(home);
        ConsoleSession operator = ConsoleSession.openContainer(server.jmx.url())) {
      ConsoleRobot robot = operator.robot;
      FTPClient alice = server.login("alice");
      server.ftp("bob", "203.0.113.8");
      assertEquals(List.of("Sessions", "FTP Sessions", "History", "Lockouts"), robot.tabs());
      operator.tab("FTP Sessions", "ftp");
      operator.sort(TABLE, LOGIN, false);
      operator.seeColumn(TABLE, LOGIN, List.of("alice", "bob"));
      operator.tick("alice");
      operator.see(() -> robot.isEnabled("ftp.remove"));
      robot.click("ftp.remove");
      operator.see(() -> robot.isShowing("remove.confirm"));
      robot.click("remove.confirm");
      operator.see(() -> robot.text("remove.heading").equals("1 FTP session: 1 Terminated"));
      robot.click("remove.cancel");
      operator.seeColumn(TABLE, LOGIN, List.of("bob"));
      await().until(() -> !isAlive(alice));
      aTabThatIsLeftInTheWindowSaysThatTheConnectionIsClosed(server, operator);
      assertEquals(
          List.of(),
          operator.output().stream().filter(line -> line.contains("io.rollcall")).toList(),
          "nothing of ours went wrong unseen");
    }
  }

  /** The container disposes of the plugin on a background thread, twice, and keeps its tabs. */
  private static void aTabThatIsLeftInTheWindowSaysThatTheConnectionIsClosed(
      ConsoleServer server, ConsoleSession operator) throws Exception {
    ConsoleRobot robot = operator.robot;
    operator.tick("bob");
    operator.see(() -> robot.isEnabled("ftp.remove"));
    assertFalse(robot.pluginThreads().isEmpty());
    server.jmx.cut();
    operator.see(
        () -> robot.text("ftp.banner").startsWith("The console has closed the connection."));
    operator.see(() -> robot.pluginThreads().isEmpty());
    assertFalse(robot.isEnabled("ftp.remove"));
    assertFalse(robot.isEnabled("ftp.refresh"));
    robot.press("ftp.table", "F5");
    robot.selectTab("History");
    operator.see(() -> robot.text("history.banner").startsWith("The console has closed"));
    robot.selectTab("FTP Sessions");
    operator.seeColumn(TABLE, LOGIN, List.of("bob"));
    assertTrue(robot.text("ftp.banner").contains("The list is as it was at "));
    assertEquals(List.of(), robot.pluginThreads());
    operator.picture("another-console");
  }

  private static boolean isAlive(FTPClient client) {
    try {
      return client.sendNoOp();
    } catch (IOException e) {
      return false;
    }
  }
}
