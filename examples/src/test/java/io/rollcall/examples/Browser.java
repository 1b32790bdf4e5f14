package io.rollcall.examples;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A browser of the demo's panel: keeps cookies and follows redirects. */
final class Browser {
  private final URI home;
  private final String userAgent;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  Browser(RunningDemo demo) {
    this(demo, "test browser");
  }

  Browser(RunningDemo demo, String userAgent) {
    this(demo.panel("/"), userAgent);
  }

  Browser(URI home, String userAgent) {
    this.home = home;
    this.userAgent = userAgent;
  }

  Browser logIn(String login) throws IOException, InterruptedException {
    HttpResponse<String> landed =
        client.send(
            HttpRequest.newBuilder(home.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", userAgent)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "login=" + login + "&password=" + DemoAccount.PASSWORD))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (!landed.uri().getPath().equals("/")) {
      throw new IOException("not logged in: " + landed.statusCode() + " at " + landed.uri());
    }
    return this;
  }

  /** Visits the home page, and returns where the browser lands. */
  HttpResponse<String> visit() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(home.resolve("/")).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Opens a page that goes on and on. */
  HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(home.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The registry's id of the own session, from the home page. */
  String ownId() throws IOException, InterruptedException {
    return visit().body().replaceAll("(?s).*<code>(\\w{8})</code>.*", "$1");
  }

  /** The token that the list's form has. */
  String token() throws IOException, InterruptedException {
    return get("/sessions").body().replaceAll("(?s).*name=\"token\" value=\"(\\w+)\".*", "$1");
  }

  /** Sends the form as the page does. */
  HttpResponse<String> remove(String... fields) throws IOException, InterruptedException {
    return post("token=" + token() + "&" + String.join("&", fields));
  }

  HttpResponse<String> post(String form, String... headers)
      throws IOException, InterruptedException {
    return postTo("/sessions/remove", form, headers);
  }

  HttpResponse<String> postTo(String path, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The values of the cookies it holds: the credentials. */
  List<String> credentials() {
    return cookies.getCookieStore().getCookies().stream().map(cookie -> cookie.getValue()).toList();
  }
}
