package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The embedder's account look-up may answer, fail or hang; the login goes on. */
class AccountResolutionTest {
  private static final Account CLIENT =
      new Account("somebody else", AccountType.CLIENT, "example.com");
  private static final Account EXPECTED = new Account("alice", AccountType.CLIENT, "example.com");

  /** The documented tenth of a second, and what a busy machine adds. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final SessionRegistry registry = SessionRegistry.create();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AccountResolver hanging =
      login -> {
        release.await();
        return CLIENT;
      };

  @AfterEach
  void release() {
    release.countDown();
  }

  private SessionHandle openPanel(AccountResolver resolver) {
    return registry.openPanel(PanelLogin.of("alice", resolver).build(), IGNORING);
  }

  private FtpHandle openFtp(AccountResolver resolver) {
    FtpHandle handle = Doors.connect(registry);
    handle.loggedIn("alice", resolver);
    return handle;
  }

  private Account panelAccount() {
    return registry.panelSessions().get(0).account();
  }

  private Account ftpAccount() {
    return registry.ftpSessions().get(0).account();
  }

  @Test
  void answerGivesTypeAndDomainButNotTheLogin() throws Exception {
    AccountResolver resolver = mock();
    when(resolver.resolve("alice")).thenReturn(CLIENT);
    openPanel(resolver);
    openFtp(resolver);
    assertEquals(EXPECTED, panelAccount());
    assertEquals(EXPECTED, ftpAccount());
    verify(resolver, times(2)).resolve("alice");
  }

  @Test
  void unknownLoginIsUnregistered() {
    openPanel(login -> null);
    openFtp(AccountResolver.NONE);
    assertEquals(Account.unregistered("alice"), panelAccount());
    assertEquals(Account.unregistered("alice"), ftpAccount());
  }

  @Test
  void failedLookUpIsUnregistered() {
    openPanel(
        login -> {
          throw new Exception("database down");
        });
    openFtp(
        login -> {
          throw new NoClassDefFoundError("driver");
        });
    assertEquals(Account.unregistered("alice"), panelAccount());
    assertEquals(Account.unregistered("alice"), ftpAccount());
  }

  @Test
  void loginDoesNotWaitForALookUpThatHangsAndItsAnswerComesLate() {
    long start = System.nanoTime();
    openPanel(hanging);
    openFtp(hanging);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(taken.compareTo(BOUND) < 0, taken + " for both");
    assertEquals(Account.unregistered("alice"), panelAccount());
    assertEquals(Account.unregistered("alice"), ftpAccount());
    var logonTime = registry.panelSessions().get(0).logonTime();

    release.countDown();
    await().until(() -> panelAccount().equals(EXPECTED) && ftpAccount().equals(EXPECTED));
    assertEquals(logonTime, registry.panelSessions().get(0).logonTime());
    assertEquals(1, registry.ftpSessions(SessionQuery.matching(Filter.login("alice"))).total());
  }

  @Test
  void lateAnswerChangesNothingOfASessionThatHasEnded() {
    SessionHandle handle = openPanel(hanging);
    handle.closed(Ending.Cause.LOGGED_OUT);
    SessionHandle other = openPanel(hanging);
    release.countDown();
    await().until(() -> panelAccount().equals(EXPECTED));
    assertEquals(
        List.of(other.id()), registry.panelSessions().stream().map(SessionInfo::id).toList());
  }

  @Test
  void interruptedLoginStaysInterruptedAndIsListed() {
    Thread.currentThread().interrupt();
    openPanel(hanging);
    assertTrue(Thread.interrupted());
    assertEquals(Account.unregistered("alice"), panelAccount());
  }

  @Tag("heavy")
  @Test
  void hundredThatHangStopNoLogin() throws Exception {
    List<Runnable> logins = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      logins.add(() -> openPanel(hanging));
    }
    Together.run(logins);
    assertEquals(100, registry.panelSessions().size());
    long start = System.nanoTime();
    openFtp(login -> CLIENT);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(taken.compareTo(BOUND) < 0, taken.toString());

    release.countDown();
    await()
        .until(
            () ->
                registry.panelSessions().stream().allMatch(s -> s.account().equals(EXPECTED))
                    && ftpAccount().equals(EXPECTED));
  }

  @Tag("heavy")
  @Test
  void aFewThatHangLeaveRoomForOthersToBeAnsweredInTime() throws Exception {
    List<Runnable> logins = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      logins.add(() -> openPanel(hanging));
    }
    Together.run(logins);
    openFtp(login -> CLIENT);
    await().atMost(BOUND).until(() -> ftpAccount().equals(EXPECTED));
    assertEquals(1, release.getCount(), "while the others hang");
  }
}
