package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The pictures of JConsole in the documentation, with the plugin and without, taken of a running
 * demo that has visitors. Run by {@code docs/screenshots.sh}, and not with the tests.
 */
@EnabledIfSystemProperty(named = "rollcall.demo.jmx", matches = "service:jmx:.*")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsolePictures {
  private static final String URL = System.getProperty("rollcall.demo.jmx");
  private static final String FTP = "ftp.table";
  private static final String LOGIN = "FTP user login";

  private static ConsoleSession console(boolean plugin) throws Exception {
    ConsoleSession.require("The pictures");
    return ConsoleSession.logIn(plugin, URL, "operator", "demo");
  }

  @Test
  @Order(1)
  void withoutThePlugin() throws Exception {
    try (ConsoleSession operator = console(false)) {
      ConsoleRobot robot = operator.robot;
      open(operator, "io.rollcall", "FtpSessions", "default");
      open(operator, "io.rollcall", "FtpSessions", "default", "Attributes", "Table");
      operator.see(() -> robot.unfold("Table"));
      operator.picture("jconsole-table");
      open(operator, "io.rollcall", "FtpSessions", "default", "Operations", "terminate");
      operator.see(
          () -> {
            robot.fillIn(List.of(idOf("anonymous"), "account suspended"));
            return true;
          });
      robot.click("terminate");
      operator.see(() -> robot.texts().stream().anyMatch(text -> text.contains("TERMINATED")));
      operator.picture("jconsole-terminate");
    }
  }

  @SuppressWarnings("BanJNDI") // the address is the demo's own
  private static String idOf(String login) throws Exception {
    try (JMXConnector connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL(URL),
            Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", "demo"}))) {
      CompositeData[] sessions =
          (CompositeData[])
              connector
                  .getMBeanServerConnection()
                  .getAttribute(
                      new ObjectName("io.rollcall:type=FtpSessions,name=default"), "Sessions");
      return Stream.of(sessions)
          .filter(session -> login.equals(session.get("login")))
          .map(session -> (String) session.get("id"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void open(ConsoleSession operator, String... path) {
    operator.see(
        () -> {
          operator.robot.selectTab("MBeans");
          operator.robot.openInTree(List.of(path));
          return true;
        });
  }

  @Test
  @Order(2)
  void withThePlugin() throws Exception {
    try (ConsoleSession operator = console(true)) {
      ConsoleRobot robot = operator.robot;
      operator.tab("Sessions", "panel");
      operator.see(() -> robot.rowCount("panel.table") >= 3);
      int hostile = robot.rowCount("panel.table") - 1;
      robot.clickCell("panel.table", hostile, 2);
      robot.pointAt("panel.status");
      operator.picture("jconsole-sessions");

      operator.tab("FTP Sessions", "ftp");
      operator.sort(FTP, LOGIN, false);
      int alice = operator.column(FTP, "Status").indexOf("Downloading");
      robot.clickCell(FTP, alice, 3);
      String mallory =
          operator.column(FTP, LOGIN).stream()
              .filter(login -> login.contains("mallory"))
              .findFirst()
              .orElseThrow();
      operator.tick(mallory);
      operator.tick("shop");
      robot.pointAt("ftp.status");
      Set<String> refreshes = new HashSet<>(); // each adds to the plot
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> refreshes.add(robot.text("ftp.status")) && refreshes.size() >= 25);
      operator.picture("jconsole-ftp-sessions");

      robot.click("ftp.remove");
      operator.see(() -> robot.isShowing("remove.confirm"));
      robot.type("remove.reason", "account suspended");
      robot.choose("remove.lockout", 1);
      operator.picture("jconsole-remove");
      robot.click("remove.confirm");
      operator.see(() -> robot.text("remove.heading").contains("2 Terminated"));
      operator.picture("jconsole-removed");
      robot.click("remove.cancel");

      operator.tab("History", "history");
      operator.see(() -> robot.rowCount("history.table") >= 3);
      operator.picture("jconsole-history");
      operator.tab("Lockouts", "lockouts");
      operator.see(() -> robot.rowCount("lockouts.table") == 2);
      operator.picture("jconsole-lockouts");
      assertTrue(robot.isEnabled("lockouts.lockOut"));
    }
  }
}
