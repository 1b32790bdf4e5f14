package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.spi.FtpHandle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with the lists, in the real JConsole, with real clicks and keys. */
class SessionsConsoleTest {
  private static final String TABLE = "ftp.table";
  private static final String LOGIN = "FTP user login";

  @TempDir private static Path home;
  private static ConsoleServer server;
  private static ConsoleSession operator;
  private static ConsoleRobot robot;

  @BeforeAll
  static void open() throws Exception {
    ConsoleSession.require("The plugin's lists");
    server = ConsoleServer.start(home);
    operator = ConsoleSession.open(server.jmx.url());
    robot = operator.robot;
  }

  @AfterAll
  static void close() throws Exception {
    if (server != null) {
      operator.close();
      server.close();
    }
  }

  @BeforeEach
  void clear() throws Exception {
    server.clear();
    operator.tab("FTP Sessions", "ftp");
    if (!robot.text("ftp.filter").isEmpty()) {
      robot.type("ftp.filter", "");
    }
    robot.click("ftp.refresh");
    operator.see(() -> robot.rowCount(TABLE) == 0);
  }

  @Test
  void hasThePagesColumnsInThePagesOrder() throws Exception {
    assertEquals(
        List.of(
            " ",
            "Type",
            "Status",
            LOGIN,
            "Domain name",
            "Current location",
            "File name",
            "Speed",
            "Progress, %",
            "IP address",
            "Logon time",
            "Idle time"),
        robot.columns(TABLE));
    operator.tab("Sessions", "panel");
    assertEquals(
        List.of(" ", "Type", "Login", "IP address", "Logon time", "Idle time"),
        robot.columns("panel.table"));
  }

  @Test
  void showsPanelSessionsAndAllOfTheSelectedOne() throws Exception {
    server.panel(new Account("admin", AccountType.ADMINISTRATOR, null), "203.0.113.7", "Firefox");
    operator.tab("Sessions", "panel");
    operator.seeColumn("panel.table", "Login", List.of("admin"));
    assertEquals(List.of("Administrator"), operator.column("panel.table", "Type"));
    robot.clickCell("panel.table", 0, 2);
    operator.see(() -> robot.text("panel.details").contains("Firefox"));
    operator.picture("sessions");
  }

  @Test
  void filtersAndTellsAMistakeInPlace() throws Exception {
    server.ftp("alice", "203.0.113.7");
    server.ftp("albert", "203.0.113.8");
    server.ftp("bob", "203.0.113.9");
    operator.sort(TABLE, LOGIN, true);
    robot.type("ftp.filter", "login=al*");
    operator.seeColumn(TABLE, LOGIN, List.of("alice", "albert"));
    operator.see(() -> robot.text("ftp.status").startsWith("3 FTP sessions, 2 shown, refreshed"));
    robot.type("ftp.filter", "login=al* nonsense");
    operator.see(
        () -> robot.text("ftp.mistake").startsWith("Cannot read the filter at position 11"));
    assertEquals(List.of("alice", "albert"), operator.column(TABLE, LOGIN));
    operator.picture("ftp-sessions-mistake");
    robot.type("ftp.filter", "login=b*");
    operator.seeColumn(TABLE, LOGIN, List.of("bob"));
    assertFalse(robot.isShowing("ftp.mistake"));
  }

  @Test
  void removesTwoOfThreeAndTheirSocketsDie() throws Exception {
    FTPClient alice = server.login("alice");
    FTPClient carol = server.login("carol");
    FTPClient bob = server.login("bob");
    InputStream download = alice.retrieveFileStream(ConsoleServer.FILE);
    assertTrue(download.read() >= 0);
    operator.sort(TABLE, LOGIN, false);
    operator.seeColumn(TABLE, LOGIN, List.of("alice", "bob", "carol"));
    operator.picture("ftp-sessions");
    operator.tick("alice");
    operator.tick("carol");
    operator.see(() -> robot.text("ftp.remove").equals("Remove Selected (2)…"));
    robot.click("ftp.remove");
    operator.see(() -> robot.isShowing("remove.table"));
    assertEquals(List.of("alice", "carol"), operator.column("remove.table", "Login"));
    assertEquals("Remove these 2 FTP sessions?", robot.text("remove.heading"));
    robot.type("remove.reason", "account suspended");
    operator.picture("remove-confirm");
    robot.click("remove.confirm");
    operator.see(() -> robot.text("remove.heading").equals("2 FTP sessions: 2 Terminated"));
    assertEquals(
        Collections.nCopies(2, "Terminated: ended: account suspended"),
        operator.column("remove.table", "What happened"));
    operator.picture("remove-result");
    robot.click("remove.cancel");

    await().until(() -> isDead(download));
    await().until(() -> isDead(carol));
    assertTrue(bob.sendNoOp());
    operator.seeColumn(TABLE, LOGIN, List.of("bob"));
    assertFalse(robot.isEnabled("ftp.remove"));

    operator.tab("History", "history");
    operator.see(() -> operator.column("history.table", "Reason").contains("account suspended"));
    operator.picture("history");
  }

  private static boolean isDead(InputStream stream) {
    try {
      return stream.read(new byte[1 << 20]) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isDead(FTPClient client) {
    try {
      return !client.sendNoOp();
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void locksOutWithARemovalAndLiftsTheLockoutAgain() throws Exception {
    server.ftp("mallory", "203.0.113.66");
    server.ftp("mallory", "203.0.113.67");
    server.ftp("bob", "203.0.113.9");
    operator.sort(TABLE, "IP address", true);
    operator.seeColumn(TABLE, LOGIN, List.of("mallory", "mallory", "bob"));
    operator.tick("mallory");
    robot.click("ftp.remove");
    operator.see(() -> robot.isShowing("remove.lockout"));
    robot.choose("remove.lockout", 1);
    operator.see(() -> robot.text("remove.own").startsWith("This ends every other session"));
    robot.click("remove.confirm");
    operator.see(
        () ->
            robot
                .text("remove.heading")
                .equals("2 FTP sessions: 2 Terminated. Locked out: login=mallory"));
    assertEquals(List.of("mallory", "mallory"), operator.column("remove.table", "Login"));
    robot.click("remove.cancel");
    operator.seeColumn(TABLE, LOGIN, List.of("bob"));

    operator.tab("Lockouts", "lockouts");
    operator.seeColumn("lockouts.table", "Locked out", List.of("login=mallory"));
    operator.picture("lockouts");
    robot.clickCell("lockouts.table", 0, 0);
    operator.see(() -> robot.isEnabled("lockouts.lift"));
    robot.click("lockouts.lift");
    operator.see(() -> robot.text("order.answer").equals("login=mallory"));
    robot.click("order.confirm");
    operator.see(() -> robot.text("order.answer").equals("Lifted: login=mallory"));
    robot.click("order.cancel");
    operator.see(() -> robot.rowCount("lockouts.table") == 0);
    assertEquals(List.of(), server.registry.lockouts().list());
  }

  /** Returns alice's session, which is on the first line. */
  private static FtpHandle listAliceAndBob() throws Exception {
    FtpHandle alice = server.ftp("alice", "203.0.113.7");
    server.ftp("bob", "203.0.113.8");
    operator.sort(TABLE, LOGIN, false);
    operator.seeColumn(TABLE, LOGIN, List.of("alice", "bob"));
    return alice;
  }

  @Test
  void aRefreshWhileTheButtonIsDownDoesNotLoseTheClick() throws Exception {
    FtpHandle unused = listAliceAndBob();
    robot.clickCell(TABLE, 0, 3);
    operator.see(() -> robot.text("ftp.details").contains("alice"));
    robot.holdCell(TABLE, 1, 3);
    server.ftp("carol", "203.0.113.9");
    operator.see(() -> robot.text("ftp.status").startsWith("3 FTP sessions"));
    robot.release();
    operator.see(() -> robot.text("ftp.details").contains("bob"));
    assertEquals(List.of(1), robot.selectedRows(TABLE));
    robot.pointAt("ftp.status");
  }

  @Test
  void whoAsksAgainIsNotPutOffWithAnAnswerThatWasUnderWay() throws Exception {
    FtpHandle unused = listAliceAndBob();
    robot.pointAt(TABLE, 0, 3);
    server.jmx.holdAnswers();
    try {
      operator.see(server.jmx::holdsAnAnswer);
      server.ftp("aaron", "203.0.113.9");
      robot.press(TABLE, "F5");
      robot.pointAt(TABLE, 0, 3);
    } finally {
      server.jmx.letAnswersGo();
    }
    operator.see(
        () -> {
          robot.pointAt(TABLE, 0, 3);
          return operator.column(TABLE, LOGIN).equals(List.of("aaron", "alice", "bob"));
        });
    robot.pointAt("ftp.status");
  }

  @Test
  void aSessionThatIsGoneStaysOnItsLineUnderThePointer() throws Exception {
    FtpHandle alice = listAliceAndBob();
    robot.pointAt(TABLE, 0, 3);
    alice.closed(Ending.Cause.DISCONNECTED);
    operator.see(
        () -> {
          robot.pointAt(TABLE, 0, 3);
          return robot.isStruck(TABLE, 0);
        });
    assertEquals(List.of("alice", "bob"), operator.column(TABLE, LOGIN));
    assertFalse(robot.isStruck(TABLE, 1));
    robot.clickCell(TABLE, 0, 0);
    operator.see(() -> robot.text("ftp.notice").startsWith("alice is gone already"));
    assertFalse(robot.isEnabled("ftp.remove"));
    robot.pointAt("ftp.status");
    operator.seeColumn(TABLE, LOGIN, List.of("bob"));
  }

  @Test
  void aTickBelongsToTheSessionAndNotToItsLine() throws Exception {
    FtpHandle alice = listAliceAndBob();
    operator.tick("bob");
    robot.pointAt("ftp.status");
    server.ftp("aaron", "203.0.113.9");
    operator.seeColumn(TABLE, LOGIN, List.of("aaron", "alice", "bob"));
    assertEquals(List.of("false", "false", "true"), operator.column(TABLE, " "));
    alice.closed(Ending.Cause.DISCONNECTED);
    operator.seeColumn(TABLE, " ", List.of("false", "true"));
    robot.click("ftp.remove");
    operator.see(() -> robot.isShowing("remove.table"));
    assertEquals(List.of("bob"), operator.column("remove.table", "Login"));
    robot.press("remove.reason", "ESCAPE");
    operator.see(() -> !robot.isShowing("remove.table"));
    assertEquals(2, robot.rowCount(TABLE));
    robot.click("ftp.untick");
  }

  @Test
  void isUsedByKeyboardAlone() throws Exception {
    FtpHandle unused = listAliceAndBob();
    robot.pointAt("ftp.status");
    robot.press(TABLE, "control A");
    operator.see(() -> robot.text("ftp.remove").equals("Remove Selected (2)…"));
    robot.press(TABLE, "DOWN");
    robot.press(TABLE, "SPACE");
    operator.see(() -> robot.text("ftp.remove").equals("Remove Selected (1)…"));
    robot.press(TABLE, "DELETE");
    operator.see(() -> robot.isShowing("remove.reason"));
    assertEquals("Remove this FTP session?", robot.text("remove.heading"));
    robot.press("remove.confirm", "SPACE");
    operator.see(() -> robot.text("remove.heading").equals("1 FTP session: 1 Terminated"));
    robot.press("remove.cancel", "SPACE");
    operator.see(() -> robot.rowCount(TABLE) == 1);
  }
}
