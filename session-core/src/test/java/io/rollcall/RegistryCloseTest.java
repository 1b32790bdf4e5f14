package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closing a registry ends what it lists, and races nothing into staying. */
class RegistryCloseTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  @Test
  void everySessionIsReportedAsShutDown() {
    SessionRegistry registry = SessionRegistry.create();
    List<SessionEvent> endings = Collections.synchronizedList(new ArrayList<>());
    registry.addListener(
        event -> {
          if (event.type() == SessionEvent.Type.ENDED) {
            endings.add(event);
          }
        });
    SessionHandle panel = Doors.panel(registry, "alice");
    SessionHandle ftp = Doors.connect(registry);
    registry.close();
    registry.close();
    assertTrue(panel.isClosed());
    assertTrue(ftp.isClosed());
    assertFalse(ftp.closed(Ending.Cause.DISCONNECTED));
    assertTrue(registry.panelSessions().isEmpty());
    await().until(() -> endings.size() == 2);
    for (SessionEvent event : endings) {
      assertEquals(new Ending(Ending.Cause.SHUT_DOWN, null), event.ending());
    }
    assertEquals(2, registry.counts().endedTotal());
  }

  @Test
  void listenersAreToldWhatIsQueued() throws Exception {
    SessionRegistry registry = SessionRegistry.create();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(200);
    registry.addListener(
        event -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            return;
          }
          told.countDown();
        });
    for (int i = 0; i < 100; i++) {
      Doors.panel(registry, "alice");
    }
    registry.close();
    release.countDown();
    told.await();
    assertEquals(0, registry.counts().droppedEventTotal());
  }

  @Test
  void anOrderAfterwardsIsAnsweredAlreadyEnded() {
    SessionRegistry registry = SessionRegistry.create();
    SessionHandle handle = Doors.panel(registry, "alice");
    registry.close();
    Termination answer = registry.terminate(handle.id(), ORDER);
    assertEquals(TerminationOutcome.ALREADY_ENDED, answer.outcome());
    assertTrue(answer.detail().contains("SHUT_DOWN"), answer.detail());
  }

  @Tag("heavy")
  @Test
  void openingsThatRaceItLeaveNoRow() throws Exception {
    for (int round = 0; round < 200; round++) {
      SessionRegistry registry = SessionRegistry.create();
      Runnable opening =
          () -> {
            try {
              for (int i = 0; i < 1_000; i++) {
                SessionHandle unused = Doors.ftp(registry, "alice");
              }
            } catch (IllegalStateException expectedOnceClosed) {
              assertTrue(expectedOnceClosed.getMessage().contains("closed"));
            }
          };
      Together.run(List.of(opening, opening, registry::close));
      SessionCounts counts = registry.counts();
      assertEquals(0, counts.ftpSessions());
      assertEquals(counts.openedTotal(), counts.endedTotal());
    }
  }

  @Tag("heavy")
  @Test
  void ordersThatRaceItAreAnswered() throws Exception {
    for (int round = 0; round < 200; round++) {
      SessionRegistry registry = SessionRegistry.builder().patience(Duration.ofSeconds(20)).build();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        ids.add(Doors.ftp(registry, "alice").id());
      }
      Runnable ordering =
          () -> {
            for (Termination answer : registry.terminate(ids, ORDER)) {
              assertTrue(
                  answer.outcome() == TerminationOutcome.TERMINATED
                      || answer.outcome() == TerminationOutcome.ALREADY_ENDED,
                  answer::toString);
            }
          };
      Together.run(List.of(ordering, registry::close));
      assertEquals(0, registry.counts().ftpSessions());
      assertEquals(50, registry.counts().endedTotal());
    }
  }

  @Test
  void aHangingListenerOrControlDoesNotHoldItUp() {
    SessionRegistry registry = SessionRegistry.builder().patience(Duration.ZERO).build();
    CountDownLatch release = new CountDownLatch(1);
    registry.addListener(
        event -> {
          while (release.getCount() > 0) {
            Thread.onSpinWait();
          }
        });
    SessionHandle handle = Doors.panel(registry, "alice", order -> release.await());
    Termination unused = registry.terminate(handle.id(), ORDER);
    registry.close();
    assertTrue(handle.isClosed());
    release.countDown();
  }
}
