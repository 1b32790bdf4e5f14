package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.FtpStatus;
import io.rollcall.TransferInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row says of a transfer agrees with what the client counts. */
class TransferSpeedTest {
  private static final int BYTES_PER_SECOND = 2_000_000;
  private static final long SIZE = 40_000_000;

  @TempDir Path home;

  @Test
  void progressAndSpeedAgreeWithTheClientAndStopWithIt() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.addUser("slow", BYTES_PER_SECOND);
      server.sparseFile("file.bin", SIZE);
      InputStream download = server.login("slow").retrieveFileStream("file.bin");
      Reader reader = new Reader(download);
      reader.start();
      long begun = System.nanoTime();
      await().until(() -> System.nanoTime() - begun > Duration.ofMillis(3_500).toNanos());

      long clientBefore = reader.bytes.get();
      TransferInfo transfer = server.onlyRow().transfer();
      long clientAfter = reader.bytes.get();

      double client = 100.0 * (clientBefore + clientAfter) / 2 / SIZE;
      assertEquals(client, transfer.progressPercent(), 2.0);
      assertEquals(BYTES_PER_SECOND, transfer.bytesPerSecond(), 0.15 * BYTES_PER_SECOND);
      assertEquals(
          (double) (SIZE - transfer.bytesTransferred()) / transfer.bytesPerSecond(),
          (double) transfer.timeLeft().toSeconds(),
          1.0);

      reader.stopped.set(true);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.onlyRow().status() == FtpStatus.STALLED);
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> server.onlyRow().transfer().bytesPerSecond() == 0);
      download.close();
    }
  }

  /** A client that reads until it is told to stop, without closing. */
  private static final class Reader extends Thread {
    private final InputStream from;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Reader(InputStream from) {
      this.from = from;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try {
        while (!stopped.get()) {
          bytes.addAndGet(from.read(buffer));
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
