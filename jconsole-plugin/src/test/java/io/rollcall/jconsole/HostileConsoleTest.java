package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Texts that attackers choose are shown as text, and the operator's computer calls nobody. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileConsoleTest {
  private static final String TURNED = "\u202Etxt.exe\u202C\u001B[2J";

  @TempDir private static Path home;
  private static Canary canary;
  private static ConsoleServer server;
  private static ConsoleSession operator;
  private static ConsoleRobot robot;

  @BeforeAll
  static void open() throws Exception {
    ConsoleSession.require("Hostile texts");
    canary = new Canary();
    server = ConsoleServer.start(home);
    operator = ConsoleSession.open(server.jmx.url());
    robot = operator.robot;
  }

  @AfterAll
  static void close() throws Exception {
    if (operator != null) {
      operator.close();
    }
    if (server != null) {
      server.close();
      canary.close();
    }
  }

  @Test
  @Order(1)
  void hostileLoginsShowAsTextAndFetchNothing() throws Exception {
    FTPClient client = server.login(canary.bait());
    FTPClient turned = server.login(TURNED);
    assertTrue(client.makeDirectory("<html>x"), client.getReplyString());
    assertTrue(client.changeWorkingDirectory("<html>x"), client.getReplyString());
    server.panel(
        new Account(canary.bait(), AccountType.CLIENT, canary.bait()),
        "203.0.113.7",
        canary.bait());
    operator.tab("Sessions", "panel");
    operator.see(() -> robot.rowCount("panel.table") == 1);
    robot.clickCell("panel.table", 0, 2);
    operator.see(() -> robot.text("panel.details").contains("img src"));
    assertShownAsText(robot);

    operator.tab("FTP Sessions", "ftp");
    operator.see(() -> robot.rowCount("ftp.table") == 2);
    assertTrue(operator.column("ftp.table", "FTP user login").get(0).contains("img src"));
    assertTrue(operator.column("ftp.table", "FTP user login").get(1).contains("\\u202E"));
    robot.clickCell("ftp.table", 0, 0);
    assertShownAsText(robot);
    tickTheFirst();
    robot.click("ftp.remove");
    operator.see(() -> robot.isShowing("remove.confirm"));
    robot.type("remove.reason", "<html>x");
    robot.click("remove.confirm");
    operator.see(() -> robot.text("remove.heading").startsWith("1 FTP session: 1 Terminated"));
    assertShownAsText(robot);
    robot.click("remove.cancel");
    operator.tab("History", "history");
    operator.see(() -> robot.rowCount("history.table") == 1);
    assertShownAsText(robot);
    assertEquals(0, canary.fetched());
    assertTrue(turned.sendNoOp());
    server.clear();
  }

  @Test
  @Order(2)
  void aServerThatLetsEverythingThroughDoesNoHarm() throws Exception {
    RawBeans.register(server.beans, canary.bait());
    operator.tab("FTP Sessions", "ftp");
    operator.see(() -> robot.isShowing("ftp.registry"));
    robot.choose("ftp.registry", 1);
    operator.see(() -> robot.rowCount("ftp.table") == 1);
    for (int column = 1; column < robot.columns("ftp.table").size(); column++) {
      robot.pointAt("ftp.table", 0, column);
      assertPlain(String.valueOf(robot.hint("ftp.table", 0, column)));
    }
    robot.type("ftp.filter", "bad");
    operator.see(() -> robot.text("ftp.mistake").contains("img src"));
    robot.type("ftp.filter", "");
    robot.clickCell("ftp.table", 0, 0);
    assertShownAsText(robot);
    operator.picture("hostile");
    tickTheFirst();
    robot.click("ftp.remove");
    operator.see(() -> robot.isShowing("remove.confirm"));
    robot.click("remove.confirm");
    operator.see(() -> robot.text("remove.heading").startsWith("1 FTP session: 1 "));
    assertShownAsText(robot);
    robot.click("remove.cancel");
    operator.tab("History", "history");
    operator.see(() -> robot.rowCount("history.table") == 1);
    assertShownAsText(robot);
    operator.tab("Lockouts", "lockouts");
    operator.see(() -> robot.rowCount("lockouts.table") == 1);
    robot.clickCell("lockouts.table", 0, 0);
    operator.see(() -> robot.isEnabled("lockouts.lift"));
    robot.click("lockouts.lift");
    operator.see(() -> robot.isShowing("order.confirm"));
    robot.click("order.confirm");
    operator.see(() -> robot.text("order.heading").startsWith("The server's answer"));
    assertShownAsText(robot);
    robot.click("order.cancel");
    assertEquals(0, canary.fetched());

    RawBeans.unregister(server.beans, canary.bait());
  }

  /** Proves that the canary would have been heard. */
  @Test
  @Order(3)
  void aCarelessConsoleWouldHaveBeenFoundOut() throws Exception {
    robot.showCarelessly(canary.bait());
    await().until(() -> canary.fetched() > 0);
  }

  /** A click right after the lines moved does not count. */
  private static void tickTheFirst() {
    operator.see(
        () -> {
          if (!robot.isEnabled("ftp.remove")) {
            robot.clickCell("ftp.table", 0, 0);
          }
          return robot.isEnabled("ftp.remove");
        });
  }

  private static void assertShownAsText(ConsoleRobot robot) throws Exception {
    List<String> texts = robot.texts();
    assertTrue(texts.size() > 5, texts::toString);
    for (String table : List.of("panel.table", "ftp.table", "history.table", "remove.table")) {
      if (robot.isShowing(table)) {
        robot.lines(table).forEach(line -> line.forEach(HostileConsoleTest::assertPlain));
      }
    }
  }

  private static void assertPlain(String text) {
    assertFalse(text.startsWith("<html"), text);
    assertFalse(text.chars().anyMatch(Character::isISOControl), text);
    assertFalse(text.contains("\u202E"), text);
  }
}
