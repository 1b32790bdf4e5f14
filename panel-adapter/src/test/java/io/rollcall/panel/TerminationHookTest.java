package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class TerminationHookTest extends PanelTestBase {
  private final TerminationHook hook = mock();

  @Override
  SessionRegistry newRegistry() {
    SessionRegistry created =
        SessionRegistry.builder().clocks(clock, clock).patience(Duration.ofSeconds(3)).build();
    created.addListener(events::add);
    return created;
  }

  private void startWithHook() throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER).loginPage("/login").onTerminated(hook));
  }

  @Test
  void itIsToldWhoseSessionHasEnded() throws Exception {
    startWithHook();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    verify(hook).onTerminated(new TerminatedLogin(row, Account.unregistered("alice"), ORDER));
  }

  @Test
  void itIsCalledAfterTheHttpSessionHasBeenInvalidated() throws Exception {
    startWithHook();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    doAnswer(
            call -> {
              thrown.add(new Exception("status " + browser.get("/").statusCode()));
              return null;
            })
        .when(hook)
        .onTerminated(any());
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    await().atMost(PATIENCE).until(() -> thrown.size() == 1);
    assertEquals("status 303", thrown.get(0).getMessage());
  }

  @Test
  void whatItThrowsIsAnsweredAndLoggedAndOrderingAgainTriesAgain() throws Exception {
    startWithHook();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    doThrow(new IllegalStateException("token store is down")).when(hook).onTerminated(any());

    Termination failed = terminate(row);
    assertEquals(TerminationOutcome.FAILED, failed.outcome());
    assertTrue(failed.detail().contains("token store is down"), failed.detail());
    await().atMost(PATIENCE).until(() -> logText().contains("token store is down"));
    assertEquals(row, onlyRow().id());

    doNothing().when(hook).onTerminated(any());
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals("row=none", browser.get("/").body());
  }

  @Test
  void aBrowserThatComesBackAfterAFailureIsRefusedAndTheRowLeaves() throws Exception {
    startWithHook();
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    doThrow(new AssertionError("broken")).when(hook).onTerminated(any());
    assertEquals(TerminationOutcome.FAILED, terminate(row).outcome());
    assertEquals(303, browser.get("/").statusCode());
    assertEquals(Ending.Cause.TERMINATED, endingOf(row).cause());
  }

  @Test
  void aFailureWhoseBrowserNeverComesBackIsForgottenAfterADay() throws Exception {
    startWithHook();
    String row = ownRow(login("alice", "attribute"));
    doThrow(new IllegalStateException("broken")).when(hook).onTerminated(any());
    assertEquals(TerminationOutcome.FAILED, terminate(row).outcome());
    clock.advance(Duration.ofHours(25));
    Browser other = newBrowser();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              other.get("/", "Cookie", "JSESSIONID=unknown");
              return registry.panelSessions().isEmpty();
            });
    assertEquals(Ending.Cause.TERMINATED, endingOf(row).cause());
  }

  @Test
  void whileItHangsOthersAreTerminatedAndThePanelGoesOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    startWithHook();
    Browser alice = login("alice", "attribute");
    Browser bob = login("bob", "attribute");
    String alicesRow = ownRow(alice);
    String bobsRow = ownRow(bob);
    doAnswer(
            call -> {
              if (call.<TerminatedLogin>getArgument(0).sessionId().equals(alicesRow)) {
                release.await();
              }
              return null;
            })
        .when(hook)
        .onTerminated(any());
    try {
      assertEquals(TerminationOutcome.CLOSING, terminate(alicesRow).outcome());
      assertEquals(TerminationOutcome.TERMINATED, terminate(bobsRow).outcome());
      assertEquals(303, alice.get("/").statusCode());
      assertEquals("LOGIN FORM", newBrowser().get("/login").body());
    } finally {
      release.countDown();
    }
    assertEquals(Ending.Cause.TERMINATED, endingOf(alicesRow).cause());
  }
}
