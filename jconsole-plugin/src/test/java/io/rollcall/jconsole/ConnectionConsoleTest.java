package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.SessionMBeans;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections come and go, and registries; the tabs say so and go on. */
class ConnectionConsoleTest {
  @TempDir private Path home;

  @Test
  void offersRegistriesGoesOnWhenTheConnectionIsBackAndEndsWithIt() throws Exception {
    ConsoleSession.require("A lost connection");
    try (ConsoleServer server = ConsoleServer.start(home);
        // it offers to reconnect when its own interval is over
        ConsoleSession operator = ConsoleSession.open("-interval=1", server.jmx.url())) {
      ConsoleRobot robot = operator.robot;
      server.ftp("alice", "203.0.113.7");
      operator.tab("FTP Sessions", "ftp");
      operator.seeColumn("ftp.table", "FTP user login", List.of("alice"));
      offersTheRegistriesByName(server, operator);
      operator.tick("alice");
      operator.see(() -> robot.isEnabled("ftp.remove"));

      server.jmx.cut();
      operator.see(() -> robot.text("ftp.banner").startsWith("No connection to the server."));
      assertFalse(robot.isEnabled("ftp.remove"));
      assertEquals("There is no connection to the server", robot.toolTip("ftp.remove"));
      assertEquals(List.of("alice"), operator.column("ftp.table", "FTP user login"));
      operator.picture("disconnected");

      server.ftp("bob", "203.0.113.8");
      server.jmx.open();
      operator.see(() -> robot.isShowing("Reconnect"));
      robot.click("Reconnect");
      operator.seeColumn("ftp.table", "FTP user login", List.of("alice", "bob"));
      operator.see(() -> !robot.isShowing("ftp.banner"));
      operator.see(() -> robot.isEnabled("ftp.remove"));

      assertFalse(robot.pluginThreads().isEmpty());
      robot.closeConnection();
      operator.see(() -> robot.pluginThreads().isEmpty());
    }
  }

  private static void offersTheRegistriesByName(ConsoleServer server, ConsoleSession operator)
      throws Exception {
    ConsoleRobot robot = operator.robot;
    assertFalse(robot.isShowing("ftp.registry"));
    SessionRegistry second = SessionRegistry.builder().name("second site").build();
    Registration beans = SessionMBeans.builder(second).mBeanServer(server.beans).register();
    try {
      operator.see(() -> robot.isShowing("ftp.registry"));
      assertEquals("default", robot.text("ftp.registry"));
      robot.choose("ftp.registry", 1);
      operator.see(() -> robot.rowCount("ftp.table") == 0);
      assertEquals("second site", robot.text("ftp.registry"));
      robot.choose("ftp.registry", 0);
      operator.seeColumn("ftp.table", "FTP user login", List.of("alice"));
    } finally {
      beans.close();
      second.close();
    }
    operator.see(() -> !robot.isShowing("ftp.registry"));
  }
}
