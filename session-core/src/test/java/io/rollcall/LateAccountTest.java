package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts whose domain is known only after their session is listed. */
class LateAccountTest {
  private static final String HOME = "203.0.113.7";

  private final SessionRegistry registry =
      SessionRegistry.builder().patience(Duration.ofSeconds(20)).build();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AccountResolver late =
      login -> {
        answer.await();
        return account(login, "example.com");
      };

  @AfterEach
  void close() {
    answer.countDown();
    registry.close();
  }

  private SessionHandle panel(String login) {
    return Doors.obedient(
        control -> registry.openPanel(PanelLogin.of(login, late).build(), control));
  }

  private FtpHandle ftp(String login) {
    FtpHandle handle = Arrivals.connect(registry, HOME);
    handle.loggedIn(login, late);
    return handle;
  }

  private SessionEvent endingOf(SessionHandle handle) {
    await().until(handle::isClosed);
    return registry.recentEndings().stream()
        .filter(event -> event.session().id().equals(handle.id()))
        .findAny()
        .orElseThrow();
  }

  @Test
  void ofALockedOutDomainAreEndedWhenTheyAreKnown() {
    SessionHandle panel = panel("alice");
    FtpHandle ftp = ftp("alice");
    Lockout unused = registry.lockouts().add(LockoutTarget.domain("Example.com"), null, ORDER);
    FtpHandle after = ftp("carol");
    assertNull(panel.order());
    answer.countDown();
    for (SessionHandle handle : List.of(panel, ftp, after)) {
      SessionEvent event = endingOf(handle);
      assertEquals("lockout", event.ending().order().orderedBy());
      assertEquals("example.com", event.session().account().domain());
    }
  }

  /** Its count is not that of a session without a domain for ever. */
  @Test
  void countForTheLimitOfTheirDomain() {
    registry.limit(
        SessionLimits.builder().most(Service.FTP, SessionLimits.Scope.DOMAIN, 2).build(),
        TerminationOrder.by("operator"));
    List<SessionHandle> handles = new ArrayList<>();
    for (String login : List.of("a", "b", "c", "d")) {
      handles.add(ftp(login));
    }
    answer.countDown();
    await().until(() -> handles.stream().filter(SessionHandle::isClosed).count() == 2);
    SessionHandle ended = handles.stream().filter(SessionHandle::isClosed).findAny().get();
    assertEquals("session limit", endingOf(ended).ending().order().orderedBy());
    assertThrows(
        SessionRefusedException.class,
        () -> Arrivals.ftp(registry, account("e", "example.com"), HOME));
    SessionHandle left = handles.stream().filter(handle -> !handle.isClosed()).findAny().get();
    left.closed(Ending.Cause.LOGGED_OUT);
    assertFalse(Arrivals.ftp(registry, account("f", "example.com"), HOME).isClosed());
    assertEquals(2, registry.ftpSessions().size());
  }

  @Test
  void takeThePlaceOfTheOneIdleLongestWhereThatIsThePolicy() {
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, SessionLimits.Scope.DOMAIN, 1)
            .policy(SessionLimits.Policy.END_LONGEST_IDLE)
            .build(),
        TerminationOrder.by("operator"));
    FtpHandle first = Arrivals.ftp(registry, account("first", "example.com"), HOME);
    FtpHandle second = ftp("second");
    assertFalse(first.isClosed());
    answer.countDown();
    assertEquals("session limit", endingOf(first).ending().order().orderedBy());
    assertFalse(second.isClosed());
  }
}
