package io.rollcall.examples;

import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.openmbean.CompositeData;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator with nothing but JMX ends transfers of a gibibyte in mid-flight. */
class TransferKickTest {
  private static final int ROUNDS = 5;
  private static final long GIBIBYTE = 1L << 30;

  @TempDir Path home;
  private final List<Long> millisToDeath = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void forget() {
    millisToDeath.clear();
  }

  /** Moves bytes until the connection dies, and says when that was. */
  private static final class Transfer extends Thread {
    private final Step step;
    private final AtomicLong moved = new AtomicLong();
    private volatile long diedAt;

    @FunctionalInterface
    interface Step {
      /** Moves some bytes, and returns how many; none or fewer at the end. */
      int move(byte[] buffer) throws IOException;
    }

    private Transfer(Step step) {
      this.step = step;
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      byte[] buffer = new byte[64 << 10];
      try {
        for (int bytes = step.move(buffer); bytes > 0; bytes = step.move(buffer)) {
          moved.addAndGet(bytes);
        }
      } catch (IOException e) {
        // reset: what the order is for
      }
      diedAt = System.nanoTime();
    }
  }

  @Test
  void downloadsDieWithinATenthOfASecond() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      for (int round = 0; round < ROUNDS; round++) {
        FTPClient client = demo.ftp("alice");
        InputStream download = client.retrieveFileStream(DemoFtpServer.LARGE_FILE);
        Transfer transfer = new Transfer(download::read);
        await().until(() -> transfer.moved.get() > 32 << 20);
        endInMidFlight(demo, client, transfer, "DOWNLOADING");
        assertTrue(transfer.moved.get() < GIBIBYTE, "cut short at " + transfer.moved);
      }
      assertMedianUnder100Millis();
    }
  }

  @Test
  void uploadsDieWithinATenthOfASecondAndTheFileGrowsNoMore() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Path file = home.resolve("alice").resolve("up.bin");
      for (int round = 0; round < ROUNDS; round++) {
        FTPClient client = demo.ftp("alice");
        client.allocate((int) GIBIBYTE);
        OutputStream upload = client.storeFileStream("up.bin");
        Transfer transfer =
            new Transfer(
                buffer -> {
                  upload.write(buffer);
                  return buffer.length;
                });
        await().until(() -> transfer.moved.get() > 32 << 20);
        endInMidFlight(demo, client, transfer, "UPLOADING");
        long size = Files.size(file);
        assertTrue(size < GIBIBYTE, "cut short at " + size);
        await()
            .during(Duration.ofMillis(300))
            .atMost(Duration.ofSeconds(5))
            .until(() -> Files.size(file) == size);
      }
      assertMedianUnder100Millis();
    }
  }

  private void endInMidFlight(RunningDemo demo, FTPClient client, Transfer transfer, String status)
      throws Exception {
    CompositeData row = demo.row(FTP_SESSIONS, "alice");
    assertEquals(status, row.get("status"));
    assertEquals("DOMAIN_OWNER", row.get("type"));
    assertEquals(GIBIBYTE, row.get("bytesTotal"));
    assertTrue((Double) row.get("progressPercent") > 0, row.toString());
    assertTrue((Double) row.get("speedKBps") > 0, row.toString());

    long ordered = System.nanoTime();
    CompositeData answer = demo.terminate(FTP_SESSIONS, row.get("id"), "account suspended");

    assertEquals("TERMINATED", answer.get("outcome"), answer.toString());
    assertEquals(0, demo.count(FTP_SESSIONS));
    transfer.join(10_000);
    assertFalse(transfer.isAlive(), "it goes on");
    millisToDeath.add((transfer.diedAt - ordered) / 1_000_000);
    assertEquals(FTPReply.TRANSFER_ABORTED, client.getReply());
  }

  private void assertMedianUnder100Millis() {
    List<Long> sorted = millisToDeath.stream().sorted().toList();
    assertTrue(sorted.get(ROUNDS / 2) < 100, "milliseconds from order to death: " + sorted);
  }

  @Test
  void oneThatWaitsForItsDataConnectionIsAnsweredWithinASecond() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      FTPClient client = demo.ftp("alice");
      client.pasv();
      client.sendCommand("RETR", DemoFtpServer.LARGE_FILE);
      await().until(() -> demo.row(FTP_SESSIONS, "alice").get("direction") != null);
      long ordered = System.nanoTime();
      CompositeData answer =
          demo.terminate(FTP_SESSIONS, demo.row(FTP_SESSIONS, "alice").get("id"), null);
      assertTrue(System.nanoTime() - ordered < Duration.ofSeconds(1).toNanos());
      assertEquals("TERMINATED", answer.get("outcome"), answer.toString());
    }
  }

  @Test
  void progressFollowsAClientThatTakesItsTime() throws Exception {
    int bytesPerSecond = 4_000_000;
    try (RunningDemo demo = new RunningDemo(home)) {
      FTPClient client = demo.ftp("alice");
      client.setRestartOffset(GIBIBYTE / 2);
      InputStream download = client.retrieveFileStream(DemoFtpServer.LARGE_FILE);
      long begun = System.nanoTime();
      AtomicLong taken = new AtomicLong();
      new Transfer(
          buffer -> {
            await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> taken.get() < allowed(begun, bytesPerSecond));
            int bytes = download.read(buffer, 0, 8192);
            taken.addAndGet(bytes);
            return bytes;
          });
      await().until(() -> System.nanoTime() - begun > Duration.ofSeconds(4).toNanos());
      CompositeData row = demo.row(FTP_SESSIONS, "alice");
      double expected = 50 + 100.0 * taken.get() / GIBIBYTE;
      assertEquals(expected, (Double) row.get("progressPercent"), 2.0);
      assertEquals(
          bytesPerSecond / 1024.0, (Double) row.get("speedKBps"), 0.15 * bytesPerSecond / 1024);
    }
  }

  private static long allowed(long begun, int bytesPerSecond) {
    return (long) ((System.nanoTime() - begun) / 1e9 * bytesPerSecond);
  }
}
