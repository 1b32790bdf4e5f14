package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.TransferDirection;
import io.rollcall.TransferInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row says what the client has just been told. */
class RowTest {
  @TempDir Path home;

  @Test
  void aConnectionIsARowBeforeItLogsIn() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      FTPClient client = server.connect();
      FtpSessionInfo row = server.onlyRow();
      assertEquals(FtpStatus.CONNECTED, row.status());
      assertNull(row.account());
      assertNull(row.logonTime());
      assertNull(row.location());
      assertEquals(InetAddress.getLoopbackAddress(), row.address());
      assertEquals("FTP", row.protocol());
      assertFalse(row.secure());
      client.disconnect();
      await().until(() -> server.registry.ftpSessions().isEmpty());
    }
  }

  @Test
  void aLoginIsThereWhenTheClientKnows() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry)
                .accountResolver(
                    login -> new Account(login, AccountType.DOMAIN_OWNER, "example.com"))
                .install(factory);
    try (TestServer server = options.start(home)) {
      FTPClient client = server.connect();
      String id = server.onlyRow().id();
      TestServer.logIn(client, "alice");
      FtpSessionInfo row = server.onlyRow();
      assertEquals(id, row.id());
      assertEquals(new Account("alice", AccountType.DOMAIN_OWNER, "example.com"), row.account());
      assertEquals(FtpStatus.IDLE, row.status());
      assertEquals("/", row.location());
      assertNotNull(row.logonTime());
      client.logout();
    }
  }

  @Test
  void aWrongPasswordIsNoLogin() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      FTPClient client = server.connect();
      assertFalse(client.login("alice", "wrong"));
      assertEquals(FtpStatus.CONNECTED, server.onlyRow().status());
      assertNull(server.onlyRow().account());
      client.disconnect();
    }
  }

  @Test
  void anonymousIsATypeOfItsOwn() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.login("anonymous");
      assertEquals(
          new Account("anonymous", AccountType.ANONYMOUS, null), server.onlyRow().account());
    }
  }

  @Test
  void directoriesAreFollowed() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.sparseFile("a/b/file", 1);
      FTPClient client = server.login("alice");
      assertTrue(client.changeWorkingDirectory("a"));
      assertEquals("/a", server.onlyRow().location());
      assertTrue(client.changeWorkingDirectory("b"));
      assertEquals("/a/b", server.onlyRow().location());
      assertFalse(client.changeWorkingDirectory("nowhere"));
      assertEquals("/a/b", server.onlyRow().location());
      assertTrue(client.changeToParentDirectory());
      assertEquals("/a", server.onlyRow().location());
      client.sendCommand("XCWD", "b");
      assertEquals("/a/b", server.onlyRow().location());
    }
  }

  @Test
  void reinitializingEndsTheRowAndOpensAnother() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      List<SessionEvent> events = Collections.synchronizedList(new ArrayList<>());
      server.registry.addListener(events::add);
      FTPClient client = server.login("alice");
      String first = server.onlyRow().id();
      client.sendCommand("REIN");
      FtpSessionInfo row = server.onlyRow();
      assertNotEquals(first, row.id());
      assertEquals(FtpStatus.CONNECTED, row.status());
      assertNull(row.account());
      await().until(() -> events.stream().anyMatch(e -> e.type() == SessionEvent.Type.ENDED));
      SessionEvent ended =
          events.stream().filter(e -> e.type() == SessionEvent.Type.ENDED).findFirst().get();
      assertEquals(first, ended.session().id());
      assertEquals(new Ending(Ending.Cause.LOGGED_OUT, null), ended.ending());

      assertTrue(client.login("anonymous", TestServer.PASSWORD));
      assertEquals(row.id(), server.onlyRow().id());
      assertEquals(AccountType.ANONYMOUS, server.onlyRow().account().type());
    }
  }

  @Test
  void aQuitIsALogout() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      List<SessionEvent> events = Collections.synchronizedList(new ArrayList<>());
      server.registry.addListener(events::add);
      server.login("alice").logout();
      server.login("alice").disconnect();
      await()
          .until(
              () -> events.stream().filter(e -> e.type() == SessionEvent.Type.ENDED).count() == 2);
      assertEquals(
          List.of(Ending.Cause.LOGGED_OUT, Ending.Cause.DISCONNECTED),
          events.stream()
              .filter(e -> e.type() == SessionEvent.Type.ENDED)
              .map(e -> e.ending().cause())
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void transfersShowWhatMoves(boolean passive) throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.sparseFile("site/large.bin", 64 << 20);
      FTPClient client = server.login("alice");
      if (!passive) {
        client.enterLocalActiveMode();
      }
      client.changeWorkingDirectory("site");
      client.setRestartOffset(16 << 20);
      try (InputStream download = client.retrieveFileStream("large.bin")) {
        assertEquals(1 << 20, download.readNBytes(1 << 20).length);
        FtpSessionInfo row = server.onlyRow();
        TransferInfo transfer = row.transfer();
        assertEquals(FtpStatus.DOWNLOADING, row.status());
        assertEquals(TransferDirection.DOWNLOAD, transfer.direction());
        assertEquals("/site/large.bin", transfer.fileName());
        assertEquals(16 << 20, transfer.offset());
        assertEquals(64L << 20, transfer.bytesTotal());
        assertTrue(transfer.bytesTransferred() >= 1 << 20, transfer.toString());
        assertTrue(transfer.progressPercent() >= 100.0 * 17 / 64, transfer.toString());
        download.readAllBytes();
      }
      assertTrue(client.completePendingCommand());
      assertNull(server.onlyRow().transfer());
      assertEquals(FtpStatus.IDLE, server.onlyRow().status());
      client.disconnect();
    }
  }

  @Test
  void anUploadsTotalIsWhatTheClientAnnounced() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      FTPClient client = server.login("alice");
      client.allocate(1000);
      assertUpload(server, client, client.storeFileStream("one"), "/one", 1000L);
      // the announcement was for that one file
      assertUpload(server, client, client.storeFileStream("two"), "/two", null);
      assertUpload(server, client, client.appendFileStream("two"), "/two", null);
      client.sendCommand("ALLO", "2000 R 128");
      assertUpload(server, client, client.appendFileStream("two"), "/two", 2000L);
    }
  }

  private static void assertUpload(
      TestServer server, FTPClient client, OutputStream upload, String name, Long total)
      throws IOException {
    try (upload) {
      upload.write(new byte[100]);
      upload.flush();
      await().until(() -> bytes(server) == 100);
      TransferInfo transfer = server.onlyRow().transfer();
      assertEquals(TransferDirection.UPLOAD, transfer.direction());
      assertEquals(FtpStatus.UPLOADING, server.onlyRow().status());
      assertEquals(name, transfer.fileName());
      assertEquals(total, transfer.bytesTotal());
      assertEquals(total == null ? null : 100.0 * 100 / total, transfer.progressPercent());
    }
    assertTrue(client.completePendingCommand());
  }

  private static long bytes(TestServer server) {
    TransferInfo transfer = server.onlyRow().transfer();
    return transfer == null ? -1 : transfer.bytesTransferred();
  }

  @Test
  void aUniqueUploadShowsTheNameThatTheServerChose() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.sparseFile("taken", 1);
      FTPClient client = server.login("alice");
      try (OutputStream upload = client.storeUniqueFileStream("taken")) {
        upload.write(1);
        upload.flush();
        await().until(() -> bytes(server) == 1);
        String name = server.onlyRow().transfer().fileName();
        assertTrue(name.matches("/taken\\.\\d+"), name);
      }
      assertTrue(client.completePendingCommand());
    }
  }

  @Test
  void listingsAreListings() throws Exception {
    TestServer.Options options = new TestServer.Options();
    ListingPause pause = new ListingPause();
    options.factory = factory -> factory.setFileSystem(pause);
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      for (String command : List.of("LIST", "NLST", "MLSD")) {
        pause.arm();
        Thread listing = new Thread(() -> list(client, command));
        listing.start();
        await().until(() -> server.onlyRow().status() == FtpStatus.LISTING);
        pause.release();
        listing.join();
        assertEquals(FtpStatus.IDLE, server.onlyRow().status());
      }
    }
  }

  private static void list(FTPClient client, String command) {
    try {
      switch (command) {
        case "LIST" -> client.listFiles();
        case "NLST" -> client.listNames();
        default -> client.mlistDir();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void encryptionShows(boolean implicit) throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.tls = true;
    options.implicit = implicit;
    try (TestServer server = options.start(home)) {
      FTPSClient client = new FTPSClient("TLS", implicit);
      client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
      server.connect(client);
      FtpSessionInfo row = server.onlyRow();
      assertEquals("FTPS", row.protocol());
      assertTrue(row.secure());
      TestServer.logIn(client, "alice");
      client.execPBSZ(0);
      client.execPROT("P");
      assertTrue(
          client.storeFile(
              "hello", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8))));
      assertEquals(row.id(), server.onlyRow().id());
      client.disconnect();
    }
  }

  @Test
  void stayingConnectedIsNoActivity() throws Exception {
    AtomicLong nanos = new AtomicLong();
    TestServer.Options options = new TestServer.Options();
    options.registry =
        SessionRegistry.builder().clocks(InstantSource.fixed(Instant.EPOCH), nanos::get).build();
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      nanos.addAndGet(60_000_000_000L);
      client.sendNoOp();
      assertEquals(60, server.onlyRow().idle().toSeconds());
      client.pwd();
      assertEquals(0, server.onlyRow().idle().toSeconds());
      assertEquals(60, server.onlyRow().connected().toSeconds());
    }
  }
}
