package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.AccountResolver;
import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.LockoutTarget;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.Together;
import io.rollcall.tck.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What befalls the host itself makes no row wrong, and leaves nothing behind. */
@Tag("long")
class HostFaultsTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");
  private static final long LARGE = 1L << 30;

  /** {@code -Drollcall.rounds=1000} for the long proof. */
  private static final int ROUNDS = Integer.getInteger("rollcall.rounds", 3);

  private static final AtomicInteger timesThrown = new AtomicInteger();

  @TempDir Path home;
  private final LeakCheck leaks = LeakCheck.begin();

  @AfterEach
  void nothingIsLeft() {
    leaks.assertNothingLeft();
  }

  /** Code of the host's that runs out of memory. */
  enum Callback {
    LISTENER,
    ACCOUNT_RESOLVER,
    PARTIAL_UPLOADS;

    private TestServer.Options options() {
      TestServer.Options options = new TestServer.Options();
      if (this == LISTENER) {
        options.registry.addListener(event -> outOfMemory());
      }
      AccountResolver resolver =
          this == ACCOUNT_RESOLVER
              ? login -> {
                throw outOfMemory();
              }
              : AccountResolver.NONE;
      PartialUploads partialUploads =
          this == PARTIAL_UPLOADS
              ? (file, view) -> {
                throw outOfMemory();
              }
              : PartialUploads.KEEP;
      options.install =
          (factory, registry) ->
              FtpSessions.builder(registry)
                  .accountResolver(resolver)
                  .partialUploads(partialUploads)
                  .install(factory);
      return options;
    }
  }

  private static OutOfMemoryError outOfMemory() {
    OutOfMemoryError thrown = new OutOfMemoryError("thrown on purpose");
    timesThrown.incrementAndGet();
    thrown.setStackTrace(new StackTraceElement[0]); // it is logged, and nobody needs to read it
    throw thrown;
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackThatRunsOutOfMemoryStopsNobody(Callback callback) throws Exception {
    TestServer.Options options = callback.options();
    options.threads = 2;
    timesThrown.set(0);
    try (TestServer server = options.start(home)) {
      for (int round = 0; round < 2 * options.threads; round++) {
        FTPClient client = server.login("alice");
        assertEquals("alice", server.onlyRow().account().login());
        cutOffAnUpload(server, client);
        client.disconnect();
        await().until(() -> server.registry.ftpSessions().isEmpty());
        await().until(() -> server.busyThreads() == 0);
      }
      assertTrue(timesThrown.get() >= 2 * options.threads);
      assertEquals(server.registry.counts().openedTotal(), server.registry.counts().endedTotal());
    }
  }

  /** Fails in the middle of a command, and when its session is over. */
  private static final class FailingFtplet extends DefaultFtplet {
    @Override
    public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply) {
      if (request.getCommand().equals("SYST")) {
        throw outOfMemory();
      }
      return FtpletResult.DEFAULT;
    }

    @Override
    public FtpletResult onDisconnect(FtpSession session) {
      throw outOfMemory();
    }
  }

  /** It takes the server's own thread with it, which then tells nobody that the client has gone. */
  @Test
  void aFtpletThatRunsOutOfMemoryLeavesNoRow() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.factory =
        factory -> factory.setFtplets(new HashMap<>(Map.of("failing", new FailingFtplet())));
    timesThrown.set(0);
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      assertEquals(215, client.sendCommand("SYST"));
      server.addUser("bob", 0);
      FTPClient other = server.login("bob");
      assertEquals(2, server.registry.ftpSessions().size());
      assertEquals(257, other.pwd());
      client.disconnect();
      awaitRows(server, 1);
      assertEquals("bob", server.onlyRow().account().login());

      assertEquals(215, other.sendCommand("SYST"));
      Termination answer = server.registry.terminate(server.onlyRow().id(), ORDER);
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
      awaitRows(server, 0);
      other.disconnect();
      assertTrue(timesThrown.get() >= 2);
      assertEquals(server.registry.counts().openedTotal(), server.registry.counts().endedTotal());
    }
  }

  /** What the server's threads die of is no failure of the test. */
  private static void awaitRows(TestServer server, int count) {
    await()
        .dontCatchUncaughtExceptions()
        .until(() -> server.registry.ftpSessions().size() == count);
  }

  private static void cutOffAnUpload(TestServer server, FTPClient client) throws IOException {
    var upload = client.storeFileStream("up");
    assertNotNull(upload, client.getReplyString());
    upload.write(new byte[1 << 16]);
    upload.flush();
    await().until(() -> server.onlyRow().transfer() != null);
    Termination answer = server.registry.terminate(server.onlyRow().id(), ORDER);
    assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
    try {
      upload.close();
    } catch (IOException e) {
      // reset by the order
    }
  }

  @Test
  void aClockSetBackAnHourMakesNoRowWrong() throws Exception {
    Instant start = Instant.parse("2026-03-29T03:00:00Z");
    AtomicReference<Instant> wall = new AtomicReference<>(start);
    TestServer.Options options = new TestServer.Options();
    options.registry = SessionRegistry.builder().clocks(wall::get, System::nanoTime).build();
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", LARGE);
      FTPClient before = server.login("alice");
      InputStream download = before.retrieveFileStream("large.bin");
      download.readNBytes(1 << 20);
      server.registry.lockouts().add(LockoutTarget.login("bob"), Duration.ofMinutes(1), ORDER);

      wall.set(start.minus(Duration.ofHours(1)));
      server.addUser("carol", 0);
      FTPClient after = server.login("carol");

      Map<String, FtpSessionInfo> rows =
          server.registry.ftpSessions().stream()
              .collect(Collectors.toMap(row -> row.account().login(), row -> row));
      assertEquals(start, rows.get("alice").logonTime());
      assertEquals(start.minus(Duration.ofHours(1)), rows.get("carol").logonTime());
      for (FtpSessionInfo row : rows.values()) {
        assertTrue(row.connected().compareTo(Duration.ofMinutes(1)) < 0, row.toString());
        assertTrue(row.idle().compareTo(Duration.ofMinutes(1)) < 0, row.toString());
        assertFalse(row.connected().isNegative() || row.idle().isNegative(), row.toString());
      }
      assertTrue(rows.get("alice").transfer().averageBytesPerSecond() > 0);
      for (String item : List.of("logonTime", "connectedSeconds", "idleSeconds", "speedKBps")) {
        assertEquals(2, ordered(server.registry, item).size(), item);
        assertEquals(2, ordered(server.registry, "-" + item).size(), item);
      }
      FTPClient bob = server.connect();
      assertFalse(bob.login("bob", TestServer.PASSWORD), "still kept out");
      bob.disconnect();
      await().until(() -> server.registry.ftpSessions().size() == 2);

      server
          .registry
          .terminateMatching(Service.FTP, Filter.all(), ORDER)
          .forEach(
              answer ->
                  assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString()));
      assertTrue(server.registry.ftpSessions().isEmpty());
      download.close();
      before.disconnect();
      after.disconnect();
    }
  }

  private static List<FtpSessionInfo> ordered(SessionRegistry registry, String item) {
    return registry.ftpSessions(SessionQuery.all().orderedBy(item)).sessions();
  }

  @Test
  void aFullListenerQueueLosesEventsAndNothingElse() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    TestServer.Options options = new TestServer.Options();
    options.registry = SessionRegistry.builder().listenerQueueCapacity(5).build();
    List<SessionEvent> told = new CopyOnWriteArrayList<>();
    options.registry.addListener(
        event -> {
          await().until(() -> release.getCount() == 0);
          told.add(event);
        });
    try (TestServer server = options.start(home)) {
      for (int i = 0; i < 20; i++) {
        FTPClient client = server.login("alice");
        assertEquals("alice", server.onlyRow().account().login());
        assertEquals(
            TerminationOutcome.TERMINATED,
            server.registry.terminate(server.onlyRow().id(), ORDER).outcome());
        client.disconnect();
      }
      assertEquals(20, server.registry.counts().endedTotal());
      assertEquals(20, server.registry.recentEndings().size());
      long dropped = server.registry.counts().droppedEventTotal();
      assertTrue(dropped > 0);
      release.countDown();
      await().until(() -> told.size() + dropped == 4 * 20);
    }
  }

  @Test
  void aServerThatStopsDuringTerminationsLeavesNoRowAndTellsEachEndOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestServer.Options options = new TestServer.Options();
      List<String> ended = new CopyOnWriteArrayList<>();
      options.registry.addListener(
          event -> {
            if (event.type() == SessionEvent.Type.ENDED) {
              ended.add(event.session().id());
            }
          });
      TestServer server = options.start(home);
      server.sparseFile("large.bin", LARGE);
      List<FTPClient> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        FTPClient client = server.login("alice");
        clients.add(client);
        if (i % 2 == 0) {
          client.retrieveFileStream("large.bin").readNBytes(100_000);
        }
      }
      List<String> ids = server.registry.ftpSessions().stream().map(FtpSessionInfo::id).toList();
      List<List<Termination>> answersAndStop =
          Together.call(
              List.of(
                  () -> server.registry.terminate(ids, ORDER),
                  () -> {
                    server.server.stop();
                    return List.of();
                  }));

      await().until(() -> server.registry.ftpSessions().isEmpty());
      await().until(() -> ended.size() == ids.size());
      assertEquals(ids.size(), Set.copyOf(ended).size());
      for (Termination answer : answersAndStop.get(0)) {
        SessionEvent event =
            server.registry.recentEndings().stream()
                .filter(ending -> ending.session().id().equals(answer.id()))
                .findFirst()
                .orElseThrow();
        boolean byOrder = event.ending().cause() == Ending.Cause.TERMINATED;
        assertEquals(
            byOrder, answer.outcome() == TerminationOutcome.TERMINATED, answer + " " + event);
      }
      server.close();
      for (FTPClient client : clients) {
        client.disconnect();
      }
    }
  }
}
