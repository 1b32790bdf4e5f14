package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.FtpStatus;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferAbort;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transfer alone is cut off, and a partial upload becomes what the host chose. */
class AbortTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  @TempDir Path home;

  private TestServer start(PartialUploads partialUploads) throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry).partialUploads(partialUploads).install(factory);
    return options.start(home);
  }

  @Test
  void anAbortedTransferLeavesTheSession() throws Exception {
    try (TestServer server = start(PartialUploads.KEEP)) {
      server.sparseFile("large.bin", 1L << 30);
      FTPClient client = server.login("alice");
      String id = server.onlyRow().id();
      for (int round = 0; round < 20; round++) {
        InputStream download = client.retrieveFileStream("large.bin");
        download.readNBytes(1 << 20);
        TransferAbort answer = server.registry.abortTransfer(id, ORDER);
        assertEquals(TransferAbort.Outcome.ABORTED, answer.outcome(), answer.toString());
        assertEquals(426, client.getReply());
        assertEquals(FtpStatus.IDLE, server.onlyRow().status());
        assertTrue(client.changeWorkingDirectory("/"));
      }
      assertEquals(id, server.onlyRow().id());
      assertEquals(
          TransferAbort.Outcome.NO_TRANSFER, server.registry.abortTransfer(id, ORDER).outcome());
    }
  }

  @Test
  void oneThatWaitsForItsClientIsAbortedToo() throws Exception {
    try (TestServer server = start(PartialUploads.KEEP)) {
      server.sparseFile("large.bin", 1L << 30);
      FTPClient client = server.login("alice");
      client.pasv();
      client.sendCommand("RETR", "large.bin");
      await().until(() -> server.onlyRow().transfer() != null);
      assertEquals(
          TransferAbort.Outcome.ABORTED,
          server.registry.abortTransfer(server.onlyRow().id(), ORDER).outcome());
      assertEquals(425, client.getReply());
      assertTrue(client.sendNoOp());
    }
  }

  private void cutOff(TestServer server, FTPClient client, OutputStream upload, boolean whole)
      throws Exception {
    upload.write(new byte[100_000]);
    upload.flush();
    await().until(() -> server.onlyRow().transfer() != null);
    await().until(() -> server.onlyRow().transfer().bytesTransferred() == 100_000);
    String id = server.onlyRow().id();
    if (whole) {
      assertEquals(TerminationOutcome.TERMINATED, server.registry.terminate(id, ORDER).outcome());
    } else {
      assertEquals(
          TransferAbort.Outcome.ABORTED, server.registry.abortTransfer(id, ORDER).outcome());
      assertEquals(426, client.getReply());
    }
  }

  @Test
  void aPartialUploadIsKept() throws Exception {
    try (TestServer server = start(PartialUploads.KEEP)) {
      FTPClient client = server.login("alice");
      cutOff(server, client, client.storeFileStream("up"), false);
      assertTrue(Files.exists(home.resolve("up")));
    }
  }

  @Test
  void aPartialUploadIsDeleted() throws Exception {
    try (TestServer server = start(PartialUploads.DELETE)) {
      FTPClient client = server.login("alice");
      cutOff(server, client, client.storeFileStream("up"), false);
      await().until(() -> Files.notExists(home.resolve("up")));
      cutOff(server, client, client.storeUniqueFileStream("unique"), true);
      await().until(() -> Files.notExists(home.resolve("unique")));
    }
  }

  @Test
  void aPartialUploadIsMovedAside() throws Exception {
    try (TestServer server = start(PartialUploads.moveAside(".partial"))) {
      FTPClient client = server.login("alice");
      Files.writeString(home.resolve("up.partial"), "of an earlier time");
      cutOff(server, client, client.storeFileStream("up"), true);
      await().until(() -> Files.notExists(home.resolve("up")));
      assertTrue(Files.size(home.resolve("up.partial")) > 18);
    }
  }

  @Test
  void whatWasThereBeforeAnAppendIsNotLost() throws Exception {
    try (TestServer server = start(PartialUploads.DELETE)) {
      byte[] before = "from last week".getBytes(StandardCharsets.UTF_8);
      Files.write(home.resolve("log"), before);
      FTPClient client = server.login("alice");
      cutOff(server, client, client.appendFileStream("log"), false);
      byte[] start = new byte[before.length];
      try (InputStream log = Files.newInputStream(home.resolve("log"))) {
        assertEquals(before.length, log.readNBytes(start, 0, start.length));
      }
      assertArrayEquals(before, start);
    }
  }

  @Test
  void aWholeUploadStays() throws Exception {
    try (TestServer server = start(PartialUploads.DELETE)) {
      FTPClient client = server.login("alice");
      try (OutputStream upload = client.storeFileStream("up")) {
        upload.write(1);
      }
      assertTrue(client.completePendingCommand());
      server.registry.terminate(server.onlyRow().id(), ORDER);
      assertTrue(Files.exists(home.resolve("up")));
    }
  }
}
