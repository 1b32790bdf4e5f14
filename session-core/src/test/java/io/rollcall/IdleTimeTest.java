package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import io.rollcall.spi.TransferMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Idle is how long the person did nothing. */
class IdleTimeTest {
  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().build();

  @Test
  void touchResetsIt() {
    SessionHandle handle = Doors.panel(registry, "a");
    clock.advance(Duration.ofMinutes(4));
    assertEquals(Duration.ofMinutes(4), panelIdle());
    handle.touch();
    assertEquals(Duration.ZERO, panelIdle());
    clock.advance(Duration.ofMillis(1));
    assertEquals(Duration.ofMillis(1), panelIdle());
  }

  @Test
  void touchByIdResetsItWhileTheSessionIsListed() {
    SessionHandle handle = Doors.panel(registry, "a");
    clock.advance(Duration.ofMinutes(4));
    assertTrue(registry.touch(handle.id()));
    assertEquals(Duration.ZERO, panelIdle());
    handle.closed(Ending.Cause.LOGGED_OUT);
    assertFalse(registry.touch(handle.id()));
    assertFalse(registry.touch("nosuchid"));
  }

  @Test
  void loginResetsIt() {
    FtpHandle handle = Doors.connect(registry);
    clock.advance(Duration.ofSeconds(20));
    assertEquals(Duration.ofSeconds(20), ftpIdle());
    handle.loggedIn(Account.unregistered("a"));
    assertEquals(Duration.ZERO, ftpIdle());
  }

  @Test
  void bytesThatMoveKeepASessionFromBeingIdle() {
    FtpHandle handle = Doors.ftp(registry, "a");
    TransferMeter meter = handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null);
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofSeconds(10));
      meter.advance(1);
    }
    clock.advance(Duration.ofSeconds(2));
    assertEquals(Duration.ofSeconds(2), ftpIdle());
    handle.finished();
    assertEquals(Duration.ofSeconds(2), ftpIdle());
  }

  @Test
  void theEndOfAStalledTransferIsNoActivity() {
    FtpHandle handle = Doors.ftp(registry, "a");
    handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(1);
    clock.advance(Duration.ofMinutes(5));
    handle.finished();
    assertEquals(Duration.ofMinutes(5), ftpIdle());
  }

  @Test
  void theEndOfATransferUndoesNoLaterTouch() {
    FtpHandle handle = Doors.ftp(registry, "a");
    handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(1);
    clock.advance(Duration.ofSeconds(50));
    handle.touch();
    handle.finished();
    assertEquals(Duration.ZERO, ftpIdle());
  }

  @Test
  void isNeverNegative() {
    FtpHandle handle = Doors.ftp(registry, "a");
    handle.touch();
    clock.advance(Duration.ofSeconds(-5));
    assertEquals(Duration.ZERO, ftpIdle());
    assertEquals(Duration.ZERO, registry.ftpSessions().get(0).connected());
  }

  @Tag("heavy")
  @Test
  void touchNeverBringsBackAnEndedRow() throws Exception {
    for (int round = 0; round < 500; round++) {
      SessionHandle handle = Doors.panel(registry, "a");
      AtomicBoolean stop = new AtomicBoolean();
      Runnable touching =
          () -> {
            while (!stop.get()) {
              handle.touch();
              registry.touch(handle.id());
            }
            handle.touch();
            registry.touch(handle.id());
          };
      Runnable closing =
          () -> {
            handle.closed(Ending.Cause.EXPIRED);
            stop.set(true);
          };
      Together.run(List.of(touching, closing));
      assertTrue(registry.panelSessions().isEmpty());
      assertFalse(registry.touch(handle.id()));
    }
    assertEquals(500, registry.counts().endedTotal());
  }

  private Duration panelIdle() {
    return registry.panelSessions().get(0).idle();
  }

  private Duration ftpIdle() {
    return registry.ftpSessions().get(0).idle();
  }
}
