package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.Ending;
import io.rollcall.FtpSessionInfo;
import io.rollcall.SessionCounts;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferAbort;
import io.rollcall.tck.LeakCheck;
import io.rollcall.tck.ThreadShortage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.awaitility.Awaitility;

/**
 * What happens at the FTP door of a process that is out of threads: the main class of a JVM of its
 * own, which plays one scene, and exits with 0 if all was as it should be and nothing is left.
 */
final class OutOfThreadsScenes {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");
  private static final int THREADS = 4;
  private static final int READ = 1 << 20;

  /** What happens; the name says how it has to end. */
  enum Scene {
    ORDERS_ARE_CARRIED_OUT,
    A_SERVER_THAT_STOPS_ENDS_ITS_TRANSFERS
  }

  private OutOfThreadsScenes() {}

  public static void main(String[] arguments) {
    Awaitility.pollInSameThread();
    try {
      play(Scene.valueOf(arguments[0]), Path.of(arguments[1]));
    } catch (Throwable e) { // whatever it is, the server's threads must not keep this alive
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void play(Scene scene, Path home) throws Exception {
    LeakCheck leaks = LeakCheck.begin();
    TestServer.Options options = new TestServer.Options();
    options.threads = THREADS;
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", 1L << 30);
      startTheServersThreads(server);
      await().until(() -> server.registry.ftpSessions().isEmpty());
      play(scene, server);
      SessionCounts counts = server.registry.counts();
      assertEquals(0, counts.ftpSessions());
      assertEquals(counts.openedTotal(), counts.endedTotal());
    }
    leaks.assertNothingLeft();
  }

  private static void play(Scene scene, TestServer server) throws Exception {
    switch (scene) {
      case ORDERS_ARE_CARRIED_OUT -> carryOutOrders(server);
      case A_SERVER_THAT_STOPS_ENDS_ITS_TRANSFERS -> stopTheServer(server);
    }
  }

  /** It makes as many as it may have, as they are needed, and keeps them for a while. */
  private static void startTheServersThreads(TestServer server) throws IOException {
    List<FTPClient> clients = new ArrayList<>();
    for (int i = 0; i < 4 * THREADS; i++) {
      clients.add(server.login("alice"));
    }
    List<InputStream> downloads = new ArrayList<>();
    for (FTPClient client : clients.subList(0, THREADS)) {
      downloads.add(client.retrieveFileStream("large.bin"));
    }
    for (InputStream download : downloads) {
      assertEquals(READ, download.readNBytes(READ).length);
      download.close();
    }
    for (FTPClient client : clients) {
      client.disconnect();
    }
  }

  /** A download that its client does not go on reading, and its row. */
  private record Stalled(FTPClient client, InputStream download, String id) {
    static Stalled begin(TestServer server) throws IOException {
      Set<String> before = new HashSet<>(ids(server));
      FTPClient client = server.login("alice");
      InputStream download = client.retrieveFileStream("large.bin");
      assertEquals(READ, download.readNBytes(READ).length);
      List<String> now = new ArrayList<>(ids(server));
      now.removeAll(before);
      assertEquals(1, now.size());
      return new Stalled(client, download, now.get(0));
    }

    void close() throws IOException {
      download.close();
      client.disconnect();
    }
  }

  private static List<String> ids(TestServer server) {
    return server.registry.ftpSessions().stream().map(FtpSessionInfo::id).toList();
  }

  private static void carryOutOrders(TestServer server) throws Exception {
    Stalled aborted = Stalled.begin(server);
    Stalled ended = Stalled.begin(server);
    try (ThreadShortage shortage = ThreadShortage.begin()) {
      TransferAbort abort = server.registry.abortTransfer(aborted.id(), ORDER);
      assertEquals(TransferAbort.Outcome.ABORTED, abort.outcome(), abort.toString());
      assertEquals(426, aborted.client().getReply());
      assertEquals(250, aborted.client().cwd("/"), "the session itself goes on");

      Termination answer = server.registry.terminate(ended.id(), ORDER);
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
      assertEquals(426, ended.client().getReply());
      assertThrows(FTPConnectionClosedException.class, ended.client()::getReply);
      assertEquals(421, ended.client().getReplyCode());
      assertEquals(List.of(aborted.id()), ids(server));
      assertEquals(0, server.busyThreads());

      FTPClient other = server.login("alice"); // needs no thread of ours
      assertEquals(2, ids(server).size());
      other.disconnect();
      await().until(() -> ids(server).size() == 1);
      shortage.requireOn(); // it was one to the end
    }
    Termination later = server.registry.terminate(aborted.id(), ORDER);
    assertEquals(TerminationOutcome.TERMINATED, later.outcome(), later.toString());
    aborted.close();
    ended.close();
  }

  private static void stopTheServer(TestServer server) throws Exception {
    Stalled running = Stalled.begin(server);
    try (ThreadShortage shortage = ThreadShortage.begin()) {
      shortage.requireOn(); // when the server stops, its own threads make room for others
      server.server.stop();
      await().until(() -> ids(server).isEmpty());
      Ending ending =
          server.registry.recentEndings().stream()
              .filter(event -> event.session().id().equals(running.id()))
              .findFirst()
              .orElseThrow()
              .ending();
      assertEquals(new Ending(Ending.Cause.SHUT_DOWN, null), ending);
    }
    running.close();
  }
}
