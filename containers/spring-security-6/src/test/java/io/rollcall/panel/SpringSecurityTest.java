package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.LockoutTarget;
import io.rollcall.PanelSessionInfo;
import io.rollcall.TerminationOutcome;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.web.authentication.rememberme.InMemoryTokenRepositoryImpl;

/** Whether a termination gets a person out of a Spring Security application, and how long. */
@ParameterizedClass
@MethodSource("wirings")
class SpringSecurityTest extends PanelTestBase {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
  private static final String REMEMBER_ME = "remember-me";

  @Parameter(1)
  SpringPanel.Wiring wiring;

  private final InMemoryTokenRepositoryImpl tokens = new InMemoryTokenRepositoryImpl();
  private SpringPanel application;

  static Stream<Arguments> wirings() {
    return Stream.of(SpringPanel.Wiring.values())
        .map(wiring -> Arguments.of(new TomcatContainer(), wiring));
  }

  /** Starts the application, with a hook that revokes the remember-me tokens. */
  private void start(boolean asksFirst) throws Exception {
    start(login -> tokens.removeUserTokens(login.account().login()), asksFirst);
  }

  private void start(TerminationHook hook, boolean asksFirst) throws Exception {
    application =
        new SpringPanel(
            registry,
            tokens,
            wiring,
            PanelSessions.builder(registry).clock(clock).loginPage("/login").onTerminated(hook),
            asksFirst);
    host.onStartup(application::onStartup);
    host.start();
  }

  private static String csrf(String page) {
    Matcher token = CSRF.matcher(page);
    assertTrue(token.find(), page);
    return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
  }

  /** Fills in the login form as a person does. */
  private static HttpResponse<String> sendForm(Browser browser, String user, String... more) {
    String token = csrf(browser.get("/login").body());
    return browser.post(
        "/login?username=%s&password=secret&_csrf=%s%s"
            .formatted(user, token, String.join("", more)));
  }

  /** Logs in and goes where the application sends the browser. */
  private Browser login(String user, boolean remembered) {
    Browser browser = newBrowser();
    HttpResponse<String> accepted =
        sendForm(browser, user, remembered ? "&" + REMEMBER_ME + "=on" : "");
    assertEquals(302, accepted.statusCode());
    assertEquals(remembered, !browser.cookie(REMEMBER_ME).isEmpty());
    assertIn(user, browser);
    return browser;
  }

  private static void assertIn(String user, Browser browser) {
    HttpResponse<String> page = browser.get("/");
    assertEquals(200, page.statusCode(), page.body());
    assertTrue(page.body().startsWith("user=" + user + " "), page.body());
  }

  private static void assertSentToLogin(HttpResponse<String> answer) {
    assertTrue(List.of(302, 303).contains(answer.statusCode()), answer::toString);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(location.endsWith("/login"), location);
  }

  @Test
  void aLoginIsListedUnderItsNameAndStaysOneRow() throws Exception {
    start(false);
    Browser browser = login("alice", false);
    PanelSessionInfo row = onlyRow();
    assertEquals("alice", row.account().login());
    assertEquals("127.0.0.1", row.address().getHostAddress());
    assertEquals("Test/1.0", row.client());
    clock.advance(Duration.ofMinutes(3));
    browser.get("/", "X-Rollcall-Background", "1");
    assertEquals(Duration.ofMinutes(3), onlyRow().idle());
    browser.get("/");
    assertEquals(Duration.ZERO, onlyRow().idle());
    assertEquals(row.id(), onlyRow().id());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aSecondLoginOfTheSamePersonChangesTheSessionIdAndKeepsTheRow() throws Exception {
    start(false);
    Browser browser = login("alice", false);
    String row = onlyRow().id();
    String cookie = browser.sessionCookie();
    assertEquals(302, sendForm(browser, "alice").statusCode());
    assertNotEquals(cookie, browser.sessionCookie(), "no protection from session fixation");
    assertIn("alice", browser);
    assertEquals(row, onlyRow().id());
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertSentToLogin(browser.get("/"));
  }

  @Test
  void aLoginOfAnotherPersonInTheSameBrowserIsAnotherRow() throws Exception {
    start(false);
    Browser browser = login("alice", false);
    String row = onlyRow().id();
    sendForm(browser, "bob");
    assertIn("bob", browser);
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertEquals("bob", onlyRow().account().login());
  }

  @Test
  void aLogoutEndsTheRowAndForgetsTheBrowser() throws Exception {
    start(false);
    Browser browser = login("alice", true);
    String row = onlyRow().id();
    browser.post("/logout?_csrf=" + csrf(browser.get("/").body()));
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    assertSentToLogin(browser.get("/"));
  }

  @Test
  void aRememberedLoginIsListedUnderTheRightName() throws Exception {
    start(false);
    Browser browser = login("alice", true);
    String row = onlyRow().id();
    browser.restart();
    assertIn("alice", browser);
    assertEquals(2, registry.panelSessions().size());
    PanelSessionInfo remembered =
        registry.panelSessions().stream().filter(r -> !r.id().equals(row)).findAny().orElseThrow();
    assertEquals("alice", remembered.account().login());
    assertEquals(TerminationOutcome.TERMINATED, terminate(remembered.id()).outcome());
    assertSentToLogin(browser.get("/"));
  }

  @Test
  void withATokenRevokedByTheHookATerminatedPersonIsOutForGood() throws Exception {
    start(false);
    Browser browser = login("alice", true);
    String row = onlyRow().id();
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(Ending.Cause.TERMINATED, endingOf(row).cause());
    assertSentToLogin(browser.get("/"));
    assertSentToLogin(browser.get("/"));
    browser.restart();
    assertSentToLogin(browser.get("/"));
    assertEquals(List.of(), registry.panelSessions());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void withoutAHookTheTokenLetsThePersonBackInButNotUnseen() throws Exception {
    start(TerminationHook.NONE, false);
    Browser browser = login("alice", true);
    terminate(onlyRow().id());
    assertSentToLogin(browser.get("/"));
    assertEquals(List.of(), registry.panelSessions());
    assertIn("alice", browser);
    assertEquals("alice", onlyRow().account().login());
    assertEquals(2, registry.counts().openedTotal());
  }

  @Test
  void withoutAHookALockoutKeepsTheTokenOutToo() throws Exception {
    start(TerminationHook.NONE, false);
    Browser browser = login("alice", true);
    registry.lockouts().revoke(LockoutTarget.login("alice"), Duration.ofHours(1), ORDER);
    assertSentToLogin(browser.get("/"));
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> refused = browser.get("/");
      assertTrue(refused.statusCode() != 200, refused::body);
      browser.restart();
    }
    assertEquals(List.of(), registry.panelSessions());
    assertEquals(1, registry.counts().openedTotal());
    clock.advance(Duration.ofHours(2));
    // what was refused never took the next token to the browser: the one that it has is spent
    assertSentToLogin(browser.get("/"));
    login("alice", false);
    assertEquals("alice", onlyRow().account().login());
  }

  @Test
  void aLockoutRefusesTheLoginThatTheFormAccepts() throws Exception {
    start(false);
    registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    Browser browser = newBrowser();
    sendForm(browser, "alice");
    HttpResponse<String> refused = browser.get("/");
    assertTrue(refused.statusCode() != 200, refused::body);
    assertEquals(0, registry.counts().openedTotal());
    login("bob", false);
  }

  @Test
  void aPanelThatAsksFirstRefusesInItsOwnForm() throws Exception {
    start(true);
    registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    Browser browser = newBrowser();
    HttpResponse<String> refused = sendForm(browser, "alice", "&", REMEMBER_ME, "=on");
    assertEquals("/login?error", refused.headers().firstValue("Location").orElseThrow());
    assertEquals("", browser.cookie(REMEMBER_ME));
    assertEquals(0, registry.counts().openedTotal());
    registry.lockouts().lift(LockoutTarget.login("alice"), ORDER);
    login("alice", true);
  }

  @Test
  void aTerminationDuringARequestIsNotUndoneByIt() throws Exception {
    start(false);
    Browser browser = login("alice", true);
    String row = onlyRow().id();
    CompletableFuture<HttpResponse<String>> slow = browser.sendAsync("GET", "/slow");
    assertTrue(application.slowEntered.await(20, TimeUnit.SECONDS));
    try {
      assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    } finally {
      application.slowMayGoOn.countDown();
    }
    slow.get(20, TimeUnit.SECONDS);
    assertSentToLogin(browser.get("/"));
    assertSentToLogin(browser.get("/"));
    assertEquals(List.of(), registry.panelSessions());
  }

  @Test
  void anApplicationThatStopsEndsItsRows() throws Exception {
    start(false);
    login("alice", true);
    String row = onlyRow().id();
    host.stop();
    assertEquals(Ending.Cause.SHUT_DOWN, endingOf(row).cause());
    await().atMost(PATIENCE).until(() -> registry.panelSessions().isEmpty());
  }
}
