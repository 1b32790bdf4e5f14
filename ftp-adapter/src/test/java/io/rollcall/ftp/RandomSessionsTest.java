package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.FtpSessionInfo;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of sessions that do anything in any order, while others are ended: all add up. */
class RandomSessionsTest {
  private static final int CLIENTS = 16;
  private static final int SESSIONS = 2_000;

  @TempDir Path home;

  @Test
  void everySessionEndsOnce() throws Exception {
    long seed = System.nanoTime();
    TestServer.Options options = new TestServer.Options();
    options.tls = true;
    options.registry = SessionRegistry.builder().listenerQueueCapacity(10 * SESSIONS).build();
    Map<String, Integer> endings = new ConcurrentHashMap<>();
    options.registry.addListener(
        event -> {
          if (event.type() == SessionEvent.Type.ENDED) {
            endings.merge(event.session().id(), 1, Integer::sum);
          }
        });
    try (TestServer server = options.start(home)) {
      server.sparseFile("small.bin", 100_000);
      server.sparseFile("large.bin", 1L << 30);
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      AtomicBoolean over = new AtomicBoolean();
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + i);
        work.add(
            clients.submit(
                () -> {
                  for (int session = 0; session < SESSIONS / CLIENTS; session++) {
                    runSession(server, random);
                  }
                  return null;
                }));
      }
      Thread operator = new Thread(() -> endAtRandom(server, over, new Random(seed - 1)));
      operator.start();
      for (Future<?> client : work) {
        client.get(4, TimeUnit.MINUTES);
      }
      over.set(true);
      operator.join();
      clients.shutdown();

      String run = "seed " + seed;
      await()
          .alias(run)
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.registry.ftpSessions().isEmpty());
      var counts = server.registry.counts();
      assertEquals(0, counts.ftpSessions(), run);
      assertEquals(counts.openedTotal(), counts.endedTotal(), run);
      assertEquals(0, counts.droppedEventTotal(), run);
      await().alias(run).until(() -> endings.size() == counts.endedTotal());
      endings.forEach((id, times) -> assertEquals(1, times, run + " " + id));
      await().alias(run).until(() -> server.busyThreads() == 0);
    }
  }

  private static void runSession(TestServer server, Random random) throws IOException {
    FTPClient client = new FTPClient();
    boolean secure = random.nextInt(20) == 0;
    if (secure) {
      FTPSClient encrypted = new FTPSClient();
      encrypted.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
      client = encrypted;
    }
    try {
      server.connect(client);
      client.setSoTimeout(20_000);
      client.setDataTimeout(Duration.ofSeconds(20));
      if (random.nextInt(8) > 0) {
        TestServer.logIn(client, random.nextInt(4) > 0 ? "alice" : "anonymous");
      }
      int steps = random.nextInt(6);
      for (int step = 0; step < steps; step++) {
        doSomething(client, random);
      }
      if (random.nextBoolean()) {
        client.logout();
      } else if (!secure && random.nextBoolean()) {
        client.setSoLinger(true, 0); // a broken connection
      }
    } catch (UncheckedIOException e) {
      // an encrypted connection that an order has reset
    } catch (IOException e) {
      // a connection that an order has reset, or a refused login after one
    } finally {
      if (client.isConnected()) {
        client.disconnect();
      }
    }
  }

  private static void doSomething(FTPClient client, Random random) throws IOException {
    switch (random.nextInt(9)) {
      case 0 -> client.listNames();
      case 1 -> client.retrieveFile("small.bin", OutputStream.nullOutputStream());
      case 2 ->
          client.storeFile("up" + random.nextInt(50), new ByteArrayInputStream(new byte[50_000]));
      case 3 -> client.changeWorkingDirectory("/");
      case 4 -> client.sendNoOp();
      case 5 -> {
        client.sendCommand("REIN");
        client.login("alice", TestServer.PASSWORD);
      }
      case 6 -> client.login("alice", "wrong");
      case 7 -> {
        InputStream download = client.retrieveFileStream("large.bin");
        if (download != null) {
          download.readNBytes(random.nextInt(200_000));
          download.close(); // breaks off
          client.completePendingCommand();
        }
      }
      default -> {
        client.pasv();
        client.sendCommand("RETR", "large.bin");
        client.setSoLinger(true, 0);
        throw new IOException("gone without opening the data connection");
      }
    }
  }

  private static void endAtRandom(TestServer server, AtomicBoolean over, Random random) {
    while (!over.get()) {
      List<FtpSessionInfo> rows = server.registry.ftpSessions();
      if (!rows.isEmpty()) {
        String id = rows.get(random.nextInt(rows.size())).id();
        server.registry.terminate(id, TerminationOrder.by("operator"));
      }
    }
  }
}
