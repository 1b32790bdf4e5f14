package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Between the order and the lockout there is no gap: who is locked out while reconnecting in a
 * tight loop has no row when the order returns, and none comes after it.
 */
@Tag("heavy")
class LockoutGapTest {
  private static final int ROUNDS = 1_000;
  private static final int FEWER_ROUNDS = 300;
  private static final String HOME = "203.0.113.7";
  private static final Account ALICE = account("alice", "example.com");

  private final SessionRegistry registry =
      SessionRegistry.builder()
          .patience(Duration.ofSeconds(20))
          .listenerQueueCapacity(10_000_000)
          .recentEndings(100_000)
          .build();

  /** Who came in, by the event's number. */
  private final NavigableMap<Long, SessionInfo> comings = new ConcurrentSkipListMap<>();

  /** The number of the event that opened a session, by its id. */
  private final Map<String, Long> openings = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    registry.close();
  }

  private interface Order {
    LockoutTarget lockOut(List<String> ids);
  }

  /** Opens a session of somebody else, whose event comes after all that happened before. */
  private String marker() {
    var handle = Arrivals.panel(registry, account("marker", null), "198.51.100.1");
    handle.closed(Ending.Cause.LOGGED_OUT);
    return handle.id();
  }

  private void check(int rounds, Predicate<SessionInfo> keptOut, Order order) throws Exception {
    Registration listening =
        registry.addListener(
            event -> {
              if (event.type() == SessionEvent.Type.OPENED) {
                openings.put(event.session().id(), event.sequenceNumber());
              }
              if (event.type() == SessionEvent.Type.OPENED
                  || event.type() == SessionEvent.Type.LOGGED_IN) {
                comings.put(event.sequenceNumber(), event.session());
              }
            });
    List<String[]> markers = new ArrayList<>();
    try (ReconnectingClients clients = new ReconnectingClients(registry, ALICE, HOME)) {
      for (int round = 0; round < rounds; round++) {
        LockoutTarget target = order.lockOut(anyTwo(keptOut));
        List<SessionInfo> listed = Arrivals.all(registry).stream().filter(keptOut).toList();
        assertEquals(List.of(), listed, "round " + round);
        String first = marker();
        long refused = clients.refused();
        while (clients.refused() < refused + 20) {
          assertFalse(Arrivals.all(registry).stream().anyMatch(keptOut), "round " + round);
        }
        markers.add(new String[] {first, marker()});
        Optional<Lockout> lifted = registry.lockouts().lift(target, ORDER);
        assertTrue(lifted.isPresent());
      }
    }
    String last = marker();
    await().until(() -> openings.containsKey(last));
    assertEquals(0, registry.counts().droppedEventTotal());
    for (String[] pair : markers) {
      comings
          .subMap(openings.get(pair[0]), openings.get(pair[1]))
          .forEach((number, session) -> assertFalse(keptOut.test(session), session.toString()));
    }
    assertTrue(comings.values().stream().filter(keptOut).count() > rounds, "they did come");
    assertTrue(registry.counts().terminatedTotal() > 0);
    listening.close();
  }

  private List<String> anyTwo(Predicate<SessionInfo> keptOut) {
    List<String> ids = new ArrayList<>();
    while (ids.isEmpty()) {
      Arrivals.all(registry).stream()
          .filter(keptOut)
          .limit(2)
          .map(SessionInfo::id)
          .forEach(ids::add);
    }
    return ids;
  }

  private static boolean isAlice(SessionInfo session) {
    return session.account() != null && session.account().login().equalsIgnoreCase("alice");
  }

  private static boolean isFromHome(SessionInfo session) {
    return Doors.address(HOME).equals(session.address());
  }

  @Test
  void terminatingWithALockoutOfTheLogin() throws Exception {
    check(
        ROUNDS,
        LockoutGapTest::isAlice,
        ids -> {
          List<Termination> answers =
              registry.terminateAndLockOut(ids, ORDER, LockoutScope.LOGIN, Duration.ofMinutes(1));
          assertEquals(ids, answers.stream().map(Termination::id).limit(ids.size()).toList());
          return LockoutTarget.login("alice");
        });
  }

  @Test
  void terminatingWithALockoutOfTheAddress() throws Exception {
    check(
        FEWER_ROUNDS,
        LockoutGapTest::isFromHome,
        ids -> {
          List<Termination> answers =
              registry.terminateAndLockOut(ids, ORDER, LockoutScope.ADDRESS, null);
          assertFalse(answers.isEmpty());
          return LockoutTarget.address(HOME);
        });
  }

  @Test
  void revokingALogin() throws Exception {
    LockoutTarget target = LockoutTarget.login("Alice");
    check(FEWER_ROUNDS, LockoutGapTest::isAlice, ids -> revoke(target));
  }

  @Test
  void revokingADomain() throws Exception {
    LockoutTarget target = LockoutTarget.domain("Example.COM.");
    check(FEWER_ROUNDS, LockoutGapTest::isAlice, ids -> revoke(target));
  }

  private LockoutTarget revoke(LockoutTarget target) {
    Revocation revocation = registry.lockouts().revoke(target, null, ORDER);
    assertEquals(target, revocation.lockout().target());
    for (Termination termination : revocation.terminations()) {
      assertTrue(
          termination.outcome() == TerminationOutcome.TERMINATED
              || termination.outcome() == TerminationOutcome.ALREADY_ENDED,
          termination.toString());
    }
    return target;
  }
}
