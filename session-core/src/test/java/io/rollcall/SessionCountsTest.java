package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the counters count. */
class SessionCountsTest {
  private final SessionRegistry registry = SessionRegistry.create();

  @Test
  void countsSessionsOpenedAndEnded() {
    SessionHandle panel = Doors.panel(registry, "a");
    SessionHandle first = Doors.connect(registry);
    SessionHandle second = Doors.ftp(registry, "b");
    assertEquals(new SessionCounts(1, 2, 3, 3, 0, 0, 0, 0, 0), registry.counts());
    first.closed(Ending.Cause.DISCONNECTED);
    first.closed(Ending.Cause.DISCONNECTED);
    assertEquals(new SessionCounts(1, 1, 3, 3, 1, 0, 0, 0, 0), registry.counts());
    Termination unused = registry.terminate(second.id(), TerminationOrder.by("operator"));
    assertEquals(new SessionCounts(1, 0, 3, 3, 2, 1, 0, 0, 0), registry.counts());
    panel.closed(Ending.Cause.EXPIRED);
    SessionHandle third = Doors.panel(registry, "a");
    assertEquals(new SessionCounts(1, 0, 3, 4, 3, 1, 0, 0, 0), registry.counts());
    third.closed(Ending.Cause.LOGGED_OUT);
    assertEquals(registry.counts().openedTotal(), registry.counts().endedTotal());
  }

  @Tag("heavy")
  @Test
  void openedEqualsEndedAfterThreadsAreDone() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < 2_000; n++) {
              SessionHandle handle =
                  n % 2 == 0 ? Doors.panel(registry, "a") : Doors.ftp(registry, "a");
              handle.closed(Ending.Cause.LOGGED_OUT);
            }
          });
    }
    Together.run(tasks);
    SessionCounts counts = registry.counts();
    assertEquals(16_000, counts.openedTotal());
    assertEquals(16_000, counts.endedTotal());
    assertEquals(0, counts.panelSessions() + counts.ftpSessions());
    assertEquals(true, counts.peakSessions() >= 1 && counts.peakSessions() <= 8);
  }

  @Tag("heavy")
  @Test
  void peakIsExactWhenSessionsPileUpFromManyThreads() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < 500; n++) {
              SessionHandle unused = Doors.panel(registry, "a");
            }
          });
    }
    Together.run(tasks);
    assertEquals(4_000, registry.counts().peakSessions());
  }

  @Test
  void refusedOpeningIsNotCounted() {
    registry.close();
    assertThrows(IllegalStateException.class, () -> Doors.panel(registry, "a"));
    assertThrows(IllegalStateException.class, () -> Doors.connect(registry));
    assertThrows(
        IllegalStateException.class,
        () -> registry.openPanel(PanelLogin.of("a", AccountResolver.NONE).build(), IGNORING));
    assertEquals(0, registry.counts().openedTotal());
    assertEquals(0, registry.counts().endedTotal());
  }

  @Test
  void openingWithoutAControlIsRefusedAndNotCounted() {
    assertThrows(NullPointerException.class, () -> Doors.connect(registry, null));
    assertEquals(0, registry.counts().openedTotal());
  }

  @Tag("heavy")
  @Test
  void failureIsCountedBeforeItIsAnswered() {
    for (int round = 1; round <= 300; round++) {
      SessionHandle handle =
          Doors.panel(
              registry,
              "a",
              order -> {
                throw new IllegalStateException("stuck");
              });
      assertEquals(
          TerminationOutcome.FAILED,
          registry.terminate(handle.id(), TerminationOrder.by("operator")).outcome());
      assertEquals(round, registry.counts().failedTerminationTotal());
    }
  }

  @Test
  void builderRefusesNonsense() {
    SessionRegistry.Builder builder = SessionRegistry.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.name(" "));
    assertThrows(IllegalArgumentException.class, () -> builder.patience(Duration.ofNanos(-1)));
    assertThrows(IllegalArgumentException.class, () -> builder.listenerQueueCapacity(0));
    assertEquals(builder, builder.listenerQueueCapacity(1));
    assertThrows(IllegalArgumentException.class, () -> builder.recentEndings(-1));
    assertEquals("second", builder.name("second").build().name());
    assertEquals("default", registry.name());
  }
}
