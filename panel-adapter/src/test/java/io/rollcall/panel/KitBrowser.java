package io.rollcall.panel;

import io.rollcall.tck.TestClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A browser of the compatibility kit. It knows that it is in when the panel calls it by name. */
final class KitBrowser implements TestClient {
  private static final String[] BACKGROUND = {"X-Rollcall-Background", "1"};

  private final Browser browser;
  private volatile String login = "";

  KitBrowser(Browser browser) {
    this.browser = browser;
  }

  /** Logs in; without success if it is refused. */
  KitBrowser logIn(String newLogin, String way) {
    login = newLogin;
    Optional<HttpResponse<String>> unused =
        answered("POST", PanelTestBase.loginPath(newLogin, way));
    return this;
  }

  @Override
  public boolean isIn() {
    return answered("GET", "/who", BACKGROUND)
        .filter(response -> response.statusCode() == 200)
        .filter(response -> response.body().equals(login))
        .isPresent();
  }

  @Override
  public void act() {
    Optional<HttpResponse<String>> unused = answered("GET", "/touch");
  }

  @Override
  public boolean keepAlive() {
    return answered("GET", "/touch", BACKGROUND).isPresent();
  }

  @Override
  public void logOut() {
    Optional<HttpResponse<String>> unused = answered("POST", "/logout");
  }

  /** Never comes back: the container finds out by its time limit. */
  @Override
  public void vanish() {
    Optional<HttpResponse<String>> unused = answered("GET", "/timeout", BACKGROUND);
  }

  /** In both ways that there have been: another id, and another HTTP session. */
  @Override
  public boolean renew() {
    return answered("POST", "/renew?renew=changeId").isPresent()
        && answered("POST", "/renew?renew=copyAll").isPresent();
  }

  @Override
  public boolean logInAs(String newLogin) {
    login = newLogin;
    return answered("POST", PanelTestBase.loginPath(newLogin, "attribute")).isPresent();
  }

  /** Returns what the panel answers, or nothing if the host has stopped. */
  private Optional<HttpResponse<String>> answered(String method, String path, String... headers) {
    try {
      return Optional.of(browser.send(method, path, headers));
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
