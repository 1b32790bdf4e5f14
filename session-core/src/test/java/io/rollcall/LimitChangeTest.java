package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits that are changed while sessions are open. */
class LimitChangeTest {
  private static final String HOME = "203.0.113.7";
  private static final Account ALICE = account("alice", null);

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();
  private final List<SessionHandle> handles = new ArrayList<>();

  private static SessionLimits panel(Scope scope, int most) {
    return SessionLimits.builder().most(Service.PANEL, scope, most).build();
  }

  private SessionHandle open(String login) {
    SessionHandle handle = Arrivals.panel(registry, account(login, null), HOME);
    handles.add(handle);
    clock.advance(Duration.ofSeconds(1));
    return handle;
  }

  private List<SessionHandle> open(int count) {
    for (int i = 0; i < count; i++) {
      SessionHandle unused = open("alice");
    }
    return handles;
  }

  private static List<String> ids(List<SessionHandle> handles) {
    return handles.stream().map(SessionHandle::id).toList();
  }

  @Test
  void leaveWhatIsTooManyUntilItGoesByItself() {
    open(5);
    registry.limit(panel(Scope.TOTAL, 2), TerminationOrder.by("operator"));
    assertEquals(5, registry.panelSessions().size());
    assertThrows(SessionRefusedException.class, () -> open(1));
    for (SessionHandle handle : handles.subList(0, 3)) {
      assertNull(handle.order());
      handle.closed(Ending.Cause.LOGGED_OUT);
      assertThrows(SessionRefusedException.class, () -> open(1));
    }
    handles.get(3).closed(Ending.Cause.LOGGED_OUT);
    open(1);
    assertThrows(SessionRefusedException.class, () -> open(1));
  }

  @Test
  void endWhatIsTooManyIdleLongestFirst() {
    open(5);
    handles.get(0).touch();
    List<Termination> ended = registry.limitAndEndExcess(panel(Scope.LOGIN, 2), ORDER);
    assertEquals(
        List.of(handles.get(1).id(), handles.get(2).id(), handles.get(3).id()),
        ended.stream().map(Termination::id).toList());
    for (Termination answer : ended) {
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome());
    }
    assertFalse(handles.get(0).isClosed());
    assertFalse(handles.get(4).isClosed());
    assertThrows(SessionRefusedException.class, () -> open(1));
    handles.get(0).closed(Ending.Cause.LOGGED_OUT);
    open(1);
  }

  @Test
  void ofIdleAlikeEndTheOldest() {
    for (int i = 0; i < 50; i++) {
      handles.add(Arrivals.panel(registry, ALICE, HOME));
    }
    List<Termination> ended = registry.limitAndEndExcess(panel(Scope.TOTAL, 10), ORDER);
    assertEquals(ids(handles.subList(0, 40)), ended.stream().map(Termination::id).toList());
  }

  /** A session that goes for its login makes room in all. */
  @Test
  void endNoMoreThanIsTooMany() {
    SessionHandle bob = open("bob");
    SessionHandle first = open("alice");
    SessionHandle second = open("alice");
    List<Termination> ended =
        registry.limitAndEndExcess(
            SessionLimits.builder()
                .most(Service.PANEL, Scope.TOTAL, 2)
                .most(Service.PANEL, Scope.LOGIN, 1)
                .build(),
            ORDER);
    assertEquals(List.of(first.id()), ended.stream().map(Termination::id).toList());
    assertFalse(bob.isClosed());
    assertFalse(second.isClosed());
    assertThrows(SessionRefusedException.class, () -> open("carol"));
  }

  @Test
  void leaveTheOtherDoorAlone() {
    open(3);
    FtpHandle ftp = Arrivals.ftp(registry, ALICE, HOME);
    assertEquals(3, registry.limitAndEndExcess(panel(Scope.TOTAL, 0), ORDER).size());
    assertFalse(ftp.isClosed());
  }

  @Test
  void takenAwayLetEverybodyIn() {
    registry.limit(panel(Scope.TOTAL, 1), TerminationOrder.by("operator"));
    open(1);
    assertThrows(SessionRefusedException.class, () -> open(1));
    registry.limit(SessionLimits.NONE, TerminationOrder.by("operator"));
    open(10);
    registry.limit(panel(Scope.TOTAL, 11), TerminationOrder.by("operator"));
    assertThrows(SessionRefusedException.class, () -> open(1));
  }

  /** It has its place in all; only its login is new. */
  @Test
  void aConnectionThatIsTooManyMayStillLogIn() {
    FtpHandle first = Arrivals.connect(registry, HOME);
    FtpHandle second = Arrivals.connect(registry, HOME);
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, Scope.TOTAL, 1)
            .most(Service.FTP, Scope.LOGIN, 1)
            .build(),
        TerminationOrder.by("operator"));
    first.loggedIn(ALICE);
    assertThrows(SessionRefusedException.class, () -> second.loggedIn(ALICE));
    second.loggedIn(account("bob", null));
    assertEquals(2, registry.ftpSessions().size());
  }

  /**
   * Sessions end, log in and are ordered to end while the limits are set anew again and again;
   * afterwards there is room for as many as the limit says, neither more nor fewer.
   */
  @Tag("heavy")
  @Test
  void whileSessionsComeAndGoTheCountsStayRight() throws Exception {
    int most = 40;
    for (int round = 0; round < 10; round++) {
      try (SessionRegistry busy = SessionRegistry.create()) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable coming =
            () -> {
              for (int i = 0; i < 150; i++) {
                SessionHandle panel = Arrivals.panel(busy, ALICE, HOME);
                FtpHandle ftp = Arrivals.ftp(busy, ALICE, HOME);
                Termination unused = busy.terminate(ftp.id(), ORDER);
                panel.closed(Ending.Cause.LOGGED_OUT);
              }
              over.set(true);
            };
        Runnable changing =
            () -> {
              while (!over.get()) {
                busy.limit(limits(1_000), TerminationOrder.by("operator"));
                busy.limit(limits(2_000), TerminationOrder.by("operator"));
              }
            };
        Together.run(List.of(coming, coming, changing, changing));
        busy.limit(limits(most), TerminationOrder.by("operator"));
        for (Service door : Service.values()) {
          for (int i = 0; i < most; i++) {
            handles.add(Arrivals.come(busy, door, ALICE, HOME));
          }
          assertThrows(SessionRefusedException.class, () -> Arrivals.come(busy, door, ALICE, HOME));
        }
      }
    }
    assertTrue(handles.stream().allMatch(SessionHandle::isClosed), "shut down");
  }

  /** The counts are not made anew here, so what was counted wrongly would stay so. */
  @Tag("heavy")
  @Test
  void countsThatWereRacedByAChangeAreRightWithoutAnother() throws Exception {
    SessionLimits two = limits(2);
    for (int round = 0; round < 1_000; round++) {
      try (SessionRegistry busy = SessionRegistry.builder().limits(limits(5)).build()) {
        SessionHandle leaving = Arrivals.panel(busy, ALICE, HOME);
        SessionHandle staying = Arrivals.panel(busy, ALICE, HOME);
        Together.run(
            List.of(
                () -> leaving.closed(Ending.Cause.LOGGED_OUT),
                () -> busy.limit(two, TerminationOrder.by("operator"))));
        SessionHandle second = Arrivals.panel(busy, ALICE, HOME);
        assertThrows(SessionRefusedException.class, () -> Arrivals.panel(busy, ALICE, HOME));
        assertFalse(staying.isClosed() || second.isClosed());
      }
    }
  }

  private static SessionLimits limits(int most) {
    SessionLimits.Builder limits = SessionLimits.builder();
    for (Scope scope : Scope.values()) {
      limits.most(Service.PANEL, scope, most).most(Service.FTP, scope, most);
    }
    return limits.build();
  }

  @Test
  void areRightAgainWhenEverybodyHasGone() {
    registry.limit(panel(Scope.LOGIN, 3), TerminationOrder.by("operator"));
    for (int round = 0; round < 5; round++) {
      handles.clear();
      open(3);
      assertThrows(SessionRefusedException.class, () -> open(1));
      Collections.reverse(handles);
      handles.forEach(handle -> handle.closed(Ending.Cause.EXPIRED));
      handles.forEach(handle -> assertFalse(handle.closed(Ending.Cause.EXPIRED)));
    }
  }
}
