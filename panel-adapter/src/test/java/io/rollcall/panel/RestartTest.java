package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.PanelSessionInfo;
import io.rollcall.TerminationOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A container that stops, writes its sessions to disk, and starts again as if in a new process. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class RestartTest extends PanelTestBase {
  private void startPersistent(UnaryOperator<PanelSessionsBuilder> options) throws Exception {
    host.persistent();
    start(options);
  }

  private void restart(UnaryOperator<PanelSessionsBuilder> options) throws Exception {
    host.stop();
    assertEquals(List.of(), registry.panelSessions());
    registry.close();
    events.clear();
    registry = newRegistry();
    host = container.create(dir);
    startPersistent(options);
  }

  private static PanelSessionsBuilder byAttribute(PanelSessionsBuilder options) {
    return options.loginAttribute(TestPanel.USER).loginPage("/login");
  }

  @Test
  void aRestoredSessionIsListedWithItsLogonTime() throws Exception {
    startPersistent(RestartTest::byAttribute);
    Browser browser = login("alice", "attribute");
    PanelSessionInfo before = onlyRow();
    clock.advance(Duration.ofHours(1));

    restart(RestartTest::byAttribute);
    if (container.has(Container.Habit.SESSIONS_READ_AT_START)) {
      assertEquals(1, registry.counts().panelSessions());
    }
    assertEquals("touched", browser.get("/touch").body());

    PanelSessionInfo after = onlyRow();
    assertEquals(before.logonTime(), after.logonTime());
    assertEquals(before.account(), after.account());
    assertEquals(before.address(), after.address());
    assertEquals(before.client(), after.client());
    assertEquals(after.id(), ownRow(browser));
    assertEquals(TerminationOutcome.TERMINATED, terminate(after.id()).outcome());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void aReportedLoginIsRestoredWithItsAccount() throws Exception {
    startPersistent(options -> options);
    Browser browser = login("erin", "call");
    restart(options -> options);
    browser.get("/touch");
    assertEquals(new Account("erin", AccountType.RESELLER, "example.com"), onlyRow().account());
    String row = ownRow(browser);
    browser.post("/logout");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
  }

  @Test
  void anAccountThatWasKnownTooLateForTheLoginIsRestored() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    startPersistent(
        options ->
            byAttribute(options)
                .accountResolver(
                    login -> {
                      release.await();
                      return new Account(login, AccountType.CLIENT, "example.net");
                    }));
    Browser browser = login("alice", "attribute");
    release.countDown();
    await().atMost(PATIENCE).until(() -> onlyRow().account().type() == AccountType.CLIENT);
    browser.get("/touch");

    restart(RestartTest::byAttribute);
    browser.get("/touch");
    if (container.has(Container.Habit.SESSIONS_WRITTEN_AT_STOP)) {
      assertEquals(new Account("alice", AccountType.CLIENT, "example.net"), onlyRow().account());
    }
  }

  @Test
  void aSessionThatIsOnlyOnDiskIsListedAndCanBeTerminated() throws Exception {
    assumeTrue(container.has(Container.Habit.SWAPPING));
    host.swapping();
    start(RestartTest::byAttribute);
    Browser browser = login("alice", "attribute");
    String row = onlyRow().id();
    for (int i = 0; i < 2; i++) {
      await().atMost(PATIENCE).until(() -> host.sessionsInMemory() == 0);
      assertEquals(row, onlyRow().id());
      assertEquals(row, ownRow(browser));
    }
    await().atMost(PATIENCE).until(() -> host.sessionsInMemory() == 0);
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals("row=none", browser.get("/").body());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aPrincipalThatIsNotRestoredIsNoLogin() throws Exception {
    startPersistent(options -> options);
    Browser browser = login("alice", "container");
    String before = ownRow(browser);
    restart(options -> options);
    browser.get("/touch");
    browser.get("/touch");
    boolean restored = container.has(Container.Habit.PRINCIPALS_RESTORED);
    assertEquals(restored ? 1 : 0, registry.counts().panelSessions());
    assertNotEquals(before, ownRow(browser));
  }
}
