package io.rollcall.panel;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * A browser: keeps cookies, follows redirects if told to, remembers every session id it was given.
 */
final class Browser {
  private static final Set<String> allSessionIds = ConcurrentHashMap.newKeySet();

  private final IntSupplier port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;
  private volatile String userAgent = "Test/1.0";

  Browser(IntSupplier port) {
    this.port = port;
    client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** Every HTTP session id that any browser has been given. */
  static Set<String> allSessionIds() {
    return allSessionIds;
  }

  Browser userAgent(String newUserAgent) {
    userAgent = newUserAgent;
    return this;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> post(String path, String... headers) {
    return send("POST", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    try {
      HttpResponse<String> response =
          client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString());
      noteSessionIds();
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> sendAsync(String method, String path) {
    return client.sendAsync(request(method, path), HttpResponse.BodyHandlers.ofString());
  }

  /** Forgets, like a browser that is closed and opened again, all but what it was told to keep. */
  void restart() {
    CookieStore store = cookies.getCookieStore();
    List.copyOf(store.getCookies()).stream()
        .filter(cookie -> cookie.getMaxAge() < 0)
        .forEach(cookie -> store.remove(null, cookie));
  }

  /** The value of the session cookie, or empty if there is none. */
  String sessionCookie() {
    return cookie("JSESSIONID");
  }

  /** The value of a cookie, or empty if there is none. */
  String cookie(String name) {
    for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return "";
  }

  private HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20));
    if (!userAgent.isEmpty()) {
      request.header("User-Agent", userAgent);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private void noteSessionIds() {
    String value = sessionCookie();
    if (!value.isEmpty()) {
      int dot = value.indexOf('.');
      allSessionIds.add(dot < 0 ? value : value.substring(0, dot));
    }
  }
}
