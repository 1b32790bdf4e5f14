package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.tck.LeakCheck;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails ends a transfer; the session and its row go on. */
class StorageFaultsTest {
  private static final int ROOM = 1 << 20;

  @TempDir Path home;
  private final LeakCheck leaks = LeakCheck.begin();

  @AfterEach
  void nothingIsLeft() {
    leaks.assertNothingLeft();
  }

  /** How a disk comes to be full. */
  enum Disk {
    /** A small file system of its own; needs the right to mount. */
    MOUNTED,

    /** A host's file system that says what the real one says. */
    FAILING
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatIsFullEndsTheUploadAndNothingElse(Disk disk) throws Exception {
    TestServer.Options options = new TestServer.Options();
    if (disk == Disk.MOUNTED) {
      String size = "size=" + ROOM;
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", size, "tmpfs", home.toString()),
          "SKIPPED: nothing can be mounted here");
    } else {
      options.factory =
          factory ->
              factory.setFileSystem(
                  new WrappedFiles(UnaryOperator.identity(), StorageFaultsTest::full));
    }
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      String id = server.onlyRow().id();
      sendUntilItFails(client);
      assertFalse(client.completePendingCommand());
      assertEquals(551, client.getReplyCode(), client.getReplyString());

      FtpSessionInfo row = server.onlyRow();
      assertEquals(id, row.id());
      assertEquals(FtpStatus.IDLE, row.status());
      assertNull(row.transfer());
      assertTrue(client.deleteFile("up"), client.getReplyString());
      assertEquals(0, server.registry.counts().terminatedTotal());
      client.logout();
      client.disconnect();
      await().until(() -> server.registry.ftpSessions().isEmpty());
      await().until(() -> server.busyThreads() == 0);
    } finally {
      if (disk == Disk.MOUNTED) {
        assertTrue(run("umount", home.toString()));
      }
    }
  }

  /** A file on a disk that has so much room left. */
  private static OutputStream full(OutputStream file) {
    return new FilterOutputStream(file) {
      private int room = ROOM;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        room -= length;
        if (room < 0) {
          throw new IOException("No space left on device");
        }
        out.write(bytes, offset, length);
      }
    };
  }

  private static void sendUntilItFails(FTPClient client) throws IOException {
    OutputStream upload = client.storeFileStream("up");
    assertNotNull(upload, client.getReplyString());
    try (upload) {
      for (int sent = 0; sent < 16 * ROOM; sent += 8192) {
        upload.write(new byte[8192]);
      }
    } catch (IOException e) {
      // the server has closed the data connection
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  /** What has been opened can be read to its end: the row says how much that is. */
  @Test
  void aFileDeletedInADownloadIsSentToItsEnd() throws Exception {
    int size = 40 << 20;
    try (TestServer server = TestServer.start(home)) {
      Path file = server.sparseFile("large.bin", size);
      FTPClient client = server.login("alice");
      try (InputStream download = client.retrieveFileStream("large.bin")) {
        int read = download.readNBytes(1 << 20).length;
        Files.delete(file);
        assertEquals("/large.bin", server.onlyRow().transfer().fileName());
        assertEquals(size, server.onlyRow().transfer().bytesTotal());
        assertEquals(size - read, download.readAllBytes().length);
      }
      assertTrue(client.completePendingCommand());
      assertEquals(FtpStatus.IDLE, server.onlyRow().status());
      assertNull(client.retrieveFileStream("large.bin"));
      assertEquals(550, client.getReplyCode());
      assertNull(server.onlyRow().transfer());
      client.logout();
      client.disconnect();
      await().until(() -> server.registry.ftpSessions().isEmpty());
    }
  }

  @Test
  void aFileCutShortInADownloadEndsItThere() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      Path file = server.sparseFile("large.bin", 1L << 30);
      FTPClient client = server.login("alice");
      try (InputStream download = client.retrieveFileStream("large.bin")) {
        download.readNBytes(1 << 20);
        try (RandomAccessFile shortened = new RandomAccessFile(file.toFile(), "rw")) {
          shortened.setLength(0);
        }
        assertTrue(download.readAllBytes().length < 1 << 30);
      }
      assertTrue(client.completePendingCommand());
      assertEquals(FtpStatus.IDLE, server.onlyRow().status());
      assertNull(server.onlyRow().transfer());
      client.disconnect();
      await().until(() -> server.registry.ftpSessions().isEmpty());
    }
  }
}
