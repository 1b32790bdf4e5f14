package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.Doors;
import io.rollcall.Ending;
import io.rollcall.Page;
import io.rollcall.PanelSessionInfo;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Together;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listing shows every session that is there all the while, and none twice. */
class RowListTest {
  private final SessionRegistry registry = SessionRegistry.create();

  /** Waves of sessions come and go, so that the list grows, is compacted and shrinks. */
  @Tag("heavy")
  @Test
  void sessionsThatStayAreInEveryListingWhileOthersComeAndGo() throws Exception {
    Set<String> staying = new HashSet<>();
    AtomicBoolean done = new AtomicBoolean();
    Deque<SessionHandle> others = new ArrayDeque<>();
    for (int i = 0; i < 1_000; i++) {
      staying.add(Doors.panel(registry, "stays" + i).id());
      others.add(Doors.panel(registry, "goes"));
    }
    Runnable waves =
        () -> {
          Random random = new Random(7);
          for (int wave = 0; wave < 60; wave++) {
            int size = random.nextInt(5_000);
            for (int i = 0; i < size; i++) {
              others.add(Doors.panel(registry, "goes"));
            }
            while (others.size() > random.nextInt(100)) {
              others.remove().closed(Ending.Cause.LOGGED_OUT);
            }
          }
          done.set(true);
        };
    List<Runnable> tasks = new ArrayList<>(List.of(waves));
    for (String order : new String[] {"logonTime", "-logonTime", "login"}) {
      tasks.add(
          () -> {
            int listings = 0;
            while (!done.get() || listings == 0) {
              assertShows(staying, order);
              listings++;
            }
          });
    }
    Together.run(tasks);
    assertShows(staying, "logonTime");
  }

  private void assertShows(Set<String> staying, String order) {
    List<String> listed =
        registry.panelSessions(SessionQuery.all().orderedBy(order)).sessions().stream()
            .map(SessionInfo::id)
            .toList();
    Set<String> distinct = new HashSet<>(listed);
    assertEquals(distinct.size(), listed.size(), "some are listed twice");
    assertTrue(distinct.containsAll(staying), "some are missing");
  }

  /** Pages of the usual order are cut from the times alone; they must agree with the rows. */
  @Test
  void pagesAgreeWithTheWholeWhateverTheOrderOfLogins() {
    Random random = new Random(3);
    List<FtpHandle> open = new ArrayList<>();
    Deque<FtpHandle> waiting = new ArrayDeque<>();
    for (int i = 0; i < 2_000; i++) {
      FtpHandle handle = Doors.connect(registry);
      open.add(handle);
      if (random.nextBoolean()) {
        handle.loggedIn(Account.unregistered("user" + i));
      } else {
        waiting.add(handle);
      }
      if (random.nextInt(3) == 0) {
        open.remove(random.nextInt(open.size())).closed(Ending.Cause.DISCONNECTED);
      }
      if (waiting.size() > 500) { // in a place among those who logged in long before
        waiting.remove().loggedIn(Account.unregistered("late" + i));
      }
    }
    List<String> whole = ids(SessionQuery.all());
    assertEquals(open.size(), whole.size());
    assertEquals(whole, ids(SessionQuery.all().orderedBy("logonTime")));
    for (int offset = 0; offset <= whole.size(); offset += 150) {
      assertEquals(
          whole.subList(offset, Math.min(offset + 150, whole.size())),
          ids(SessionQuery.all().page(offset, 150)));
    }
    assertEquals(List.of(), ids(SessionQuery.all().page(whole.size() + 1, 10)));
    assertEquals(List.of(), ids(SessionQuery.all().page(0, 0)));
    assertEquals(
        whole.size(), registry.ftpSessions(SessionQuery.all().page(0, 0)).total(), "total");
  }

  /** A container restores those who logged in before all that are listed. */
  @Test
  void whoeverLoggedInFirstIsOnTheFirstPageWhereverItStands() {
    List<String> sorted = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      PanelLogin restored =
          PanelLogin.of(Account.unregistered("user" + i))
              .logonTime(Instant.ofEpochSecond(1_000_000 - i))
              .build();
      sorted.add(0, registry.openPanel(restored, Doors.IGNORING).id());
    }
    for (int offset = 0; offset < sorted.size(); offset += 100) {
      Page<PanelSessionInfo> page = registry.panelSessions(SessionQuery.all().page(offset, 100));
      assertEquals(
          sorted.subList(offset, offset + 100),
          page.sessions().stream().map(SessionInfo::id).toList());
      assertEquals(sorted.size(), page.total());
    }
  }

  private List<String> ids(SessionQuery query) {
    return registry.ftpSessions(query).sessions().stream().map(SessionInfo::id).toList();
  }
}
