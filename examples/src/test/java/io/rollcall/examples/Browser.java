package io.rollcall.examples;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A browser of the demo's panel: keeps cookies and follows redirects. */
final class Browser {
  private final RunningDemo demo;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  Browser(RunningDemo demo) {
    this.demo = demo;
  }

  Browser logIn(String login) throws IOException, InterruptedException {
    HttpResponse<String> home =
        client.send(
            HttpRequest.newBuilder(demo.panel("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "test browser")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "login=" + login + "&password=" + DemoAccount.PASSWORD))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (!home.uri().getPath().equals("/")) {
      throw new IOException("not logged in: " + home.statusCode() + " at " + home.uri());
    }
    return this;
  }

  /** Visits the home page, and returns where the browser lands. */
  HttpResponse<String> visit() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(demo.panel("/")).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The values of the cookies it holds: the credentials. */
  List<String> credentials() {
    return cookies.getCookieStore().getCookies().stream().map(cookie -> cookie.getValue()).toList();
  }
}
