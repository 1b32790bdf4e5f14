package io.rollcall.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/**
 * Real clients of a running demo, for the pictures in the documentation: each does what it does for
 * as long as the pictures take, at the same pace each time.
 */
public final class DemoVisitors implements AutoCloseable {
  private static final int STEPS_PER_SECOND = 20;
  private static final long MIB = 1 << 20;
  private static final String FIREFOX =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

  private final URI panel;
  private final int ftpPort;
  private final ScheduledExecutorService paces =
      Executors.newScheduledThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "visitor");
            thread.setDaemon(true);
            return thread;
          });
  private final List<FTPClient> clients = new ArrayList<>();

  private DemoVisitors(int ftpPort, URI panel) {
    this.ftpPort = ftpPort;
    this.panel = panel;
  }

  /**
   * Visits a demo until the standard input ends.
   *
   * @param arguments the FTP port and the panel's address
   * @throws IOException if the demo does not let somebody in
   */
  public static void main(String[] arguments) throws IOException {
    try (DemoVisitors visitors =
        new DemoVisitors(Integer.parseInt(arguments[0]), URI.create(arguments[1]))) {
      visitors.come();
      System.out.println("VISITING");
      while (System.in.read() >= 0) {
        // nothing is said: the end of the input is the order to end
      }
    }
  }

  private void come() throws IOException {
    logIn("example.com", 41, FIREFOX);
    logIn("info@example.com", 42, IPHONE);
    logIn("info@example.com", 43, "<html><img src=http://203.0.113.66/seen.png>");

    download(ftp("alice", 21), 620 * MIB, 1_700_000);
    FTPClient shop = ftp("shop", 22);
    shop.changeWorkingDirectory("/httpdocs");
    shop.allocate((int) (600 * MIB));
    upload(shop, "photos-2026.zip", 1_100_000);
    ftp("pages", 23).changeWorkingDirectory("/httpdocs");
    download(ftp("backup", 24), 90 * MIB, 0);
    download(ftp("anonymous", 25), 0, 420_000);
    upload(ftp("alice", 26), "access.log", 240_000);
    upload(ftp("<html><b>mallory", 66), "invoice-\u202Efdp.exe", 64_000);
    connect(27);
  }

  private static InetAddress address(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** Logs in to the panel as a browser does, from an address of this machine's own. */
  private void logIn(String login, int from, String userAgent) throws IOException {
    byte[] form =
        ("login=" + login + "&password=" + DemoAccount.PASSWORD)
            .getBytes(StandardCharsets.US_ASCII);
    String head =
        """
        POST /login HTTP/1.1
        Host: %s
        User-Agent: %s
        Content-Type: application/x-www-form-urlencoded
        Content-Length: %d
        Connection: close

        """
            .formatted(panel.getAuthority(), userAgent, form.length)
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(panel.getHost(), panel.getPort(), address(from), 0)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(form);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!answer.contains(" 303 ") || !answer.contains("Set-Cookie: ")) {
        throw new IOException("not logged in as " + login + ": " + answer);
      }
    }
  }

  private FTPClient connect(int from) throws IOException {
    FTPClient client = new FTPClient();
    client.setControlEncoding("UTF-8");
    client.connect(InetAddress.getLoopbackAddress(), ftpPort, address(from), 0);
    clients.add(client);
    return client;
  }

  private FTPClient ftp(String login, int from) throws IOException {
    FTPClient client = connect(from);
    if (!client.login(login, DemoAccount.PASSWORD)) {
      throw new IOException("not logged in: " + client.getReplyString());
    }
    client.setFileType(FTP.BINARY_FILE_TYPE);
    client.enterLocalPassiveMode();
    return client;
  }

  /** Reads a large file from some place on; at no pace at all if that is 0. */
  private void download(FTPClient client, long offset, int bytesPerSecond) throws IOException {
    client.setRestartOffset(offset);
    client.setBufferSize(1 << 14);
    client.setReceieveDataSocketBufferSize(1 << 14);
    InputStream file = client.retrieveFileStream(DemoFtpServer.LARGE_FILE);
    if (file == null) {
      throw new IOException("no file: " + client.getReplyString());
    }
    pace(bytesPerSecond, piece -> file.readNBytes(piece, 0, piece.length));
  }

  private void upload(FTPClient client, String name, int bytesPerSecond) throws IOException {
    OutputStream file = client.storeFileStream(name);
    if (file == null) {
      throw new IOException("no file: " + client.getReplyString());
    }
    pace(
        bytesPerSecond,
        piece -> {
          file.write(piece);
          file.flush();
        });
  }

  /** Moves a piece of a file. */
  @FunctionalInterface
  private interface Mover {
    void move(byte[] piece) throws IOException;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself when the client is thrown out
  private void pace(int bytesPerSecond, Mover mover) {
    if (bytesPerSecond > 0) {
      byte[] piece = new byte[bytesPerSecond / STEPS_PER_SECOND];
      paces.scheduleAtFixedRate(
          () -> {
            try {
              mover.move(piece);
            } catch (IOException e) {
              throw new IllegalStateException("thrown out", e); // ends the task
            }
          },
          0,
          1_000 / STEPS_PER_SECOND,
          TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    paces.shutdownNow();
    for (FTPClient client : clients) {
      client.disconnect();
    }
  }
}
