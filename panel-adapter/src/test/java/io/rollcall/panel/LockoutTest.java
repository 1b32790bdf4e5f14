package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.FailedLoginLimit;
import io.rollcall.Filter;
import io.rollcall.LockoutScope;
import io.rollcall.LockoutTarget;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionLimits;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is locked out or one too many is refused at the panel's login, however it is hooked. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class LockoutTest extends PanelTestBase {
  private static final int BROWSERS = 8;

  @Override
  SessionRegistry newRegistry() {
    SessionRegistry created =
        SessionRegistry.builder()
            .clocks(clock, clock)
            .patience(Duration.ofSeconds(5))
            .failedLoginLimit(
                new FailedLoginLimit(
                    5, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(1)))
            .build();
    created.addListener(events::add);
    return created;
  }

  @ParameterizedTest
  @ValueSource(strings = {"attribute", "framework", "container", "call"})
  void aLockedOutLoginIsRefusedAndLeavesNoSession(String way) throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER));
    registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    Browser browser = newBrowser();
    HttpResponse<String> answer = browser.post(loginPath("alice", way));
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("<p>Reason: maintenance</p>"), answer.body());
    assertEquals("row=none", browser.get("/").body());
    assertEquals(0, registry.counts().openedTotal());
    assertEquals(Refusal.Cause.LOCKED_OUT, registry.recentRefusals().get(0).cause());
    assertEquals("alice", registry.recentRefusals().get(0).login());
    if (!way.equals("container")) { // whose only user is alice
      login("bob", way);
    }
  }

  @Test
  void aLoginThatAsksFirstNeedCheckNoPassword() throws Exception {
    startWithAttribute();
    registry.lockouts().add(LockoutTarget.address("127.0.0.0/8"), null, ORDER);
    assertEquals(410, newBrowser().post(loginPath("alice", "asks")).statusCode());
    registry.lockouts().lift(LockoutTarget.address("127.0.0.0/8"), ORDER);
    assertEquals(200, newBrowser().post(loginPath("alice", "asks")).statusCode());
  }

  @Test
  void aHostsOwnHandlerAnswers() throws Exception {
    List<Refusal> refusals = new CopyOnWriteArrayList<>();
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .refusedLoginHandler(
                    (request, response, refusal) -> {
                      refusals.add(refusal);
                      response.sendError(423);
                    }));
    registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    assertEquals(423, newBrowser().post(loginPath("alice", "attribute")).statusCode());
    assertEquals(1, refusals.size());
  }

  @Test
  void aHandlerThatFailsLeavesThePlainPage() throws Exception {
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .refusedLoginHandler(
                    (request, response, refusal) -> {
                      throw new IllegalStateException("a host's own trouble");
                    }));
    registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    assertEquals(403, newBrowser().post(loginPath("alice", "attribute")).statusCode());
  }

  @Test
  void oneTooManyIsRefused() throws Exception {
    startWithAttribute();
    registry.limit(
        SessionLimits.builder().most(Service.PANEL, SessionLimits.Scope.LOGIN, 2).build(),
        TerminationOrder.by("operator"));
    Browser first = login("alice", "attribute");
    login("alice", "attribute");
    HttpResponse<String> answer = newBrowser().post(loginPath("alice", "attribute"));
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("too many sessions"), answer.body());
    assertEquals(2, registry.panelSessions().size());
    first.post("/logout");
    login("alice", "attribute");
  }

  @Test
  void manyAtOnceGetAsManyPlacesAsThereAre() throws Exception {
    startWithAttribute();
    for (int round = 0; round < 10; round++) {
      registry.limit(
          SessionLimits.builder().most(Service.PANEL, SessionLimits.Scope.TOTAL, 3).build(),
          TerminationOrder.by("operator"));
      AtomicInteger in = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < BROWSERS; i++) {
        Browser browser = newBrowser();
        String path = loginPath("user" + i, "attribute");
        Thread thread =
            new Thread(
                () -> {
                  if (browser.post(path).statusCode() == 200) {
                    in.incrementAndGet();
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(3, in.get());
      assertEquals(3, registry.panelSessions().size());
      registry.limit(SessionLimits.NONE, TerminationOrder.by("operator"));
      registry.terminateMatching(Service.PANEL, Filter.all(), ORDER);
    }
  }

  @Test
  void fiveWrongPasswordsCloseBothDoors() throws Exception {
    startWithAttribute();
    for (int i = 0; i < 3; i++) {
      newBrowser().post(loginPath("alice", "wrong"));
    }
    for (int i = 0; i < 2; i++) { // as the FTP server reports them
      registry.loginFailed(Service.FTP, "alice", InetAddress.getLoopbackAddress());
    }
    assertEquals(403, newBrowser().post(loginPath("bob", "attribute")).statusCode());
    assertTrue(registry.refusal(Service.FTP, null, InetAddress.getLoopbackAddress()) != null);
    clock.advance(Duration.ofMinutes(2));
    login("bob", "attribute");
  }

  @Test
  void whoeverIsRevokedGetsNoSessionHoweverOftenTheBrowserTries() throws Exception {
    startWithAttribute();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < BROWSERS; i++) {
      Browser browser = newBrowser();
      Thread thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  browser.post(loginPath("alice", "attribute"));
                  browser.get("/");
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (int round = 0; round < 10; round++) {
      await().atMost(PATIENCE).until(() -> !registry.panelSessions().isEmpty());
      registry.lockouts().revoke(LockoutTarget.login("alice"), null, ORDER);
      await().atMost(PATIENCE).until(() -> registry.panelSessions().isEmpty());
      long opened = registry.counts().openedTotal();
      long refused = registry.counts().refusedTotal();
      await().atMost(PATIENCE).until(() -> registry.counts().refusedTotal() > refused + 10);
      assertEquals(opened, registry.counts().openedTotal());
      registry.lockouts().lift(LockoutTarget.login("alice"), ORDER);
    }
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    long ended = events.stream().filter(e -> e.type() == SessionEvent.Type.ENDED).count();
    assertFalse(ended > registry.counts().openedTotal());
  }

  @Test
  void aTerminationLocksOutWithIt() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    terminations.addAll(
        registry.terminateAndLockOut(
            List.of(onlyRow().id()), ORDER, LockoutScope.LOGIN, Duration.ofMinutes(5)));
    assertEquals(303, browser.get("/").statusCode());
    assertEquals(403, browser.post(loginPath("alice", "attribute")).statusCode());
    clock.advance(Duration.ofMinutes(6));
    login(browser, "alice", "attribute");
  }
}
