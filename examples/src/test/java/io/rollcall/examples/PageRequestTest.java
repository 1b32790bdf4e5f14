package io.rollcall.examples;

import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and its stream as they go over the wire, without a browser. */
class PageRequestTest {
  private static final String LARGE = "\"".repeat(198); // longer still when escaped
  private static final long MORE_THAN_SOCKETS_HOLD = 12_000_000;
  private static final String STREAM_THREAD = "panel-streams";

  @TempDir static Path home; // shared, for its keystore

  @Test
  void everyPageIsGuarded() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser admin = new Browser(demo).logIn("admin");
      for (String path :
          List.of("/", "/login", "/sessions", "/sessions/ftp", "/assets/sessions.js")) {
        HttpResponse<String> answer = admin.get(path);
        assertEquals(200, answer.statusCode(), path);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none';"), path + " " + policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(answer.body().matches("(?s).*(<style|style=|<script>|\\son\\w+=).*"), path);
      }
      assertEquals(404, admin.get("/assets/Html.class").statusCode());
    }
  }

  @Test
  void hostileTextIsEscapedInElementsAndAttributes() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      String hostile = "\"'><script>&\u202E";
      demo.demo
          .sessions()
          .openPanel(
              PanelLogin.of(new Account(hostile, AccountType.WEB_USER, null))
                  .client(hostile)
                  .build(),
              order -> {});
      String page = new Browser(demo).logIn("admin").get("/sessions").body();
      String escaped = "&quot;&#39;&gt;&lt;script&gt;&amp;\\u202E";
      assertTrue(page.contains("<bdi>" + escaped + "</bdi>"), page);
      assertTrue(page.contains("data-who=\"" + escaped + "&#10;Web user&#10;unknown\""), page);
      assertTrue(page.contains("aria-label=\"Select " + escaped + ", Web user, unknown\""), page);
      assertFalse(page.contains(hostile.substring(0, 6)), page);
    }
  }

  @Test
  void aFilterComesBackAsItWasTypedWithWhatIsWrong() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser admin = new Browser(demo).logIn("admin");
      String page = admin.get("/sessions?filter=login%3D%22%3E%3Cb%3E").body();
      assertTrue(page.contains("value=\"login=&quot;&gt;&lt;b&gt;\""), page);
      assertTrue(page.contains("expected a closing double quote."), page);
      assertTrue(page.contains("so nothing is listed"), page);
      assertFalse(page.contains("<tr id=\"row-"), page);
      assertEquals(400, admin.get("/sessions/stream?filter=x").statusCode());
      assertTrue(
          admin.get("/sessions?order=;drop&page=99999999999&filter=").body().contains("row-"));
      assertTrue(admin.get("/sessions?page=7").body().contains("row-"));
    }
  }

  @Test
  void aStreamEndsWithItsSession() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser owner = new Browser(demo).logIn("example.com");
      try (Events events = new Events(owner.stream("/sessions/stream"))) {
        events.awaitLine("event: list");
        demo.terminate(PANEL_SESSIONS, demo.id(PANEL_SESSIONS, "example.com"), "left");
        events.awaitLine("event: ended");
        events.awaitEnd();
      }
    }
  }

  @Test
  void whatHappensIsSentAtOnceAndOnlyWhatHasChanged() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser owner = new Browser(demo).logIn("example.com");
      try (Events events = new Events(owner.stream("/sessions/stream?filter=login%3Dinfo*"))) {
        events.awaitLine("No session matches.");
        long begun = System.nanoTime();
        Browser mailbox = new Browser(demo).logIn("info@example.com");
        events.awaitLine("<bdi>info@example.com</bdi>");
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(3).toNanos());
        new Browser(demo).logIn("admin"); // nobody that this owner may see
        mailbox.visit();
        events.awaitLine("id=\"count-PANEL\" data-live>2<");
        assertFalse(events.seen().contains("admin"), events.seen());
      }
    }
  }

  @Test
  void theNewestFourPagesOfALoginHaveItsStreams() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser owner = new Browser(demo).logIn("example.com");
      List<Events> open = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Events events = new Events(owner.stream("/sessions/stream"));
        events.awaitLine("event: list");
        open.add(events);
      }
      for (Events displaced : open.subList(0, 2)) {
        displaced.awaitLine("event: displaced");
        displaced.awaitEnd();
      }
      try (Events other = new Events(new Browser(demo).logIn("admin").stream("/sessions/stream"))) {
        other.awaitLine("event: list");
      }
      new Browser(demo).logIn("info@example.com"); // news for those that are left
      for (Events events : open.subList(2, 6)) {
        events.awaitLine("id=\"count-PANEL\" data-live>2<");
        assertFalse(events.seen().contains("displaced"), events.seen());
        events.close();
      }
    }
  }

  @Test
  void aBrowserThatDoesNotReadDelaysNobodyAndCostsNoThread() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      SessionRegistry sessions = demo.demo.sessions();
      Browser admin = new Browser(demo).logIn("admin");
      List<Socket> stuck = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), demo.demo.panelPort()));
        socket
            .getOutputStream()
            .write(
                ("GET /sessions/stream/ftp HTTP/1.1\r\nHost: x\r\nCookie: JSESSIONID="
                        + admin.credentials().get(0)
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        stuck.add(socket);
      }
      List<FtpHandle> handles = new ArrayList<>();
      for (int number = 10; number < 60; number++) {
        FtpHandle handle = sessions.openFtp(null, "FTP", order -> {});
        handle.loggedIn(new Account(LARGE + number, AccountType.WEB_USER, LARGE));
        handles.add(handle);
      }
      try (Events events = new Events(admin.stream("/sessions/stream/ftp"))) {
        for (int round = 0; events.bytes() < MORE_THAN_SOCKETS_HOLD; round++) {
          String news = "news" + round + ".";
          handles.forEach(handle -> handle.location(news + LARGE));
          long begun = System.nanoTime();
          new Browser(demo).logIn("example.com"); // an event, so that it is sent at once
          events.awaitLine(news);
          assertTrue(System.nanoTime() - begun < Duration.ofSeconds(3).toNanos());
        }
        assertEquals(
            1,
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(STREAM_THREAD))
                .count());
      }
      for (Socket socket : stuck) {
        socket.close();
      }
    }
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(STREAM_THREAD)));
  }

  @Test
  void whatThePageDoesByItselfDoesNotResetTheIdleTime() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser admin = new Browser(demo).logIn("admin");
      String own = admin.ownId();
      Callable<Duration> idle = () -> demo.demo.sessions().session(own).orElseThrow().idle();
      Duration second = Duration.ofSeconds(1);
      await().until(() -> idle.call().compareTo(second) > 0);
      try (Events events = new Events(admin.stream("/sessions/stream"))) {
        events.awaitLine("this is you");
        assertTrue(idle.call().compareTo(second) > 0);
        assertEquals(200, admin.get("/sessions", "X-Rollcall-Background", "1").statusCode());
        assertTrue(idle.call().compareTo(second) > 0);
      }
      long begun = System.nanoTime();
      admin.get("/sessions");
      Duration since = idle.call();
      assertTrue(since.toNanos() <= System.nanoTime() - begun, since.toString());
    }
  }

  @Test
  void aPageThatIsLeftOpenIsLoggedOutInTheEnd() throws Exception {
    try (SessionRegistry sessions = SessionRegistry.create()) {
      DemoPanel panel = DemoPanel.start(sessions, 0, Duration.ofSeconds(2));
      try {
        URI home = URI.create("http://127.0.0.1:" + panel.port() + "/");
        Browser admin = new Browser(home, "test browser").logIn("admin");
        try (Events events = new Events(admin.stream("/sessions/stream"))) {
          events.awaitLine("this is you");
          events.awaitLine("event: ended");
          events.awaitEnd();
        }
        assertEquals(0, sessions.panelSessions().size());
        assertEquals("/login", admin.get("/sessions").uri().getPath());
      } finally {
        panel.stop();
      }
    }
  }

  /** Reads a stream's lines as they come. */
  private static final class Events implements AutoCloseable {
    private final InputStream body;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Thread reader;

    Events(HttpResponse<InputStream> answer) {
      assertEquals(200, answer.statusCode());
      assertEquals(
          "text/event-stream;charset=utf-8",
          answer.headers().firstValue("Content-Type").orElse(""));
      body = answer.body();
      reader = new Thread(this::read);
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          seen.add(line);
        }
      } catch (IOException e) {
        seen.add(e.toString()); // closed
      }
    }

    long bytes() {
      return seen.stream().mapToLong(String::length).sum();
    }

    String seen() {
      return String.join("\n", seen);
    }

    void awaitLine(String part) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> seen.stream().anyMatch(line -> line.contains(part)));
    }

    void awaitEnd() {
      await().until(() -> !reader.isAlive());
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
