package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.tck.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is lost has a true row for as long as it holds anything, and leaves nothing. */
@Tag("long")
class LostClientTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");
  private static final long LARGE = 1L << 30;

  /** Enough that one thread for each would be too many for a small server. */
  private static final int MANY = 20;

  /** Time enough to see that a connection is listed, and to cut it, before it expires. */
  private static final int IDLE_SECONDS = 4;

  @TempDir Path home;
  @TempDir Path clientHome;
  private final LeakCheck leaks = LeakCheck.begin();

  @AfterEach
  void nothingIsLeft() {
    leaks.assertNothingLeft();
  }

  /** A stall shows after three seconds of the registry's clock, which runs ten times as fast. */
  private static SessionRegistry hastyRegistry() {
    return SessionRegistry.builder()
        .clocks(InstantSource.system(), () -> 10 * System.nanoTime())
        .build();
  }

  private ClientProgram start(List<String> command) throws IOException {
    return ClientProgram.start(clientHome, command);
  }

  private static List<String> downloadCommand(String host, int port) {
    return List.of(
        "curl",
        "--silent",
        "--output",
        "received.bin",
        "ftp://alice:%s@%s:%d/large.bin".formatted(TestServer.PASSWORD, host, port));
  }

  private static List<String> uploadCommand(String host, int port) {
    return List.of(
        "curl",
        "--silent",
        "--upload-file",
        "/dev/zero",
        "ftp://alice:%s@%s:%d/stored.bin".formatted(TestServer.PASSWORD, host, port));
  }

  private static void awaitBytes(TestServer server, long bytes) {
    await()
        .until(
            () ->
                server.registry.ftpSessions().stream()
                    .anyMatch(
                        row ->
                            row.transfer() != null && row.transfer().bytesTransferred() > bytes));
  }

  /** The client may not have connected yet: it is another process. */
  private static void awaitStatus(TestServer server, FtpStatus status) {
    await()
        .until(
            () ->
                server.registry.ftpSessions().stream()
                    .map(FtpSessionInfo::status)
                    .toList()
                    .equals(List.of(status)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThatIsKilledLeavesAtOnce(boolean upload) throws Exception {
    ClientProgram.require("curl");
    try (TestServer server = TestServer.start(home)) {
      server.sparseFile("large.bin", LARGE);
      server.addUser("alice", 4_000_000);
      String host = "127.0.0.1";
      try (ClientProgram client =
          start(
              upload ? uploadCommand(host, server.port()) : downloadCommand(host, server.port()))) {
        awaitBytes(server, 100_000);
        client.kill();
        await().until(() -> server.registry.ftpSessions().isEmpty());
        await().until(() -> server.busyThreads() == 0);
        assertEquals(
            new Ending(Ending.Cause.DISCONNECTED, null),
            server.registry.recentEndings().get(0).ending());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cable.Kind.class)
  void oneBehindACutCableIsShownStalledAndCanBeEnded(Cable.Kind kind) throws Exception {
    ClientProgram.require("curl");
    try (Cable cable = kind.lay()) {
      TestServer.Options options = new TestServer.Options();
      options.registry = hastyRegistry();
      cable.connectTo(options);
      try (TestServer server = options.start(home)) {
        server.sparseFile("large.bin", LARGE);
        server.addUser("alice", 20_000_000);
        try (ClientProgram client =
            start(cable.atTheClientsEnd(downloadCommand(cable.host(), server.port())))) {
          awaitBytes(server, 1_000_000);
          String id = server.onlyRow().id();
          cable.cut();
          awaitStatus(server, FtpStatus.STALLED);
          await()
              .during(Duration.ofMillis(500))
              .until(() -> server.onlyRow().status() == FtpStatus.STALLED);
          assertEquals(0, server.onlyRow().transfer().bytesPerSecond());

          Termination answer = server.registry.terminate(id, ORDER);

          assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
          assertTrue(server.registry.ftpSessions().isEmpty());
          await().until(() -> server.busyThreads() == 0);
          assertTrue(client.isRunning(), "nothing reaches it");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cable.Kind.class)
  void anIdleOneBehindACutCableExpires(Cable.Kind kind) throws Exception {
    try (Cable cable = kind.lay()) {
      TestServer.Options options = new TestServer.Options();
      cable.connectTo(options);
      var connect = options.listener;
      options.listener = connect.andThen(listener -> listener.setIdleTimeout(IDLE_SECONDS));
      try (TestServer server = options.start(home)) {
        String connection = "exec 3<>/dev/tcp/%s/%d && read -r greeting <&3 && cat <&3";
        try (ClientProgram client =
            start(
                cable.atTheClientsEnd(
                    List.of("bash", "-c", connection.formatted(cable.host(), server.port()))))) {
          awaitStatus(server, FtpStatus.CONNECTED);
          cable.cut();
          await().until(() -> server.registry.ftpSessions().isEmpty());
          assertEquals(
              new Ending(Ending.Cause.EXPIRED, null),
              server.registry.recentEndings().get(0).ending());
          assertTrue(client.isRunning(), "nothing reaches it");
        }
      }
    }
  }

  /** Ends its half of the control connection, and keeps the rest. */
  private static final class HalfClosingClient extends FTPClient {
    void halfClose() throws IOException {
      _socket_.shutdownOutput();
    }
  }

  @Test
  void oneThatHalfClosesIsListedAsLongAsItsTransferHoldsAThread() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry = hastyRegistry();
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", LARGE);
      HalfClosingClient client = TestServer.logIn(server.connect(new HalfClosingClient()), "alice");
      try (InputStream download = client.retrieveFileStream("large.bin")) {
        download.readNBytes(1 << 20);
        client.halfClose();
        awaitStatus(server, FtpStatus.STALLED);
        await()
            .during(Duration.ofMillis(300))
            .until(() -> server.onlyRow().status() == FtpStatus.STALLED);
        assertEquals(1, server.busyThreads());

        Termination answer = server.registry.terminate(server.onlyRow().id(), ORDER);

        assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
        assertTrue(server.registry.ftpSessions().isEmpty());
        await().until(() -> server.busyThreads() == 0);
      } finally {
        client.disconnect();
      }
    }
  }

  @Test
  void oneThatHalfClosesWhenIdleLeaves() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      HalfClosingClient client = TestServer.logIn(server.connect(new HalfClosingClient()), "alice");
      client.halfClose();
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertEquals(
          new Ending(Ending.Cause.DISCONNECTED, null),
          server.registry.recentEndings().get(0).ending());
      client.disconnect();
    }
  }

  @Test
  void thoseThatNeverReadAreEndedAllAtOnce() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry = hastyRegistry();
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", LARGE);
      List<FTPClient> clients = new ArrayList<>();
      List<InputStream> downloads = new ArrayList<>();
      for (int i = 0; i < options.threads; i++) {
        FTPClient client = server.login("alice");
        clients.add(client);
        downloads.add(client.retrieveFileStream("large.bin"));
      }
      await()
          .until(
              () ->
                  server.registry.ftpSessions().stream()
                      .allMatch(row -> row.status() == FtpStatus.STALLED));

      List<Termination> answers =
          server.registry.terminateMatching(Service.FTP, Filter.login("alice"), ORDER);

      assertEquals(options.threads, answers.size());
      answers.forEach(
          answer ->
              assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString()));
      await().until(() -> server.busyThreads() == 0);
      for (int i = 0; i < clients.size(); i++) {
        downloads.get(i).close();
        clients.get(i).disconnect();
      }
    }
  }

  private static List<Socket> connectMany(TestServer server) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    }
    await().until(() -> server.registry.ftpSessions().size() == MANY);
    for (FtpSessionInfo row : server.registry.ftpSessions()) {
      assertEquals(FtpStatus.CONNECTED, row.status());
      assertNull(row.account());
    }
    return sockets;
  }

  private static void awaitEnd(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    socket.getInputStream().readAllBytes();
    socket.close();
  }

  @Test
  void thoseThatNeverLogInAreListedAndExpire() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.threads = 4;
    options.listener = listener -> listener.setIdleTimeout(IDLE_SECONDS);
    try (TestServer server = options.start(home)) {
      List<Socket> silent = connectMany(server);
      for (Socket socket : silent) {
        awaitEnd(socket);
      }
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertEquals(MANY, server.registry.recentEndings().size());
      server
          .registry
          .recentEndings()
          .forEach(event -> assertEquals(new Ending(Ending.Cause.EXPIRED, null), event.ending()));
    }
  }

  /**
   * One byte now and then keeps the server's own time limit from coming: an operator can see it.
   */
  @Test
  void thoseThatLogInByteByByteAreIdleAndCanBeEnded() throws Exception {
    AtomicLong nanos = new AtomicLong();
    TestServer.Options options = new TestServer.Options();
    options.threads = 4;
    options.registry = SessionRegistry.builder().clocks(InstantSource.system(), nanos::get).build();
    ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    try (TestServer server = options.start(home)) {
      List<Socket> slow = connectMany(server);
      ScheduledFuture<?> dripping =
          drip.scheduleAtFixedRate(() -> writeOneByte(slow), 0, 20, TimeUnit.MILLISECONDS);
      FTPClient alice = server.login("alice");
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      assertTrue(alice.changeWorkingDirectory("/"));

      List<Termination> answers =
          server.registry.terminateMatching(
              Service.FTP, Filter.parse(Service.FTP, "status=CONNECTED idle>50s"), ORDER);

      assertEquals(MANY, answers.size());
      answers.forEach(
          answer ->
              assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString()));
      assertEquals("alice", server.onlyRow().account().login());
      dripping.cancel(false);
      for (Socket socket : slow) {
        socket.close();
      }
      alice.logout();
      alice.disconnect();
    } finally {
      drip.shutdown();
    }
  }

  private static void writeOneByte(List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write('U');
      } catch (IOException e) {
        // ended, as it should be
      }
    }
  }
}
