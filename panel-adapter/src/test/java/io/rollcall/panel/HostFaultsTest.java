package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.PanelSessionInfo;
import io.rollcall.SessionEvent;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import io.rollcall.Together;
import io.rollcall.tck.LeakCheck;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What befalls the host or a browser makes no row wrong, and leaves nothing behind. */
@Tag("long")
@ParameterizedClass
@ArgumentsSource(Containers.class)
class HostFaultsTest extends PanelTestBase {
  private static final int BROWSERS = 8;

  private final LeakCheck leaks = LeakCheck.begin();
  private final AtomicReference<Duration> setBack = new AtomicReference<>(Duration.ZERO);

  /** What a host may go on holding when its panel has stopped. */
  private @Nullable PanelSessions kept;

  @Override
  SessionRegistry newRegistry() {
    SessionRegistry created =
        SessionRegistry.builder()
            .clocks(() -> clock.instant().minus(setBack.get()), clock)
            .patience(Duration.ofSeconds(5))
            .build();
    created.addListener(events::add);
    return created;
  }

  @Override
  @AfterEach
  void close() throws Exception {
    super.close();
    try {
      leaks.assertNothingLeft();
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  /** Code of the panel's that runs out of memory. */
  enum Callback {
    LISTENER,
    ACCOUNT_RESOLVER,
    LOGIN_READER,
    BACKGROUND_PREDICATE,
    TERMINATION_HOOK,
    REFUSAL_HANDLER;

    private PanelSessionsBuilder set(PanelSessionsBuilder options) {
      return switch (this) {
        case LISTENER -> options;
        case ACCOUNT_RESOLVER ->
            options.accountResolver(
                login -> {
                  throw outOfMemory();
                });
        case LOGIN_READER ->
            options.loginAttribute(
                TestPanel.USER_OBJECT,
                user -> {
                  throw outOfMemory();
                });
        case BACKGROUND_PREDICATE ->
            options.background(
                request -> {
                  throw outOfMemory();
                });
        case TERMINATION_HOOK ->
            options.onTerminated(
                login -> {
                  throw outOfMemory();
                });
        case REFUSAL_HANDLER ->
            options.refusalHandler(
                (request, response, login) -> {
                  throw outOfMemory();
                });
      };
    }
  }

  private static OutOfMemoryError outOfMemory() {
    OutOfMemoryError thrown = new OutOfMemoryError("thrown on purpose");
    thrown.setStackTrace(new StackTraceElement[0]); // it is logged, and nobody needs to read it
    return thrown;
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackThatRunsOutOfMemoryStopsNobody(Callback callback) throws Exception {
    start(options -> callback.set(options.loginAttribute(TestPanel.USER).loginPage("/login")));
    if (callback == Callback.LISTENER) {
      registry.addListener(
          event -> {
            throw outOfMemory();
          });
    }
    if (callback == Callback.LOGIN_READER) { // nobody can be told from such an object
      Browser browser = newBrowser();
      assertEquals(200, browser.post(loginPath("alice", "object")).statusCode());
      assertEquals("touched", browser.get("/touch").body());
      assertTrue(registry.panelSessions().isEmpty());
      return;
    }
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    assertEquals("alice", onlyRow().account().login());

    Termination answer = terminate(row);

    TerminationOutcome expected =
        callback == Callback.TERMINATION_HOOK
            ? TerminationOutcome.FAILED
            : TerminationOutcome.TERMINATED;
    assertEquals(expected, answer.outcome(), answer.toString());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals(Ending.Cause.TERMINATED, endingOf(row).cause());
    assertEquals("row=none", browser.get("/").body());
    login("bob", "attribute");
  }

  @Test
  void aClockSetBackAnHourMakesNoRowWrong() throws Exception {
    startWithAttribute();
    Browser alice = login("alice", "attribute");
    Instant start = clock.instant();
    setBack.set(Duration.ofHours(1));
    Browser bob = login("bob", "attribute");

    for (PanelSessionInfo row : registry.panelSessions()) {
      boolean early = row.account().login().equals("alice");
      assertEquals(early ? start : start.minus(Duration.ofHours(1)), row.logonTime());
      assertEquals(Duration.ZERO, row.idle());
    }
    for (String item : List.of("logonTime", "-logonTime", "idleSeconds", "-idleSeconds")) {
      assertEquals(2, registry.panelSessions(SessionQuery.all().orderedBy(item)).total(), item);
    }
    for (Browser browser : List.of(alice, bob)) {
      assertEquals(TerminationOutcome.TERMINATED, terminate(ownRow(browser)).outcome());
      assertEquals(303, browser.get("/").statusCode());
    }
  }

  @Test
  void aContainerThatStopsDuringTerminationsLeavesNoRowAndTellsEachEndOnce() throws Exception {
    startWithAttribute();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < BROWSERS; i++) {
      ids.add(ownRow(login("user" + i, "attribute")));
    }
    List<List<Termination>> answersAndStop =
        Together.call(
            List.of(
                () -> registry.terminate(ids, ORDER),
                () -> {
                  host.stop();
                  return List.of();
                }));

    await().atMost(PATIENCE).until(() -> registry.panelSessions().isEmpty());
    for (Termination answer : answersAndStop.get(0)) {
      boolean byOrder = endingOf(answer.id()).cause() == Ending.Cause.TERMINATED;
      assertEquals(byOrder, answer.outcome() == TerminationOutcome.TERMINATED, answer.toString());
    }
    long ended = events.stream().filter(e -> e.type() == SessionEvent.Type.ENDED).count();
    assertEquals(BROWSERS, ended);
  }

  /** Their browsers have not come back, and never will. */
  @Test
  void whoeverKeepsWhatWasInstalledKeepsNoTerminatedSessionsOfAStoppedPanel() throws Exception {
    startWithAttribute();
    kept = PanelSessions.of(host.servletContext());
    assertEquals(
        TerminationOutcome.TERMINATED, terminate(ownRow(login("alice", "attribute"))).outcome());
    host.stop();
  }

  /** How a browser is lost while the panel works for it. */
  enum Loss {
    RESET,
    HALF_CLOSED,
    NEVER_READS
  }

  /** A connection is not a session: the row stays for as long as the HTTP session could be used. */
  @ParameterizedTest
  @EnumSource
  void aBrowserLostInARequestIsListedUntilItsSessionEnds(Loss loss) throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    panel.slowEntered = new CountDownLatch(1);
    panel.slowMayGoOn = new CountDownLatch(1);
    String request =
        "GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: JSESSIONID=%s\r\n\r\n"
            .formatted(browser.sessionCookie());
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port());
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertTrue(panel.slowEntered.await(20, TimeUnit.SECONDS));
      switch (loss) {
        case RESET -> {
          socket.setSoLinger(true, 0);
          socket.close();
        }
        case HALF_CLOSED -> socket.shutdownOutput();
        case NEVER_READS -> {}
      }
      assertEquals(row, onlyRow().id());

      assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());

      assertTrue(registry.panelSessions().isEmpty());
      panel.slowMayGoOn.countDown();
      assertEquals(303, browser.get("/").statusCode());
      assertFalse(browser.get("/").body().contains(row));
    } finally {
      socket.close();
    }
    assertTrue(registry.panelSessions().isEmpty());
  }
}
