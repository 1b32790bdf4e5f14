package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each session's events come in their order, and each ending once, whatever the interleaving. */
class EventOrderTest {
  private static final int SESSIONS = 4_000;
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry =
      clock.registry().patience(Duration.ZERO).listenerQueueCapacity(1_000_000).build();
  private final Map<String, List<SessionEvent>> events = new ConcurrentHashMap<>();
  private final Registration registration =
      registry.addListener(
          event ->
              events
                  .computeIfAbsent(
                      event.session().id(), id -> Collections.synchronizedList(new ArrayList<>()))
                  .add(event));

  private List<SessionEvent> eventsOf(String id, int count) {
    await().until(() -> events.getOrDefault(id, List.of()).size() == count);
    return events.get(id);
  }

  @Test
  void tellWhatHappened() {
    FtpHandle handle = Doors.connect(registry, IGNORING);
    clock.advance(Duration.ofSeconds(1));
    handle.loggedIn(Account.unregistered("alice"));
    clock.advance(Duration.ofSeconds(1));
    Termination unused = registry.terminate(handle.id(), ORDER);
    clock.advance(Duration.ofSeconds(1));
    handle.closed(Ending.Cause.DISCONNECTED);

    List<SessionEvent> told = eventsOf(handle.id(), 4);
    assertEquals(
        List.of(
            SessionEvent.Type.OPENED,
            SessionEvent.Type.LOGGED_IN,
            SessionEvent.Type.TERMINATING,
            SessionEvent.Type.ENDED),
        told.stream().map(SessionEvent::type).toList());
    for (int i = 0; i < 4; i++) {
      SessionEvent event = told.get(i);
      assertEquals(ManualClock.START.plusSeconds(i), event.time());
      assertEquals(handle.id(), event.session().id());
      assertEquals(event.type() == SessionEvent.Type.TERMINATING ? ORDER : null, event.order());
      Ending ending = new Ending(Ending.Cause.TERMINATED, ORDER);
      assertEquals(event.type() == SessionEvent.Type.ENDED ? ending : null, event.ending());
      assertEquals(i < 2 ? SessionState.ACTIVE : SessionState.TERMINATING, event.session().state());
      assertEquals(i < 1, event.session().account() == null);
    }
  }

  @Test
  void aLoginAfterAnOrderIsNoEvent() {
    FtpHandle handle = Doors.connect(registry, IGNORING);
    Termination unused = registry.terminate(handle.id(), ORDER);
    handle.loggedIn(Account.unregistered("alice"));
    handle.closed(Ending.Cause.DISCONNECTED);
    List<SessionEvent> told = eventsOf(handle.id(), 3);
    assertEquals(
        List.of(SessionEvent.Type.OPENED, SessionEvent.Type.TERMINATING, SessionEvent.Type.ENDED),
        told.stream().map(SessionEvent::type).toList());
    assertEquals("alice", told.get(2).session().account().login());
  }

  @Tag("heavy")
  @Test
  void inEveryInterleavingOfLoginOrderAndEnd() throws Exception {
    List<FtpHandle> handles = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      handles.add(Doors.connect(registry, i % 2 == 0 ? IGNORING : ending(handles, i)));
    }
    Runnable login = () -> handles.forEach(h -> h.loggedIn(Account.unregistered("alice")));
    Runnable order =
        () ->
            handles.forEach(
                h -> {
                  Termination unused = registry.terminate(h.id(), ORDER);
                });
    Runnable close = () -> handles.forEach(h -> h.closed(Ending.Cause.LOGGED_OUT));
    Runnable closeBackwards =
        () -> {
          for (int i = SESSIONS - 1; i >= 0; i--) {
            handles.get(i).closed(Ending.Cause.DISCONNECTED);
          }
        };
    Together.run(List.of(login, order, close, order, closeBackwards));

    await()
        .until(() -> events.values().stream().filter(EventOrderTest::hasEnded).count() == SESSIONS);
    registration.close();
    events.forEach(EventOrderTest::assertInOrder);
    SessionCounts counts = registry.counts();
    assertEquals(SESSIONS, counts.endedTotal());
    assertEquals(0, counts.ftpSessions());
    assertEquals(0, counts.droppedEventTotal());
    long terminated =
        events.values().stream()
            .map(told -> told.get(told.size() - 1).ending())
            .filter(ending -> ending.cause() == Ending.Cause.TERMINATED)
            .count();
    assertEquals(terminated, counts.terminatedTotal());
  }

  private static SessionControl ending(List<FtpHandle> handles, int index) {
    return order -> handles.get(index).closed(Ending.Cause.EXPIRED);
  }

  private static boolean hasEnded(List<SessionEvent> told) {
    synchronized (told) {
      return told.get(told.size() - 1).type() == SessionEvent.Type.ENDED;
    }
  }

  private static void assertInOrder(String id, List<SessionEvent> told) {
    assertEquals(SessionEvent.Type.OPENED, told.get(0).type());
    assertEquals(SessionEvent.Type.ENDED, told.get(told.size() - 1).type());
    for (int i = 1; i < told.size(); i++) {
      SessionEvent before = told.get(i - 1);
      SessionEvent event = told.get(i);
      assertTrue(before.type().compareTo(event.type()) < 0, () -> before + " before " + event);
      assertTrue(before.sequenceNumber() < event.sequenceNumber(), id);
    }
    boolean ordered =
        told.stream().anyMatch(event -> event.type() == SessionEvent.Type.TERMINATING);
    Ending ending = told.get(told.size() - 1).ending();
    assertEquals(ordered, ending.cause() == Ending.Cause.TERMINATED);
  }
}
