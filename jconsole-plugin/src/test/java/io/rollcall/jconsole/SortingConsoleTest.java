package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import io.rollcall.spi.TransferMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every column of both lists sorts both ways, and a refresh leaves the operator where he was. */
class SortingConsoleTest {
  private static final String FTP = "ftp.table";
  private static final String PANEL = "panel.table";
  private static final String LOGIN = "FTP user login";
  private static final List<String> UP = List.of("a", "b", "c");
  private static final List<String> DOWN = List.of("c", "b", "a");

  /** In the order of their names, which is the order of the list. */
  private static final List<AccountType> TYPES =
      List.of(AccountType.ADMINISTRATOR, AccountType.DOMAIN_OWNER, AccountType.WEB_USER);

  /** Their numbers are in order; as texts they would not be. */
  private static final List<String> ADDRESSES = List.of("192.0.2.9", "192.0.2.20", "192.0.2.100");

  @TempDir private static Path home;
  private static ConsoleServer server;
  private static ConsoleSession operator;
  private static ConsoleRobot robot;

  @BeforeAll
  static void open() throws Exception {
    ConsoleSession.require("The order of the lists");
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
    robot.click("ftp.refresh");
    operator.see(() -> robot.rowCount(FTP) == 0);
  }

  private static void assertSorts(String table, String login, String column, List<String> upwards)
      throws Exception {
    List<String> downwards = new ArrayList<>(upwards);
    Collections.reverse(downwards);
    operator.sort(table, column, false);
    operator.seeColumn(table, login, upwards);
    operator.sort(table, column, true);
    operator.seeColumn(table, login, downwards);
  }

  @Test
  void theSessionsSortOnEveryColumn() throws Exception {
    List<SessionHandle> handles = new ArrayList<>();
    for (int i = 0; i < UP.size(); i++) {
      handles.add(
          server.panel(new Account(UP.get(i), TYPES.get(i), null), ADDRESSES.get(i), "Firefox"));
    }
    handles.forEach(SessionHandle::touch);
    operator.tab("Sessions", "panel");
    operator.see(() -> robot.rowCount(PANEL) == 3);
    for (String column : List.of("Type", "Login", "IP address", "Logon time")) {
      assertSorts(PANEL, "Login", column, UP);
    }
    assertSorts(PANEL, "Login", "Idle time", DOWN); // who did something last has the shortest
  }

  @Test
  void theFtpSessionsSortOnWhoTheyAreAndWhatTheyDo() throws Exception {
    List<FtpStatus> statuses = List.of(FtpStatus.BUSY, FtpStatus.IDLE, FtpStatus.LISTING);
    for (int i = 0; i < UP.size(); i++) {
      String login = UP.get(i);
      FtpHandle handle =
          server.ftp(new Account(login, TYPES.get(i), login + ".example.com"), ADDRESSES.get(i));
      handle.location("/" + login);
      if (statuses.get(i) != FtpStatus.IDLE) {
        handle.running(statuses.get(i));
      }
    }
    operator.see(() -> robot.rowCount(FTP) == 3);
    for (String column :
        List.of("Type", "Status", LOGIN, "Domain name", "Current location", "IP address")) {
      assertSorts(FTP, LOGIN, column, UP);
    }
    assertSorts(FTP, LOGIN, "Logon time", DOWN); // the time since then, the shortest first
    assertEquals(List.of("Listing", "Idle", "Busy"), reversed("Status"));
  }

  private static List<String> reversed(String column) throws Exception {
    operator.sort(FTP, column, true);
    operator.seeColumn(FTP, LOGIN, DOWN);
    return operator.column(FTP, column);
  }

  @Test
  void theFtpSessionsSortOnTheirTransfers() throws Exception {
    List<TransferMeter> meters = new ArrayList<>();
    for (String login : UP) {
      FtpHandle handle = server.ftp(login, "192.0.2.9");
      String file = "/" + login + "/file of " + login;
      meters.add(handle.startTransfer(TransferDirection.DOWNLOAD, file, 0, 1L << 40));
      meters.get(meters.size() - 1).advance((long) meters.size() << 36);
      handle.touch();
    }
    operator.see(() -> robot.rowCount(FTP) == 3);
    for (String column : List.of("File name", "Progress, %")) {
      assertSorts(FTP, LOGIN, column, UP);
    }
    assertSorts(FTP, LOGIN, "Idle time", DOWN);
    for (boolean descending : new boolean[] {false, true}) {
      operator.sort(FTP, "Speed", descending);
      operator.see(
          () -> {
            for (int i = 0; i < meters.size(); i++) {
              meters.get(i).advance((i + 1L) << 20);
            }
            return operator.column(FTP, LOGIN).equals(descending ? DOWN : UP);
          });
    }
  }

  @Test
  void keepsSelectionOrderAndPlaceThroughARefresh() throws Exception {
    List<FtpHandle> handles =
        IntStream.range(0, 600)
            .mapToObj(i -> server.ftp("user%03d".formatted(i), "203.0.113.7"))
            .toList();
    operator.sort(FTP, LOGIN, false);
    operator.see(() -> robot.rowCount(FTP) == 600);
    robot.scrollTo(FTP, 300);
    operator.see(() -> operator.column(FTP, LOGIN).get(0).equals("user300"));
    robot.clickCell(FTP, 305, 3);
    operator.see(() -> robot.text("ftp.details").contains("user305"));
    robot.pointAt("ftp.status");
    handles.get(10).closed(Ending.Cause.DISCONNECTED);
    operator.see(() -> robot.rowCount(FTP) == 599);
    assertStandsAt(304);

    // asked for, and with one line more above than there was
    server.ftp("aaron", "203.0.113.7");
    server.ftp("aaron", "203.0.113.8");
    robot.click("ftp.refresh");
    operator.see(() -> robot.rowCount(FTP) == 601);
    assertStandsAt(306);

    robot.clickHeader(FTP, LOGIN);
    operator.see(() -> operator.column(FTP, LOGIN).get(0).equals("user299"));
    assertEquals(LOGIN + " DESCENDING", robot.order(FTP));
    operator.see(() -> robot.selectedRows(FTP).equals(List.of(294)));
    assertEquals(300, robot.firstVisible(FTP));
  }

  /** The selected session has gone to another line, and all else has stayed. */
  private static void assertStandsAt(int selected) throws Exception {
    operator.see(() -> robot.selectedRows(FTP).equals(List.of(selected)));
    assertEquals("user305", operator.column(FTP, LOGIN).get(selected - 300));
    assertEquals(300, robot.firstVisible(FTP));
    assertEquals(LOGIN + " ASCENDING", robot.order(FTP));
    assertEquals("user305", robot.text("ftp.details").replaceAll("(?s).*Login\t([^,]*),.*", "$1"));
  }
}
