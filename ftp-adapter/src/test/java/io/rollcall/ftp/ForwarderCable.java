package io.rollcall.ftp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forwards another loopback address to the server's, until it is cut: the control connection, and
 * the data connections that its replies announce (RFC 2428).
 */
final class ForwarderCable implements Cable {
  private static final String CLIENTS = "127.0.0.2";
  private static final Pattern EXTENDED_PASSIVE = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

  private final ConcurrentLinkedDeque<Closeable> opened = new ConcurrentLinkedDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final int controlPort = freePort();
  private volatile boolean cut;

  ForwarderCable() throws IOException {}

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void connectTo(TestServer.Options options) throws IOException {
    options.listener = listener -> listener.setPort(controlPort);
    forward(listen(controlPort), controlPort);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                // an end has gone, or the cable is taken away
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, InetAddress.getByName(CLIENTS));
    opened.push(socket);
    return socket;
  }

  private void forward(ServerSocket here, int port) {
    start(
        () -> {
          while (true) {
            Socket client = here.accept();
            opened.push(client);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            opened.push(server);
            start(() -> copy(client, server, bytes -> bytes));
            start(() -> copy(server, client, port == controlPort ? this::detour : bytes -> bytes));
          }
        });
  }

  @FunctionalInterface
  private interface Change {
    byte[] apply(byte[] bytes) throws IOException;
  }

  private void copy(Socket from, Socket to, Change change)
      throws IOException, InterruptedException {
    byte[] piece = new byte[8192];
    int length = from.getInputStream().read(piece);
    while (length >= 0 && !cut) {
      to.getOutputStream().write(change.apply(Arrays.copyOf(piece, length)));
      length = from.getInputStream().read(piece);
    }
    if (cut) {
      closed.await();
    }
    from.close();
    to.close();
  }

  /** Announces a port of ours in place of the server's. */
  private byte[] detour(byte[] replies) throws IOException {
    String text = new String(replies, StandardCharsets.ISO_8859_1);
    Matcher passive = EXTENDED_PASSIVE.matcher(text);
    if (!passive.find()) {
      return replies;
    }
    ServerSocket here = listen(0);
    forward(here, Integer.parseInt(passive.group(1)));
    return passive
        .replaceFirst("(|||" + here.getLocalPort() + "|)")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String host() {
    return CLIENTS;
  }

  @Override
  public List<String> atTheClientsEnd(List<String> command) {
    return command;
  }

  @Override
  public void cut() {
    cut = true;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
