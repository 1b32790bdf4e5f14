package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.FtpStatus;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An order ends a session for real, whatever it is doing. */
class TerminationTest {
  private static final TerminationOrder ORDER =
      TerminationOrder.by("operator").because("account suspended");
  private static final long SIZE = 1L << 30;

  @TempDir Path home;
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** What the client is up to when the order comes. */
  enum Situation {
    IDLE,
    NOT_LOGGED_IN,
    RUNNING_DOWNLOAD,
    STALLED_DOWNLOAD,
    RUNNING_UPLOAD,
    STALLED_UPLOAD,
    PASSIVE_DOWNLOAD_NOT_CONNECTED,
    PASSIVE_UPLOAD_NOT_CONNECTED,
    LISTING_NOT_CONNECTED,
    ACTIVE_NOT_ANSWERED,
    DATA_HANDSHAKE_NOT_BEGUN
  }

  static Stream<Arguments> situations() {
    return Stream.of(Situation.values())
        .flatMap(
            situation ->
                situation == Situation.DATA_HANDSHAKE_NOT_BEGUN
                    ? Stream.of(Arguments.of(situation, true))
                    : Stream.of(Arguments.of(situation, false), Arguments.of(situation, true)));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void endsForReal(Situation situation, boolean tls) throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.tls = tls;
    options.registry = // a stall shows after three seconds of this clock
        SessionRegistry.builder()
            .clocks(InstantSource.system(), () -> 10 * System.nanoTime())
            .build();
    List<SessionEvent> endings = Collections.synchronizedList(new ArrayList<>());
    try (TestServer server = options.start(home)) {
      server.registry.addListener(
          event -> {
            if (event.type() == SessionEvent.Type.ENDED) {
              endings.add(event);
            }
          });
      server.sparseFile("large.bin", SIZE);
      FTPClient client = connect(server, situation, tls);
      Socket data = bringAbout(situation, client);
      await().untilAsserted(() -> assertEquals(expected(situation), status(server)));
      long written = Files.exists(home.resolve("up")) ? Files.size(home.resolve("up")) : -1;

      Termination termination = server.registry.terminate(server.onlyRow().id(), ORDER);

      assertEquals(TerminationOutcome.TERMINATED, termination.outcome(), termination.toString());
      assertEquals(0, server.registry.ftpSessions().size());
      long kept = Files.exists(home.resolve("up")) ? Files.size(home.resolve("up")) : -1;
      if (data != null) {
        assertDead(data);
      }
      assertToldWhy(client);
      await().atMost(Duration.ofSeconds(2)).until(() -> server.busyThreads() == 0);
      if (written >= 0) {
        assertTrue(kept >= written);
        assertEquals(kept, Files.size(home.resolve("up")), "no byte after the answer");
      }
      await().until(() -> endings.size() == 1);
      assertEquals(ORDER, endings.get(0).ending().order());
    }
  }

  private FTPClient connect(TestServer server, Situation situation, boolean tls)
      throws IOException {
    FTPClient client = new FTPClient();
    if (tls) {
      FTPSClient secure = new FTPSClient();
      secure.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
      client = secure;
    }
    server.connect(client);
    opened.add(client::disconnect);
    if (situation != Situation.NOT_LOGGED_IN) {
      TestServer.logIn(client, "alice");
    }
    if (client instanceof FTPSClient secure) {
      secure.execPBSZ(0);
      secure.execPROT("P");
    }
    return client;
  }

  /** Brings the situation about, and returns the client's data connection if it has one. */
  private Socket bringAbout(Situation situation, FTPClient client) throws Exception {
    switch (situation) {
      case RUNNING_DOWNLOAD, STALLED_DOWNLOAD -> {
        Socket data = openData(client, "RETR", "large.bin");
        data.getInputStream().readNBytes(1 << 20);
        if (situation == Situation.RUNNING_DOWNLOAD) {
          run(() -> data.getInputStream().transferTo(OutputStream.nullOutputStream()));
        }
        return data;
      }
      case RUNNING_UPLOAD, STALLED_UPLOAD -> {
        Socket data = openData(client, "STOR", "up");
        data.getOutputStream().write(new byte[1 << 20]);
        data.getOutputStream().flush();
        if (situation == Situation.RUNNING_UPLOAD) {
          run(
              () -> {
                while (true) {
                  data.getOutputStream().write(new byte[8192]);
                }
              });
        }
        return data;
      }
      case PASSIVE_DOWNLOAD_NOT_CONNECTED -> passive(client, "RETR", "large.bin");
      case PASSIVE_UPLOAD_NOT_CONNECTED -> passive(client, "STOR", "up");
      case LISTING_NOT_CONNECTED -> passive(client, "LIST", null);
      case DATA_HANDSHAKE_NOT_BEGUN -> {
        client.pasv();
        int port = passivePort(client);
        assertEquals(150, client.sendCommand("RETR", "large.bin"));
        Socket data = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.add(data);
        return data;
      }
      case ACTIVE_NOT_ANSWERED -> {
        int port = blackHole();
        client.port(InetAddress.getLoopbackAddress(), port);
        assertEquals(150, client.sendCommand("RETR", "large.bin"));
      }
      default -> {}
    }
    return null;
  }

  private static void passive(FTPClient client, String command, String argument)
      throws IOException {
    client.pasv();
    assertEquals(150, client.sendCommand(command, argument));
  }

  private static int passivePort(FTPClient client) {
    Matcher port = Pattern.compile("(\\d+),(\\d+)\\)").matcher(client.getReplyString());
    assertTrue(port.find(), client.getReplyString());
    return Integer.parseInt(port.group(1)) * 256 + Integer.parseInt(port.group(2));
  }

  /** A port that answers no further connection: its backlog is full, so the kernel drops SYNs. */
  private int blackHole() throws IOException {
    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    opened.add(socket);
    for (int i = 0; i < 8; i++) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(socket.getLocalSocketAddress());
      opened.add(filler);
    }
    return socket.getLocalPort();
  }

  private Socket openData(FTPClient client, String command, String argument) throws Exception {
    DataSocketKeeper keeper = new DataSocketKeeper();
    client.setSocketFactory(null);
    if (client instanceof FTPSClient) {
      client.pasv();
      int port = passivePort(client);
      assertEquals(150, client.sendCommand(command, argument));
      Socket data = keeper.secure(port);
      opened.add(data);
      return data;
    }
    client.pasv();
    int port = passivePort(client);
    Socket data = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.add(data);
    assertEquals(150, client.sendCommand(command, argument));
    return data;
  }

  @FunctionalInterface
  private interface Transfer {
    void run() throws IOException;
  }

  private static void run(Transfer transfer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                transfer.run();
              } catch (IOException e) {
                // what the test is about: the connection is reset
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static FtpStatus expected(Situation situation) {
    return switch (situation) {
      case NOT_LOGGED_IN -> FtpStatus.CONNECTED;
      case IDLE -> FtpStatus.IDLE;
      case RUNNING_DOWNLOAD -> FtpStatus.DOWNLOADING;
      case RUNNING_UPLOAD -> FtpStatus.UPLOADING;
      case LISTING_NOT_CONNECTED -> FtpStatus.LISTING;
      default -> FtpStatus.STALLED;
    };
  }

  private static FtpStatus status(TestServer server) {
    return server.onlyRow().status();
  }

  /** The client's end notices: a read ends, or a write fails. */
  private static void assertDead(Socket data) throws IOException {
    try {
      data.setSoTimeout(10_000); // a TLS socket that has noticed under another reader is closed
      while (data.getInputStream().read(new byte[1 << 16]) >= 0) {
        // what was under way
      }
    } catch (SocketException | SSLException e) {
      // reset, as it should be
    }
  }

  /** The client reads 426 or 425 where a transfer was under way, then 421 and the reason. */
  private static void assertToldWhy(FTPClient client) throws IOException {
    List<Integer> codes = new ArrayList<>();
    String last = "";
    client.setSoTimeout(10_000);
    try {
      while (true) {
        codes.add(client.getReply());
        last = client.getReplyString();
      }
    } catch (FTPConnectionClosedException e) {
      last = client.getReplyString(); // commons-net's way to report 421
      codes.add(FTPReply.SERVICE_NOT_AVAILABLE);
    } catch (IOException e) {
      last += e;
    }
    assertTrue(codes.contains(421), codes + last);
    assertTrue(last.contains("account suspended"), codes + last);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (IOException e) {
        // the other end has gone: that is what the tests bring about
      }
    }
  }

  @Test
  void aClientThatDoesNotReadIsClosedOutright() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      for (int i = 0; i < 2000; i++) {
        server.sparseFile("a-rather-long-name-to-fill-the-buffers-soon-" + i, 0);
      }
      Socket socket = new Socket();
      socket.setReceiveBufferSize(1024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      opened.add(socket);
      StringBuilder commands =
          new StringBuilder("USER alice\r\nPASS " + TestServer.PASSWORD + "\r\n");
      for (int i = 0; i < 100; i++) {
        commands.append("STAT .\r\n"); // a listing on the control connection
      }
      socket.getOutputStream().write(commands.toString().getBytes(StandardCharsets.US_ASCII));
      await().until(() -> server.onlyRow().account() != null);
      Termination termination = server.registry.terminate(server.onlyRow().id(), ORDER);
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertTrue(
          termination.outcome() == TerminationOutcome.TERMINATED
              || termination.outcome() == TerminationOutcome.CLOSING,
          termination.toString());
      await().until(() -> server.busyThreads() == 0);
    }
  }
}
