package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.PanelSessionInfo;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A panel on a real container, its browsers, and the registry. After each test everything that was
 * listed, reported or logged is searched for the browsers' HTTP session ids.
 */
abstract class PanelTestBase {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final TerminationOrder ORDER = TerminationOrder.by("operator").because("maintenance");

  @Parameter(0)
  Container container;

  @TempDir Path dir;

  final TestClock clock = new TestClock();
  final TestPanel panel = new TestPanel();
  final List<SessionEvent> events = new CopyOnWriteArrayList<>();
  final List<Termination> terminations = new CopyOnWriteArrayList<>();
  final List<Throwable> thrown = new CopyOnWriteArrayList<>();
  SessionRegistry registry;
  Host host;
  private LogCapture log;

  @BeforeAll
  static void lookOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }

  @BeforeEach
  void open() {
    log = new LogCapture();
    registry = newRegistry();
    host = container.create(dir);
  }

  SessionRegistry newRegistry() {
    SessionRegistry created =
        SessionRegistry.builder().clocks(clock, clock).patience(Duration.ofSeconds(5)).build();
    created.addListener(events::add);
    return created;
  }

  /** Starts the panel with options of the adapter. */
  void start(UnaryOperator<PanelSessionsBuilder> options) throws Exception {
    host.onStartup(
        context ->
            panel.addTo(
                context,
                () ->
                    options.apply(PanelSessions.builder(registry).clock(clock)).install(context)));
    host.start();
  }

  /** Starts a panel that keeps its user under a session attribute. */
  void startWithAttribute() throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER).loginPage("/login"));
  }

  Browser newBrowser() {
    return new Browser(() -> host.port());
  }

  /** Logs a new browser in, and waits until it is listed. */
  Browser login(String user, String way) {
    return login(newBrowser(), user, way);
  }

  Browser login(Browser browser, String user, String way) {
    int before = registry.panelSessions().size();
    assertEquals(200, browser.post(loginPath(user, way)).statusCode());
    await().atMost(PATIENCE).until(() -> registry.panelSessions().size() == before + 1);
    return browser;
  }

  static String loginPath(String user, String way) {
    return "/login?way=" + way + "&user=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
  }

  PanelSessionInfo onlyRow() {
    List<PanelSessionInfo> rows = registry.panelSessions();
    assertEquals(1, rows.size(), rows::toString);
    return rows.get(0);
  }

  /** The row that a browser's own request is told. */
  static String ownRow(Browser browser) {
    String body = browser.get("/").body();
    assertTrue(body.startsWith("row="), body);
    return body.substring(4);
  }

  Termination terminate(String id) {
    Termination termination = registry.terminate(id, ORDER);
    terminations.add(termination);
    return termination;
  }

  /** Waits until a row has left, and returns why. */
  Ending endingOf(String id) {
    await().atMost(PATIENCE).until(() -> ending(id) != null);
    assertTrue(registry.session(id).isEmpty());
    return ending(id);
  }

  private Ending ending(String id) {
    List<SessionEvent> endings =
        events.stream()
            .filter(event -> event.type() == SessionEvent.Type.ENDED)
            .filter(event -> event.session().id().equals(id))
            .toList();
    assertTrue(endings.size() <= 1, () -> "ended more than once: " + endings);
    return endings.isEmpty() ? null : endings.get(0).ending();
  }

  String logText() {
    return log.text();
  }

  @AfterEach
  void close() throws Exception {
    try {
      String rows = registry.panelSessions().toString();
      host.stop();
      registry.close();
      StringWriter exceptions = new StringWriter();
      thrown.forEach(exception -> exception.printStackTrace(new PrintWriter(exceptions)));
      for (String id : Browser.allSessionIds()) {
        assertFalse(rows.contains(id), "an HTTP session id is listed");
        assertFalse(events.toString().contains(id), "an HTTP session id is reported");
        assertFalse(terminations.toString().contains(id), "an HTTP session id is answered");
        assertFalse(exceptions.toString().contains(id), "an HTTP session id is thrown");
        assertFalse(log.text().contains(id), "an HTTP session id is logged");
      }
      assertEquals(0, registry.counts().panelSessions());
      assertEquals(registry.counts().openedTotal(), registry.counts().endedTotal());
    } finally {
      log.close();
    }
  }
}
