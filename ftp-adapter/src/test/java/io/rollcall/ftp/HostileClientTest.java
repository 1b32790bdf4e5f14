package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a client chooses are kept as they are, and can all be ended by id. */
class HostileClientTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><img src=http://127.0.0.1:1/x>",
        "a,b=c*?\"",
        "\u001B[2J\u001B]0;title\u0007x",
        "\u202Etxt.exe",
        "line\u2028separator",
        "\uD83D\uDE00",
        "$'{}%s%n",
        "-"
      })
  void loginsAndFileNamesAreListedInFull(String name) throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.addUser(name, 0);
      FTPClient client = server.login(name);
      assertEquals(name, server.onlyRow().account().login());
      String file = name.replace("/", "|");
      try (OutputStream upload = client.storeFileStream(file)) {
        assertNotNull(upload, client.getReplyString());
        upload.write(1);
        upload.flush();
        await().until(() -> server.onlyRow().transfer() != null);
        TransferInfo transfer = server.onlyRow().transfer();
        assertEquals("/" + file, transfer.fileName());
        assertEquals(
            TerminationOutcome.TERMINATED,
            server.registry.terminate(server.onlyRow().id(), ORDER).outcome());
      } catch (IOException e) {
        // closing the stream fails on the connection that the order has reset
      }
    }
  }

  @Test
  void aReasonCannotForgeAReply() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
      await().until(() -> server.registry.ftpSessions().size() == 1);
      server.registry.terminate(
          server.onlyRow().id(), ORDER.because("gone\r\n230 User logged in\r\n"));
      String replies = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(replies.contains("\r\n421 Your session has been ended: gone\\u000D"), replies);
      assertTrue(replies.lines().noneMatch(line -> line.startsWith("230")), replies);
      client.close();
    }
  }

  @Test
  void linesThatAreNoCommandsLeaveNoRow() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      for (byte[] line :
          new byte[][] {
            "USER \0\0\r\n\r\n \r\n".getBytes(StandardCharsets.US_ASCII),
            {'U', 'S', 'E', 'R', ' ', (byte) 0xFF, (byte) 0xFE, '\r', '\n'},
            ("USER " + "x".repeat(64 << 10) + "\r\n").getBytes(StandardCharsets.US_ASCII),
            "ALLO 99999999999999999999999\r\nSTOU\r\nREST -1\r\nREIN\r\n"
                .getBytes(StandardCharsets.US_ASCII),
            "XYZZY\r\nX\r\nPASS\r\nUSER\r\n".getBytes(StandardCharsets.US_ASCII)
          }) {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          client.getOutputStream().write(line);
          client.shutdownOutput();
          client.getInputStream().readAllBytes();
        } catch (IOException e) {
          // the server may have reset the connection
        }
      }
      await().until(() -> server.registry.counts().endedTotal() >= 5);
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertEquals(server.registry.counts().openedTotal(), server.registry.counts().endedTotal());
    }
  }
}
