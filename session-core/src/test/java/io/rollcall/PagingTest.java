package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.spi.FtpHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page is a part of the whole listing, whatever its size and place. */
class PagingTest {
  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();

  private void open(int count, int logins) {
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      FtpHandle handle = Doors.connect(registry, IGNORING);
      handle.loggedIn(Account.unregistered("user" + random.nextInt(logins)));
    }
  }

  private List<String> ids(SessionQuery query) {
    return registry.ftpSessions(query).sessions().stream().map(FtpSessionInfo::id).toList();
  }

  @Test
  void pagesOfEqualRowsMakeUpTheWholeWithoutGapsOrDuplicates() {
    open(1_000, 3);
    for (String order : List.of("login", "-login", "logonTime", "location")) {
      SessionQuery query = SessionQuery.all().orderedBy(order);
      List<String> pages = new ArrayList<>();
      for (int offset = 0; offset < 1_000; offset += 70) {
        pages.addAll(ids(query.page(offset, 70)));
      }
      assertEquals(ids(query), pages);
      assertEquals(1_000, pages.stream().distinct().count());
    }
  }

  @Test
  void offsetBeyondTheEndGivesAnEmptyPage() {
    open(10, 3);
    assertEquals(new Page<>(10, List.of()), registry.ftpSessions(SessionQuery.all().page(10, 5)));
    assertEquals(
        new Page<>(10, List.of()),
        registry.ftpSessions(SessionQuery.all().page(Integer.MAX_VALUE, Integer.MAX_VALUE)));
    assertEquals(1, ids(SessionQuery.all().page(9, 5)).size());
  }

  @Test
  void limitZeroOnlyCounts() {
    open(10, 1);
    assertEquals(new Page<>(10, List.of()), registry.ftpSessions(SessionQuery.all().page(0, 0)));
    assertEquals(new Page<>(10, List.of()), registry.ftpSessions(SessionQuery.all().page(5, 0)));
  }

  @Test
  void largestLimitAfterAnOffsetDoesNotOverflow() {
    open(10, 1);
    List<String> all = ids(SessionQuery.all());
    assertEquals(all.subList(3, 10), ids(SessionQuery.all().page(3, Integer.MAX_VALUE)));
  }

  @Test
  void negativeOffsetAndLimitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SessionQuery.all().page(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> SessionQuery.all().page(1, -1));
  }

  @Test
  void totalCountsWhatMatchesTheFilter() {
    open(100, 2);
    Filter filter = Filter.login("user0");
    Page<FtpSessionInfo> page = registry.ftpSessions(SessionQuery.matching(filter).page(2, 3));
    assertEquals(3, page.sessions().size());
    assertEquals(ids(SessionQuery.matching(filter)).size(), page.total());
    assertEquals(
        100,
        page.total() + registry.ftpSessions(SessionQuery.matching(Filter.login("user1"))).total());
  }

  @Tag("heavy")
  @Test
  void hundredThousandRowsAreAsASortedCopy() {
    open(100_000, 5_000);
    List<FtpSessionInfo> sorted = new ArrayList<>(registry.ftpSessions()); // by opening
    sorted.sort(
        Comparator.comparing((FtpSessionInfo session) -> session.account().login()).reversed());
    SessionQuery query = SessionQuery.all().orderedBy("-login");
    assertEquals(sorted, registry.ftpSessions(query).sessions());
    for (int offset : new int[] {0, 1, 999, 50_000, 99_950, 99_999}) {
      Page<FtpSessionInfo> page = registry.ftpSessions(query.page(offset, 100));
      assertEquals(sorted.subList(offset, Math.min(offset + 100, 100_000)), page.sessions());
      assertEquals(100_000, page.total());
    }
  }
}
