package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class TerminationTest extends PanelTestBase {
  @Test
  void theNextRequestLandsOnTheLoginPageAndOthersAreUntouched() throws Exception {
    startWithAttribute();
    Browser kicked = login("alice", "attribute");
    Browser other = login("alice", "attribute");
    String row = ownRow(kicked);
    String otherRow = ownRow(other);

    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(new Ending(Ending.Cause.TERMINATED, ORDER), endingOf(row));

    HttpResponse<String> refused = kicked.get("/");
    assertEquals(303, refused.statusCode());
    assertEquals("/login", refused.headers().firstValue("Location").orElseThrow());
    assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals("", kicked.sessionCookie());
    assertEquals("LOGIN FORM", kicked.get("/login").body());
    assertEquals("row=none", kicked.get("/").body());
    assertEquals(otherRow, ownRow(other));

    login(kicked, "alice", "attribute");
    assertEquals(2, registry.counts().panelSessions());
  }

  @Test
  void everyWayOfLoggingInIsTerminated() throws Exception {
    startWithAttribute();
    for (String way : List.of("attribute", "framework", "container", "call")) {
      Browser browser = login("alice", way);
      assertEquals(TerminationOutcome.TERMINATED, terminate(ownRow(browser)).outcome());
      assertEquals(303, browser.post("/touch").statusCode());
      assertEquals("row=none", browser.get("/").body());
    }
  }

  @Test
  void aFormSentToTheLoginPageIsNotLost() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    terminate(ownRow(browser));
    login(browser, "alice", "attribute");
    assertEquals(onlyRow().id(), ownRow(browser));
  }

  @Test
  void aPageThatPollsIsRefusedUntilThePersonHasBeenTold() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    terminate(ownRow(browser));
    for (int i = 0; i < 3; i++) {
      assertEquals(401, browser.get("/touch", "X-Rollcall-Background", "1").statusCode());
    }
    assertEquals(303, browser.get("/").statusCode());
  }

  @Test
  void aRequestThatIsNoNavigationIsRefusedWithoutARedirect() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    terminate(ownRow(browser));
    assertEquals(401, browser.send("DELETE", "/touch").statusCode());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void withoutALoginPageAPlainPageTellsTheReason() throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER));
    Browser browser = login("alice", "attribute");
    registry.terminate(
        ownRow(browser), TerminationOrder.by("operator").because("<b>update</b>\r\nSet-Cookie: x"));
    HttpResponse<String> refused = browser.get("/");
    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("Your session was ended by an operator."), refused.body());
    assertTrue(refused.body().contains("&lt;b&gt;update&lt;/b&gt;\\u000D\\u000A"), refused.body());
    assertEquals(
        "default-src 'none'",
        refused.headers().firstValue("Content-Security-Policy").orElseThrow());
    assertTrue(refused.headers().firstValue("WWW-Authenticate").isPresent());
    assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void theHostsOwnHandlerAnswers() throws Exception {
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .refusalHandler(
                    (request, response, login) -> {
                      response.setStatus(403);
                      response.getWriter().append("ended: " + login.order().reason());
                    }));
    Browser browser = login("alice", "attribute");
    terminate(ownRow(browser));
    HttpResponse<String> refused = browser.get("/");
    assertEquals(403, refused.statusCode());
    assertEquals("ended: maintenance", refused.body());
    assertEquals("", browser.sessionCookie());
  }

  @Test
  void aHandlerThatFailsLetsNobodyIn() throws Exception {
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .refusalHandler(
                    (request, response, login) -> {
                      response.getWriter().append("half an answer");
                      throw new IllegalStateException("template missing");
                    }));
    Browser browser = login("alice", "attribute");
    terminate(ownRow(browser));
    HttpResponse<String> refused = browser.get("/");
    assertEquals(401, refused.statusCode());
    assertFalse(refused.body().contains("half an answer"), refused.body());
  }

  @Test
  void aRequestInFlightDoesNotHoldUpTheOrder() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    CompletableFuture<HttpResponse<String>> slow = browser.sendAsync("GET", "/slow");
    assertTrue(panel.slowEntered.await(20, TimeUnit.SECONDS));
    try {
      assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
      assertEquals(303, browser.get("/").statusCode());
    } finally {
      panel.slowMayGoOn.countDown();
    }
    assertEquals(200, slow.get(20, TimeUnit.SECONDS).statusCode());
    assertEquals(List.of(), registry.panelSessions());
  }

  @Test
  void aRequestInFlightDoesNotBringTheLoginBack() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    CompletableFuture<HttpResponse<String>> slow = browser.sendAsync("GET", "/slow?then=recreate");
    assertTrue(panel.slowEntered.await(20, TimeUnit.SECONDS));
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    panel.slowMayGoOn.countDown();
    assertEquals("slow done", slow.get(20, TimeUnit.SECONDS).body());
    assertEquals(
        "row=none", browser.get("/login").statusCode() == 200 ? browser.get("/").body() : "");
    assertEquals(List.of(), registry.panelSessions());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void anHttpSessionThatCannotBeInvalidatedIsAFailureThatTellsNoId() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    panel.sessionsAreWrapped = true;
    panel.sessionsCannotBeInvalidated = true;
    String row = ownRow(browser);

    Termination failed = terminate(row);
    assertEquals(TerminationOutcome.FAILED, failed.outcome());
    assertTrue(failed.detail().contains("could not invalidate"), failed.detail());
    await().atMost(PATIENCE).until(() -> logText().contains("could not invalidate"));
    assertEquals(row, onlyRow().id());
    assertEquals(401, browser.get("/touch", "X-Rollcall-Background", "1").statusCode());

    panel.sessionsCannotBeInvalidated = false;
    assertEquals(303, browser.get("/touch").statusCode());
    assertEquals(new Ending(Ending.Cause.TERMINATED, ORDER), endingOf(row));
  }

  @Test
  void anHttpSessionThatCouldNotBeInvalidatedEndsByItselfInTheEnd() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    panel.sessionsAreWrapped = true;
    String row = ownRow(browser);
    CompletableFuture<HttpResponse<String>> slow = browser.sendAsync("GET", "/slow?then=timeout");
    assertTrue(panel.slowEntered.await(20, TimeUnit.SECONDS));
    panel.sessionsCannotBeInvalidated = true;
    assertEquals(TerminationOutcome.FAILED, terminate(row).outcome());
    panel.slowMayGoOn.countDown();
    slow.get(20, TimeUnit.SECONDS);
    assertEquals(new Ending(Ending.Cause.TERMINATED, ORDER), endingOf(row));
  }

  @Test
  void terminatingTwiceIsNoError() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(TerminationOutcome.ALREADY_ENDED, terminate(row).outcome());
    await().atMost(PATIENCE).until(() -> registry.counts().terminatedTotal() == 1);
  }

  /** It is remembered until its browser comes back, a day at most; the container's is large. */
  @Test
  void aRememberedTerminatedSessionDoesNotKeepTheContainersHttpSession() throws Exception {
    Queue<WeakReference<HttpSession>> created = new ConcurrentLinkedQueue<>();
    host.onStartup(context -> context.addListener(new CreatedSessions(created)));
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    assertFalse(created.isEmpty());

    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              System.gc();
              return created.stream().allMatch(session -> session.refersTo(null));
            });
    assertEquals(303, browser.get("/").statusCode(), "it is remembered all the same");
  }

  private record CreatedSessions(Queue<WeakReference<HttpSession>> created)
      implements HttpSessionListener {
    @Override
    public void sessionCreated(HttpSessionEvent event) {
      created.add(new WeakReference<>(event.getSession()));
    }
  }
}
