package io.rollcall.proofs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Browsers that log in, look around, and log out or just leave. */
final class PanelLoad implements Load {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Browsers come back after so many others: to be told why they were logged out, it may be. */
  private static final int LEFT_FOR = 40;

  private final int port;
  private final HttpClient client;
  private final Ledger ledger;
  private final VisitNames names;

  /** The cookies of those that have left, oldest first. */
  private final Deque<String> left = new ArrayDeque<>();

  PanelLoad(int port, int number, HttpClient client, Ledger ledger) {
    this.port = port;
    this.client = client;
    this.ledger = ledger;
    names = new VisitNames(SoakHost.PANEL_LOGIN, number);
  }

  @Override
  public void once() throws IOException, InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (random.nextInt(10) == 0) {
      get("/login?user=nobody&wrong=true", null);
    }
    if (left.size() > LEFT_FOR) {
      get("/", left.removeFirst());
    }
    Ledger.Visit visit = ledger.begin(names.next());
    try {
      HttpResponse<String> welcome = get("/login?user=" + visit.login(), null);
      String cookie = welcome.headers().firstValue("Set-Cookie").orElse(null);
      if (!isIn(welcome) || cookie == null) {
        return; // kept out
      }
      String session = cookie.substring(0, cookie.indexOf(';'));
      left.addLast(session);
      for (int requests = random.nextInt(8); requests > 0; requests--) {
        Load.pause(random.nextInt(100));
        long begun = System.nanoTime();
        if (!isIn(get("/", session))) {
          return; // it has seen its end
        }
        ledger.succeeded(visit, begun);
      }
      if (random.nextBoolean()) {
        get("/logout", session);
      }
    } finally {
      ledger.over(visit);
    }
  }

  private static boolean isIn(HttpResponse<String> response) {
    return response.statusCode() == 200 && response.body().startsWith("hello");
  }

  private HttpResponse<String> get(String path, @Nullable String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(TIMEOUT);
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
