package io.rollcall;

import static io.rollcall.Arrivals.account;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new session takes the place of the one that has been idle longest. */
class LongestIdleTest {
  private static final String HOME = "203.0.113.7";
  private static final String AWAY = "198.51.100.1";
  private static final Account ALICE = account("alice", null);
  private static final Account BOB = account("bob", null);

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();

  private void limit(SessionLimits.Builder limits) {
    registry.limit(limits.policy(Policy.END_LONGEST_IDLE).build(), TerminationOrder.by("operator"));
  }

  private SessionHandle panel(Account account) {
    SessionHandle handle = Arrivals.panel(registry, account, HOME);
    clock.advance(Duration.ofSeconds(1));
    return handle;
  }

  @Test
  void endsTheOneThatHasDoneNothingForLongest() {
    limit(SessionLimits.builder().most(Service.PANEL, Scope.LOGIN, 3));
    SessionHandle bob = panel(BOB);
    SessionHandle first = panel(ALICE);
    SessionHandle second = panel(ALICE);
    SessionHandle third = panel(ALICE);
    first.touch();
    SessionHandle fourth = panel(ALICE);
    await().until(second::isClosed);
    assertEquals("session limit", second.order().orderedBy());
    assertEquals("made room for a newer session", second.order().reason());
    for (SessionHandle stays : List.of(bob, first, third, fourth)) {
      assertFalse(stays.isClosed());
    }
    assertEquals(0, registry.counts().refusedTotal());
  }

  /** It has no reason to touch the session, and is anything but idle. */
  @Test
  void sparesATransferThatMoves() {
    limit(SessionLimits.builder().most(Service.FTP, Scope.TOTAL, 2));
    FtpHandle transfers = Arrivals.ftp(registry, ALICE, HOME);
    var meter = transfers.startTransfer(TransferDirection.UPLOAD, "/a", 0, null);
    clock.advance(Duration.ofHours(1));
    FtpHandle idle = Arrivals.ftp(registry, BOB, HOME);
    clock.advance(Duration.ofSeconds(10));
    meter.advance(1);
    FtpHandle third = Arrivals.ftp(registry, ALICE, HOME);
    await().until(idle::isClosed);
    assertFalse(transfers.isClosed());
    assertFalse(third.isClosed());
  }

  @Test
  void ofTwoIdleAlikeEndsTheOlder() {
    limit(SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 20));
    List<SessionHandle> handles = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      handles.add(Arrivals.panel(registry, ALICE, HOME));
    }
    for (int i = 0; i < 20; i++) {
      SessionHandle unused = Arrivals.panel(registry, ALICE, HOME);
      assertNotNull(handles.get(i).order());
    }
    await().until(() -> handles.stream().allMatch(SessionHandle::isClosed));
  }

  /** The longest idle of all would make room in all, and not for the login. */
  @Test
  void whereTwoLimitsAreReachedEndsOneThatCountsForBoth() {
    limit(
        SessionLimits.builder()
            .most(Service.PANEL, Scope.TOTAL, 2)
            .most(Service.PANEL, Scope.LOGIN, 1));
    SessionHandle bob = panel(BOB);
    SessionHandle alice = panel(ALICE);
    SessionHandle again = panel(ALICE);
    await().until(alice::isClosed);
    assertFalse(bob.isClosed());
    assertFalse(again.isClosed());
  }

  @Test
  void whereNoOneSessionIsEnoughRefuses() {
    limit(
        SessionLimits.builder()
            .most(Service.PANEL, Scope.LOGIN, 1)
            .most(Service.PANEL, Scope.ADDRESS, 1));
    SessionHandle alice = Arrivals.panel(registry, ALICE, AWAY);
    SessionHandle bob = Arrivals.panel(registry, BOB, HOME);
    assertThrows(SessionRefusedException.class, () -> Arrivals.panel(registry, ALICE, HOME));
    assertFalse(alice.isClosed());
    assertFalse(bob.isClosed());
    // and nobody is counted off for it
    assertThrows(SessionRefusedException.class, () -> panelRefusing(ALICE, AWAY));
    assertThrows(SessionRefusedException.class, () -> panelRefusing(BOB, HOME));
  }

  private SessionHandle panelRefusing(Account account, String address) {
    registry.limit(
        SessionLimits.builder()
            .most(Service.PANEL, Scope.LOGIN, 1)
            .most(Service.PANEL, Scope.ADDRESS, 1)
            .build(),
        TerminationOrder.by("operator"));
    return Arrivals.panel(registry, account, address);
  }

  @Test
  void ofALimitOfNothingRefuses() {
    limit(SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 0));
    assertThrows(SessionRefusedException.class, () -> panel(ALICE));
  }

  @Test
  void anFtpLoginTakesAnothersPlaceAndNeverItsOwn() {
    limit(SessionLimits.builder().most(Service.FTP, Scope.LOGIN, 1));
    FtpHandle second = Arrivals.connect(registry, HOME); // idle longest itself
    clock.advance(Duration.ofMinutes(1));
    FtpHandle first = Arrivals.ftp(registry, ALICE, HOME);
    second.loggedIn(ALICE);
    await().until(first::isClosed);
    assertFalse(second.isClosed());
  }

  /** A session of which ending fails is not counted, and does not stop the next. */
  @Test
  void aSessionThatCannotBeEndedIsNotChosenAgain() {
    limit(SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 1));
    SessionHandle stuck =
        Doors.panel(
            registry,
            "stuck",
            order -> {
              throw new IllegalStateException("no");
            });
    clock.advance(Duration.ofHours(1));
    SessionHandle second = panel(ALICE);
    assertTrue(stuck.order() != null);
    SessionHandle third = panel(BOB);
    await().until(second::isClosed);
    assertFalse(third.isClosed());
  }

  /** Nobody waits for the end of one that makes room, so the next order tries anew. */
  @Test
  void aSessionThatDidNotGoForAnotherIsEndedByTheNextOrder() {
    limit(SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 1));
    AtomicInteger calls = new AtomicInteger();
    SessionHandle slow =
        Doors.obedient(
            control ->
                Doors.panel(
                    registry,
                    "slow",
                    order -> {
                      if (calls.incrementAndGet() > 1) {
                        control.terminate(order);
                      }
                    }));
    SessionHandle next = panel(ALICE);
    await().until(() -> calls.get() == 1);
    await()
        .until(
            () ->
                registry.terminate(slow.id(), Arrivals.ORDER).outcome()
                    == TerminationOutcome.TERMINATED);
    assertEquals(2, calls.get());
    assertFalse(next.isClosed());
  }

  @Tag("heavy")
  @Test
  void underLoadTheCountIsNeverExceeded() throws Exception {
    int most = 10;
    SessionRegistry busy = SessionRegistry.create();
    busy.limit(
        SessionLimits.builder()
            .most(Service.PANEL, Scope.TOTAL, most)
            .policy(Policy.END_LONGEST_IDLE)
            .build(),
        TerminationOrder.by("operator"));
    Queue<SessionHandle> all = new ConcurrentLinkedQueue<>();
    int threads = 20;
    Runnable opening =
        () -> {
          for (int i = 0; i < 200; i++) {
            all.add(Arrivals.panel(busy, ALICE, HOME));
            // whose call has not returned may have someone to end yet
            long active =
                busy.panelSessions().stream()
                    .filter(session -> session.state() == SessionState.ACTIVE)
                    .count();
            assertTrue(active <= most + threads, "active: " + active);
          }
        };
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(opening);
    }
    Together.run(tasks);
    assertEquals(
        most, all.stream().filter(handle -> handle.order() == null).count(), "not ordered to end");
    await().until(() -> busy.panelSessions().size() == most);
    assertEquals(threads * 200L - most, busy.counts().terminatedTotal());
    assertEquals(0, busy.counts().refusedTotal());
    busy.close();
  }
}
