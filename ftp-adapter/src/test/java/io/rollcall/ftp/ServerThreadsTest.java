package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's threads are free again, and its end is the end of all rows. */
class ServerThreadsTest {
  private static final int THREADS = 4;

  @TempDir Path home;

  @Test
  void stalledTransfersOnAllThreadsAreEndedAndANewClientIsGreeted() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.threads = THREADS;
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", 1L << 30);
      List<InputStream> stalled = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        stalled.add(server.login("alice").retrieveFileStream("large.bin"));
      }
      await().until(() -> server.busyThreads() == THREADS);
      Socket waiting = new Socket(InetAddress.getLoopbackAddress(), server.port());
      // listed although no thread has greeted it yet
      await().until(() -> server.registry.ftpSessions().size() == THREADS + 1);

      var answers =
          server.registry.terminateMatching(
              Service.FTP, Filter.login("alice"), TerminationOrder.by("operator"));

      assertEquals(THREADS, answers.size());
      answers.forEach(answer -> assertEquals(TerminationOutcome.TERMINATED, answer.outcome()));
      waiting.setSoTimeout(1_000);
      assertEquals('2', waiting.getInputStream().read(), "greeted within a second");
      waiting.close();
      for (InputStream download : stalled) {
        download.close();
      }
    }
  }

  @Test
  void stoppingTheServerEndsAllRowsAsShutDown() throws Exception {
    TestServer.Options options = new TestServer.Options();
    List<SessionEvent> endings = Collections.synchronizedList(new ArrayList<>());
    TestServer server = options.start(home);
    server.registry.addListener(
        event -> {
          if (event.type() == SessionEvent.Type.ENDED) {
            endings.add(event);
          }
        });
    server.sparseFile("large.bin", 1L << 30);
    server.connect();
    server.login("alice");
    InputStream running = server.login("alice").retrieveFileStream("large.bin");
    running.readNBytes(1 << 20);
    FTPClient waiting = server.login("alice");
    waiting.pasv();
    waiting.sendCommand("RETR", "large.bin");
    await()
        .until(
            () ->
                server.registry.ftpSessions().stream()
                        .map(FtpSessionInfo::status)
                        .filter(status -> status == FtpStatus.DOWNLOADING)
                        .count()
                    == 2);

    server.server.stop();

    await().atMost(Duration.ofSeconds(5)).until(() -> server.registry.ftpSessions().isEmpty());
    await().until(() -> endings.size() == 4);
    endings.forEach(
        event -> assertEquals(new Ending(Ending.Cause.SHUT_DOWN, null), event.ending()));
    assertEquals(4, server.registry.counts().endedTotal());
    server.registry.close();
  }

  @Test
  void aBusyHostCallbackIsNotReportedGone() throws Exception {
    TestServer.Options options = new TestServer.Options();
    ListingPause pause = new ListingPause();
    options.factory = factory -> factory.setFileSystem(pause);
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      pause.arm();
      Thread listing = new Thread(() -> listQuietly(client));
      listing.start();
      await().until(() -> server.onlyRow().status() == FtpStatus.LISTING);

      var answer =
          server.registry.terminate(server.onlyRow().id(), TerminationOrder.by("operator"));

      assertEquals(TerminationOutcome.CLOSING, answer.outcome());
      assertEquals(FtpStatus.TERMINATING, server.onlyRow().status());
      assertTrue(server.busyThreads() > 0);
      listing.join(); // the client is out all the same
      pause.release();
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertEquals(1, server.registry.counts().terminatedTotal());
    }
  }

  private static void listQuietly(FTPClient client) {
    try {
      client.listFiles();
    } catch (IOException e) {
      // the connection is closed under it
    }
  }
}
