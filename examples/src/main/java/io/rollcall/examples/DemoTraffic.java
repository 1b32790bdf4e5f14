package io.rollcall.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real FTP and HTTP clients that keep the demo busy. Whoever is logged out comes back after a
 * moment, as people do.
 */
final class DemoTraffic implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(DemoTraffic.class);
  private static final int PIECE = 16 * 1024;

  private final int ftpPort;
  private final int panelPort;
  private final ExecutorService clients;
  private volatile boolean closed;

  private DemoTraffic(int count, int ftpPort, int panelPort) {
    this.ftpPort = ftpPort;
    this.panelPort = panelPort;
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "demo-client");
          thread.setDaemon(true);
          return thread;
        };
    clients = Executors.newFixedThreadPool(count, daemons);
    for (int number = 0; number < count; number++) {
      int client = number;
      clients.execute(() -> keepBusy(client));
    }
  }

  static DemoTraffic start(int count, int ftpPort, int panelPort) {
    return new DemoTraffic(count, ftpPort, panelPort);
  }

  /** Two of three clients speak FTP. */
  private void keepBusy(int number) {
    Random random = new Random(number);
    while (!closed) {
      try {
        if (number % 3 == 2) {
          browse(DemoAccount.PANEL.get(number / 3 % DemoAccount.PANEL.size()), random);
        } else {
          int ftpClient = number - number / 3;
          transfer(DemoAccount.FTP.get(ftpClient % DemoAccount.FTP.size()), number, random);
        }
      } catch (IOException e) {
        logger.debug("a demo client was cut off", e);
      } catch (InterruptedException e) {
        return;
      }
      if (!pause(random, 2_000, 6_000)) {
        return;
      }
    }
  }

  private void browse(DemoAccount account, Random random) throws IOException, InterruptedException {
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    URI home = URI.create("http://%s:%d/".formatted(HostingDemo.LOOPBACK, panelPort));
    String form = "login=" + account.login() + "&password=" + DemoAccount.PASSWORD;
    browser.send(
        HttpRequest.newBuilder(home.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("User-Agent", "Mozilla/5.0 (demo client)")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    HttpRequest visit =
        HttpRequest.newBuilder(home).header("User-Agent", "Mozilla/5.0 (demo client)").build();
    URI shown = home;
    while (shown.equals(home) && pause(random, 1_000, 15_000)) {
      shown = browser.send(visit, HttpResponse.BodyHandlers.discarding()).uri();
    }
  }

  private void transfer(DemoAccount account, int number, Random random) throws IOException {
    FTPClient client = new FTPClient();
    client.setControlEncoding("UTF-8");
    client.connect(InetAddress.getLoopbackAddress(), ftpPort);
    try {
      client.login(account.login(), DemoAccount.PASSWORD);
      client.setFileType(FTP.BINARY_FILE_TYPE);
      client.enterLocalPassiveMode();
      int bytesPerSecond = 100_000 + random.nextInt(4_000_000);
      switch (number % 4) {
        case 0 -> download(client, bytesPerSecond);
        case 1 -> upload(client, number, bytesPerSecond);
        case 2 -> stall(client, random);
        default -> look(client, random);
      }
    } finally {
      client.disconnect();
    }
  }

  private void download(FTPClient client, int bytesPerSecond) throws IOException {
    try (InputStream file = client.retrieveFileStream(DemoFtpServer.LARGE_FILE)) {
      byte[] piece = new byte[PIECE];
      while (file != null && file.read(piece) >= 0 && pauseFor(PIECE, bytesPerSecond)) {
        // at this client's own pace
      }
    }
  }

  private void upload(FTPClient client, int number, int bytesPerSecond) throws IOException {
    client.changeWorkingDirectory("httpdocs");
    int size = 64 << 20;
    client.allocate(size);
    try (OutputStream file = client.storeFileStream("photos-" + number + ".zip")) {
      byte[] piece = new byte[PIECE];
      for (int sent = 0; file != null && sent < size; sent += PIECE) {
        file.write(piece);
        file.flush();
        if (!pauseFor(PIECE, bytesPerSecond)) {
          return;
        }
      }
    }
  }

  private void stall(FTPClient client, Random random) throws IOException {
    try (InputStream file = client.retrieveFileStream(DemoFtpServer.LARGE_FILE)) {
      if (file != null && file.read(new byte[PIECE]) > 0) {
        pause(random, 60_000, 300_000);
      }
    }
  }

  private void look(FTPClient client, Random random) throws IOException {
    do {
      client.changeWorkingDirectory(random.nextBoolean() ? "/httpdocs" : "/");
      client.listNames();
    } while (pause(random, 1_000, 20_000));
  }

  private boolean pauseFor(int bytes, int bytesPerSecond) {
    return pauseMillis(1_000L * bytes / bytesPerSecond);
  }

  private boolean pause(Random random, int atLeastMillis, int atMostMillis) {
    return pauseMillis(random.nextInt(atLeastMillis, atMostMillis));
  }

  /** Returns false when it is time to go. */
  private boolean pauseMillis(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    clients.shutdownNow();
  }
}
