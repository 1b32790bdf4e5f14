package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Account;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.LockoutTarget;
import io.rollcall.Revocation;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferDirection;
import io.rollcall.TransferInfo;
import io.rollcall.ftp.ClientMode.Data;
import io.rollcall.ftp.ClientMode.Encryption;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.FtpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Client programs that people have are shown, ended and counted, however they talk. */
@Tag("long")
class RealClientsTest {
  private static final TerminationOrder ORDER =
      TerminationOrder.by("operator").because("account suspended");
  private static final long LARGE = 1L << 30;
  private static final int SMALL = 300_017;
  private static final int BYTES_PER_SECOND = 4_000_000;

  @TempDir static Path home;
  @TempDir Path clientHome;

  /** What the lists said of transfers when a server closed their files. */
  private static final BlockingQueue<TransferInfo> lastShown = new LinkedBlockingQueue<>();

  /** One for each encryption and each address, for all of its clients one after another. */
  private static final Map<String, TestServer> servers = new HashMap<>();

  @AfterAll
  static void stopServers() {
    servers.values().forEach(TestServer::close);
    servers.clear();
  }

  static Stream<Arguments> ways() {
    return Stream.of(RealClient.values())
        .flatMap(client -> modes().filter(client::knows).map(mode -> Arguments.of(client, mode)));
  }

  private static Stream<ClientMode> modes() {
    return Stream.of(Encryption.values())
        .flatMap(
            encryption ->
                Stream.of(Data.values())
                    .flatMap(
                        data ->
                            Stream.of(false, true)
                                .map(ipv6 -> new ClientMode(encryption, data, ipv6))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ways")
  void isShownEndedAndCounted(RealClient client, ClientMode mode) throws Exception {
    ClientProgram.require(client.program);
    assumeTrue(!mode.ipv6() || hasIpv6(), "SKIPPED: this machine has no IPv6");
    TestServer server = server(mode);
    endsADownload(server, client, mode);
    lastShown.clear();
    countsAnUpload(server, client, mode);
  }

  private static boolean hasIpv6() throws IOException {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
      return probe.isBound();
    } catch (SocketException e) {
      return false;
    }
  }

  private static TestServer server(ClientMode mode) throws FtpException, IOException {
    String kind = mode.encryption() + mode.host();
    TestServer present = servers.get(kind);
    if (present != null) {
      return present;
    }
    TestServer.Options options = mode.server();
    options.factory = factory -> factory.setFileSystem(shownWhenClosed(options.registry));
    TestServer server = options.start(home);
    servers.put(kind, server);
    server.addUser("alice", BYTES_PER_SECOND);
    server.sparseFile("large.bin", LARGE);
    return server;
  }

  /** The last moment at which a transfer is shown: the reply comes next. */
  private static WrappedFiles shownWhenClosed(SessionRegistry registry) {
    Runnable look =
        () ->
            registry.ftpSessions().stream()
                .filter(row -> row.transfer() != null)
                .forEach(row -> lastShown.add(row.transfer()));
    return new WrappedFiles(
        file ->
            new FilterInputStream(file) {
              @Override
              public void close() throws IOException {
                look.run();
                super.close();
              }
            },
        file ->
            new FilterOutputStream(file) {
              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
              }

              @Override
              public void close() throws IOException {
                look.run();
                super.close();
              }
            });
  }

  private void endsADownload(TestServer server, RealClient client, ClientMode mode)
      throws Exception {
    Path local = clientHome.resolve("received.bin");
    try (ClientProgram program =
        client.start(
            new RealClient.Transfer(mode, server.port(), "alice", false, local, "large.bin"))) {
      FtpSessionInfo row = awaitTransfer(server, program);
      assertRow(row, mode, TransferDirection.DOWNLOAD, "/large.bin");
      assertEquals(LARGE, row.transfer().bytesTotal());
      Set<SocketTable.Connection> connections = program.connections();
      assertEquals(2, connections.size(), "control and data");

      Termination answer = server.registry.terminate(row.id(), ORDER);

      assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
      assertTrue(server.registry.ftpSessions().isEmpty());
      assertNotEquals(0, program.exitStatus(), program.output());
      await().until(() -> SocketTable.ofThisProcess().alive(connections).isEmpty());
      assertTrue(Files.notExists(local) || Files.size(local) < LARGE);
      assertTrue(server.registry.ftpSessions().isEmpty());
    }
  }

  private void countsAnUpload(TestServer server, RealClient client, ClientMode mode)
      throws Exception {
    byte[] content = new byte[SMALL];
    new Random(1).nextBytes(content);
    Path local = Files.write(clientHome.resolve("sent.bin"), content);
    try (ClientProgram program =
        client.start(
            new RealClient.Transfer(mode, server.port(), "alice", true, local, "stored.bin"))) {
      assertEquals(0, program.exitStatus(), program.output());
    }
    TransferInfo last = lastShown.poll(10, TimeUnit.SECONDS);
    assertEquals(TransferDirection.UPLOAD, last.direction());
    assertEquals("/stored.bin", last.fileName());
    assertEquals(SMALL, last.bytesTransferred());
    assertArrayEquals(content, Files.readAllBytes(home.resolve("stored.bin")));
    await().until(() -> server.registry.ftpSessions().isEmpty());
    await().until(() -> server.busyThreads() == 0);
    Files.delete(home.resolve("stored.bin"));
  }

  private static FtpSessionInfo awaitTransfer(TestServer server, ClientProgram program) {
    await()
        .atMost(Duration.ofSeconds(20))
        .failFast(() -> assertTrue(program.isRunning(), program.output()))
        .until(
            () ->
                server.registry.ftpSessions().stream()
                    .map(FtpSessionInfo::transfer)
                    .anyMatch(
                        transfer -> transfer != null && transfer.bytesTransferred() > 100_000));
    return server.onlyRow();
  }

  private static void assertRow(
      FtpSessionInfo row, ClientMode mode, TransferDirection direction, String fileName) {
    assertEquals(Account.unregistered("alice"), row.account());
    assertEquals(mode.address(), row.address());
    assertEquals(mode.isEncrypted() ? "FTPS" : "FTP", row.protocol());
    assertEquals(mode.isEncrypted(), row.secure());
    assertEquals(FtpStatus.DOWNLOADING, row.status());
    assertEquals("/", row.location());
    assertEquals(direction, row.transfer().direction());
    assertEquals(fileName, row.transfer().fileName());
  }

  /** With parallel segments, and with parallel files. */
  enum Parallel {
    SEGMENTS("pget -n 4 site/file-0 -o received", 4),
    FILES("mirror --parallel=3 site received", 3);

    private final String verb;
    private final int transfers;

    Parallel(String verb, int transfers) {
      this.verb = verb;
      this.transfers = transfers;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatComesBackInParallelStaysOutOnceItIsLockedOut(Parallel parallel) throws Exception {
    ClientProgram.require("lftp");
    ClientMode mode = new ClientMode(Encryption.PLAIN, Data.EPSV, false);
    List<SessionEvent> events = new CopyOnWriteArrayList<>();
    try (TestServer server = mode.server().start(home)) {
      server.registry.addListener(events::add);
      server.addUser("alice", BYTES_PER_SECOND);
      for (int i = 0; i < 6; i++) {
        server.sparseFile("site/file-" + i, LARGE);
      }
      RealClient.Transfer transfer =
          new RealClient.Transfer(
              mode, server.port(), "alice", false, clientHome.resolve("received"), "site");
      List<String> command =
          RealClient.lftp(
              transfer,
              "set net:reconnect-interval-base 1; set net:reconnect-interval-max 1"
                  + "; set net:max-retries 1000; set net:persist-retries 1000",
              parallel.verb);
      try (ClientProgram program = ClientProgram.start(clientHome, command)) {
        List<String> first = awaitTransfers(server, program, parallel.transfers);
        server.registry.terminate(first, ORDER).forEach(RealClientsTest::assertTerminated);

        List<String> second = awaitTransfers(server, program, parallel.transfers);
        assertTrue(second.stream().noneMatch(first::contains), "it came back");
        Set<SocketTable.Connection> connections = program.connections();
        Revocation revocation =
            server.registry.lockouts().revoke(LockoutTarget.login("alice"), null, ORDER);

        revocation.terminations().forEach(RealClientsTest::assertTerminated);
        long refused = server.registry.counts().refusedTotal();
        await().until(() -> server.registry.counts().refusedTotal() >= refused + 2);
        await().until(() -> SocketTable.ofThisProcess().alive(connections).isEmpty());
        await().until(() -> server.registry.ftpSessions().isEmpty());
        assertNobodyCameAfter(revocation, events, server.registry.counts().endedTotal());
      }
    }
  }

  private static void assertTerminated(Termination answer) {
    assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
  }

  /** Whoever logged in while the lockout was made was found by it. */
  private static void assertNobodyCameAfter(
      Revocation revocation, List<SessionEvent> events, long ended) {
    await()
        .until(
            () ->
                events.stream().filter(event -> event.type() == SessionEvent.Type.ENDED).count()
                    == ended);
    List<String> found = revocation.terminations().stream().map(Termination::id).toList();
    events.stream()
        .filter(event -> event.type() == SessionEvent.Type.LOGGED_IN)
        .filter(event -> !event.time().isBefore(revocation.lockout().since()))
        .forEach(event -> assertTrue(found.contains(event.session().id()), event.toString()));
  }

  private static List<String> awaitTransfers(
      TestServer server, ClientProgram program, int transfers) {
    await()
        .atMost(Duration.ofSeconds(20))
        .failFast(() -> assertTrue(program.isRunning(), program.output()))
        .until(() -> transferring(server).size() >= transfers);
    return transferring(server);
  }

  private static List<String> transferring(TestServer server) {
    return server.registry.ftpSessions().stream()
        .filter(row -> row.status() == FtpStatus.DOWNLOADING)
        .filter(row -> row.transfer() != null && row.transfer().bytesTransferred() > 0)
        .map(FtpSessionInfo::id)
        .toList();
  }
}
