package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.TransferMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A snapshot taken in the middle of a change pairs nothing that never was together. */
@Tag("heavy")
class SnapshotConsistencyTest {
  private final SessionRegistry registry = SessionRegistry.create();

  private void changeWhileReading(Runnable change, Runnable read) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Together.run(
        List.of(
            () -> {
              try {
                change.run();
              } finally {
                done.set(true);
              }
            },
            () -> {
              while (!done.get()) {
                read.run();
              }
            }));
  }

  @Test
  void anAccountNeverComesWithoutItsLogonTime() throws Exception {
    List<FtpHandle> handles = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      handles.add(Doors.connect(registry, IGNORING));
    }
    changeWhileReading(
        () -> {
          for (FtpHandle handle : handles) {
            handle.loggedIn(Account.unregistered("alice"));
            handle.closed(Ending.Cause.DISCONNECTED);
          }
        },
        () -> {
          for (FtpSessionInfo session : registry.ftpSessions(page(200)).sessions()) {
            assertEquals(session.account() == null, session.logonTime() == null);
            assertEquals(session.account() == null, session.status() == FtpStatus.CONNECTED);
          }
        });
  }

  @Test
  void aTransferNeverShowsAnothersBytes() throws Exception {
    FtpHandle handle = Doors.ftp(registry, "alice");
    changeWhileReading(
        () -> {
          for (int i = 1; i <= 200_000; i++) {
            TransferMeter meter =
                handle.startTransfer(TransferDirection.DOWNLOAD, "/" + i, i, (long) i + i);
            meter.advance(i);
            if (i % 3 == 0) {
              handle.finished();
            }
          }
        },
        () -> {
          FtpSessionInfo session = registry.ftpSessions().get(0);
          TransferInfo transfer = session.transfer();
          assertEquals(
              transfer == null,
              session.status() == FtpStatus.IDLE,
              "status and transfer are read together");
          if (transfer != null) {
            long number = Long.parseLong(transfer.fileName().substring(1));
            assertEquals(number, transfer.offset());
            assertEquals(2 * number, transfer.bytesTotal());
            long moved = transfer.bytesTransferred();
            assertTrue(moved == 0 || moved == number, moved + " of " + number);
          }
        });
  }

  @Test
  void aProtocolNeverComesWithAnothersSecurity() throws Exception {
    FtpHandle handle = Doors.ftp(registry, "alice");
    changeWhileReading(
        () -> {
          for (int i = 0; i < 300_000; i++) {
            handle.protocol(i % 2 == 0 ? "FTPS" : "FTP", i % 2 == 0);
          }
        },
        () -> {
          FtpSessionInfo session = registry.ftpSessions().get(0);
          assertEquals(session.protocol().equals("FTPS"), session.secure());
        });
  }

  @Test
  void speedReadWhileBytesMoveIsNeverAbsurd() throws Exception {
    FtpHandle handle = Doors.ftp(registry, "alice");
    TransferMeter meter = handle.startTransfer(TransferDirection.DOWNLOAD, "/a", 0, null);
    changeWhileReading(
        () -> {
          for (int i = 0; i < 5_000_000; i++) {
            meter.advance(8_192);
          }
        },
        () -> {
          TransferInfo transfer = registry.ftpSessions().get(0).transfer();
          TransferInfo later = registry.ftpSessions().get(0).transfer();
          assertTrue(transfer.bytesTransferred() <= later.bytesTransferred());
          // over a quarter of a second at least, and counting a chunk that is just being noted
          assertTrue(transfer.bytesPerSecond() <= 4.0 * (later.bytesTransferred() + 8_192));
        });
    assertEquals(5_000_000L * 8_192, registry.ftpSessions().get(0).transfer().bytesTransferred());
  }

  private static SessionQuery page(int limit) {
    return SessionQuery.all().page(0, limit);
  }
}
