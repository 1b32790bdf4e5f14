package io.rollcall.jmx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import org.junit.jupiter.api.Test;

/** Clients that say nothing, or do not read what they asked for. */
class HungClientTest {
  @Test
  void silentClientsKeepNobodyOut() throws Exception {
    Deque<Closeable> silent = new ArrayDeque<>();
    try (RemoteConsole console = new RemoteConsole()) {
      Socket first = connect(console.remote);
      first.setSoTimeout(ConnectorPort.READ_TIMEOUT_MILLIS / 3); // it is not left, it makes room
      silent.push(first);
      for (int i = 1; i < ConnectorPort.MOST_CONNECTIONS; i++) {
        silent.push(connect(console.remote));
      }

      assertEquals(0, console.as("operator").getAttribute(console.ftp, "Count"));

      assertEquals(-1, first.getInputStream().read(), "the stillest made room");
    } finally {
      for (Closeable socket : silent) {
        socket.close();
      }
    }
  }

  private static Socket connect(RemoteJmx remote) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), remote.port());
  }

  @Test
  void aSilentClientIsLeftAfterAWhile() throws Exception {
    try (ServerSocket listener =
            new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
              @Override
              public Socket accept() throws IOException {
                ClientSocket accepted = new ClientSocket(50, socket -> {}, socket -> {});
                implAccept(accepted);
                return accepted;
              }
            };
        Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      accepted.setSoTimeout(7_200_000); // as RMI asks for
      assertEquals(50, accepted.getSoTimeout());
      assertThrows(SocketTimeoutException.class, () -> accepted.getInputStream().read());
      client.getOutputStream().write('x');
      assertEquals('x', accepted.getInputStream().read());
    }
  }

  @Test
  void aClientThatDoesNotReadDelaysNeitherTheOthersNorTheEnd() throws Exception {
    InetAddress inside = InetAddress.getByName("127.0.0.2");
    int outside;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      outside = probe.getLocalPort();
    }
    RemoteJmx.Builder builder =
        RemoteConsole.builder().bindAddress(inside).advertise("127.0.0.1", outside);
    CompletableFuture<Object> unread;
    try (RemoteConsole console = new RemoteConsole(builder);
        Forwarder tunnel =
            new Forwarder(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), outside),
                new InetSocketAddress(inside, console.remote.port()))) {
      for (int i = 0; i < 10_000; i++) {
        console.door.ftp("user-" + i + "-".repeat(500));
      }
      MBeanServerConnection operator = console.as("operator");
      tunnel.stallAfter(64 * 1024);
      CompletableFuture<Object> listing =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return operator.invoke(
                      console.ftp,
                      "find",
                      new Object[] {"", "", 0, 10_000},
                      new String[] {RemoteConsole.TEXT, RemoteConsole.TEXT, "int", "int"});
                } catch (Exception e) {
                  return e;
                }
              });
      await().until(HungClientTest::aThreadIsStuckWriting);
      assertEquals(10_000, console.as("viewer").getAttribute(console.ftp, "Count"));
      console.door.ftp("one more");

      assertTimeoutPreemptively(Duration.ofSeconds(10), console.remote::close);

      await().until(() -> !aThreadIsStuckWriting());
      unread = listing;
    }
    assertInstanceOf(IOException.class, unread.join());
  }

  private static boolean aThreadIsStuckWriting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("RMI TCP Connection("))
        .anyMatch(
            thread ->
                Stream.of(thread.getValue())
                    .limit(10)
                    .anyMatch(
                        frame ->
                            frame.getMethodName().equals("implWrite")
                                || frame.getMethodName().equals("socketWrite0")));
  }
}
