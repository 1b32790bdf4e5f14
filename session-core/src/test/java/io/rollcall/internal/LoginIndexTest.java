package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.Doors;
import io.rollcall.Ending;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.Together;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The index of logins holds exactly the rows that the table holds. */
class LoginIndexTest {
  private static final List<String> LOGINS = List.of("alice", "bob", "carol", "Aa", "BB");

  private final DefaultSessionRegistry registry = (DefaultSessionRegistry) SessionRegistry.create();
  private final SessionTable table = registry.table();

  @Tag("heavy")
  @Test
  void agreesWithTheTableAfterConcurrentChanges() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int seed = i;
      tasks.add(() -> openAndClose(new Random(seed)));
    }
    Together.run(tasks);
    assertAgrees();
    assertTrue(registry.counts().ftpSessions() > 0 && registry.counts().panelSessions() > 0);
    for (Service service : Service.values()) {
      table
          .candidates(service, RowFilter.ALL)
          .forEach(row -> row.closed(Ending.Cause.DISCONNECTED));
    }
    assertAgrees();
    for (String map : List.of("byId", "loginHeads")) {
      assertTrue(entries(map).isEmpty(), map);
    }
  }

  private void openAndClose(Random random) {
    List<SessionHandle> open = new ArrayList<>();
    for (int n = 0; n < 5_000; n++) {
      String login = LOGINS.get(random.nextInt(LOGINS.size()));
      switch (random.nextInt(5)) {
        case 0 -> open.add(Doors.panel(registry, login));
        case 1 -> open.add(Doors.ftp(registry, login));
        case 2 -> open.add(Doors.connect(registry));
        default -> {
          if (!open.isEmpty()) {
            open.remove(random.nextInt(open.size())).closed(Ending.Cause.LOGGED_OUT);
          }
        }
      }
    }
  }

  /** A login that races the end must leave nothing in the index. */
  @Tag("heavy")
  @Test
  void loginThatRacesTheEndLeavesNoEntry() throws Exception {
    List<FtpHandle> handles = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      handles.add(Doors.connect(registry));
    }
    Runnable login = () -> handles.forEach(h -> h.loggedIn(Account.unregistered("alice")));
    Runnable close = () -> handles.forEach(h -> h.closed(Ending.Cause.DISCONNECTED));
    Together.run(List.of(login, close));
    assertTrue(entries("loginHeads").isEmpty());
  }

  @Tag("heavy")
  @Test
  void isReadWhileItChanges() throws Exception {
    Runnable changing = () -> openAndClose(new Random(9));
    Runnable reading =
        () -> {
          for (int i = 0; i < 2_000; i++) {
            for (SessionRow row : table.candidates(Service.FTP, RowFilter.login("alice"))) {
              assertEquals("alice", row.login());
              assertEquals(Service.FTP, row.service());
            }
          }
        };
    Together.run(List.of(changing, changing, reading));
  }

  /** An adapter may hold a closed row for long; through it, it held all that came after. */
  @Test
  void closedRowHoldsNoOther() {
    List<SessionHandle> handles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      handles.add(Doors.panel(registry, "alice"));
    }
    for (int i : new int[] {4, 0, 9, 5, 3, 1, 8, 2, 7, 6}) {
      SessionRow row = (SessionRow) handles.get(i);
      row.closed(Ending.Cause.LOGGED_OUT);
      assertNull(row.nextOfLogin);
      assertNull(row.previousOfLogin);
      assertAgrees();
    }
  }

  private void assertAgrees() {
    for (Service service : Service.values()) {
      int indexed = 0;
      List<SessionRow> all = rows(service, RowFilter.ALL);
      for (String login : LOGINS) {
        Set<SessionRow> expected = new HashSet<>();
        for (SessionRow row : all) {
          if (login.equals(row.login())) {
            expected.add(row);
          }
        }
        List<SessionRow> found = rows(service, RowFilter.login(login));
        assertEquals(expected, new HashSet<>(found));
        assertEquals(expected.size(), found.size());
        indexed += found.size();
      }
      assertEquals(all.stream().filter(row -> row.login() != null).count(), indexed);
      assertEquals(all.size(), table.size(service));
    }
  }

  private List<SessionRow> rows(Service service, RowFilter filter) {
    List<SessionRow> rows = new ArrayList<>();
    table.candidates(service, filter).forEach(rows::add);
    return rows;
  }

  private Map<?, ?> entries(String map) throws ReflectiveOperationException {
    Field field = SessionTable.class.getDeclaredField(map);
    field.setAccessible(true);
    return (Map<?, ?>) field.get(table);
  }
}
