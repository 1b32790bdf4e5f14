package io.rollcall.examples;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.net.ftp.FTPClient;

/** A real FTP client that takes a large file at its own pace, until its socket dies. */
final class SlowDownload implements AutoCloseable {
  private static final int PIECE = 8_192;
  private static final long PERIOD_MILLIS = 4;

  private final AtomicLong taken = new AtomicLong();
  private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
  private final InputStream file;
  private volatile boolean dead;

  @SuppressWarnings("FutureReturnValueIgnored") // read() says itself when it is over
  SlowDownload(FTPClient client) throws IOException {
    file = client.retrieveFileStream(DemoFtpServer.LARGE_FILE);
    reader.scheduleAtFixedRate(this::read, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void read() {
    try {
      int bytes = dead ? -1 : file.read(new byte[PIECE]);
      dead |= bytes < 0;
      taken.addAndGet(Math.max(0, bytes));
    } catch (IOException e) {
      dead = true; // reset
    }
  }

  /** Whether the socket died; a file of a gibibyte is never taken to its end in a test. */
  boolean isDead() {
    return dead && taken.get() < 1L << 30;
  }

  long taken() {
    return taken.get();
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
