package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import io.rollcall.spi.TransferMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A long random history, against a model that is simple enough to be believed. */
class RandomHistoryTest {
  private static final int OPERATIONS = 3_000;
  private static final List<String> LOGINS = List.of("alice", "bob", "carol");
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  /** What the model knows of a session that is not over. */
  private static final class Modelled {
    final SessionHandle handle;
    final Service service;
    final boolean breaksItsControl;
    String login;
    Instant since;
    Instant active;
    boolean ordered;
    TransferMeter meter;
    long moved;

    Modelled(SessionHandle handle, Service service, boolean breaksItsControl, Instant now) {
      this.handle = handle;
      this.service = service;
      this.breaksItsControl = breaksItsControl;
      since = now;
      active = now;
    }
  }

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry =
      clock.registry().patience(Duration.ofSeconds(20)).listenerQueueCapacity(100_000).build();
  private final List<Modelled> open = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final List<String> reported = Collections.synchronizedList(new ArrayList<>());
  private int opened;
  private int terminated;
  private int failed;
  private int peak;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheModel(long seed) {
    Random random = new Random(seed);
    Registration registration =
        registry.addListener(
            event -> {
              if (event.type() == SessionEvent.Type.ENDED) {
                reported.add(event.session().id());
              }
            });
    for (int i = 0; i < OPERATIONS; i++) {
      step(random);
      peak = Math.max(peak, open.size());
      assertCounts();
      if (i % 10 == 0) {
        assertListings();
      }
    }
    while (!open.isEmpty()) {
      close(open.get(0), Ending.Cause.SHUT_DOWN);
    }
    assertCounts();
    assertListings();
    await().until(() -> reported.size() == opened);
    assertEquals(gone, new HashSet<>(reported));
    registration.close();
  }

  private void step(Random random) {
    int dice = random.nextInt(100);
    if (open.isEmpty() || dice < 22) {
      open(random);
      return;
    }
    Modelled session = open.get(random.nextInt(open.size()));
    if (dice < 35) {
      clock.advance(Duration.ofMillis(random.nextInt(20_000)));
    } else if (dice < 50) {
      session.handle.touch();
      session.active = clock.instant();
    } else if (dice < 62) {
      logIn(session, LOGINS.get(random.nextInt(LOGINS.size())));
    } else if (dice < 78) {
      transfer(session, random.nextInt(10_000));
    } else if (dice < 88) {
      close(session, Ending.Cause.DISCONNECTED);
    } else if (dice < 96) {
      terminate(session);
    } else if (dice < 98) {
      terminateLogin(LOGINS.get(random.nextInt(LOGINS.size())));
    } else {
      terminateGone();
    }
  }

  private void open(Random random) {
    boolean breaks = random.nextInt(4) == 0;
    boolean panel = random.nextBoolean();
    SessionHandle handle =
        Doors.<SessionHandle>obedient(
            control ->
                panel
                    ? Doors.panel(registry, "alice", breaks ? RandomHistoryTest::refuse : control)
                    : Doors.connect(registry, breaks ? RandomHistoryTest::refuse : control));
    Modelled session =
        new Modelled(handle, panel ? Service.PANEL : Service.FTP, breaks, clock.instant());
    session.login = panel ? "alice" : null;
    open.add(session);
    opened++;
  }

  private static void refuse(TerminationOrder order) throws Exception {
    throw new Exception("refused: " + order);
  }

  private void logIn(Modelled session, String login) {
    if (session.handle instanceof FtpHandle handle && session.login == null) {
      handle.loggedIn(Account.unregistered(login));
      session.login = login;
      session.since = clock.instant();
      session.active = session.since;
    }
  }

  private void transfer(Modelled session, int bytes) {
    if (!(session.handle instanceof FtpHandle handle)) {
      return;
    }
    if (session.meter == null) {
      session.meter = handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null);
      session.moved = 0;
    }
    session.meter.advance(bytes + 1);
    session.moved += bytes + 1;
    session.active = clock.instant();
    if (bytes % 3 == 0) {
      handle.finished();
      session.meter = null;
    }
  }

  private void close(Modelled session, Ending.Cause cause) {
    assertEquals(true, session.handle.closed(cause));
    assertEquals(false, session.handle.closed(cause));
    end(session);
  }

  private void end(Modelled session) {
    open.remove(session);
    gone.add(session.handle.id());
    terminated += session.ordered ? 1 : 0;
  }

  private void terminate(Modelled session) {
    Termination answer = registry.terminate(session.handle.id(), ORDER);
    assertEquals(session.login, answer.login());
    noteOrder(session, answer.outcome());
  }

  private void noteOrder(Modelled session, TerminationOutcome outcome) {
    session.ordered = true;
    if (session.breaksItsControl) {
      assertEquals(TerminationOutcome.FAILED, outcome);
      failed++;
    } else {
      assertEquals(TerminationOutcome.TERMINATED, outcome);
      end(session);
    }
  }

  private void terminateLogin(String login) {
    List<Modelled> meant =
        open.stream()
            .filter(s -> s.service == Service.FTP && login.equals(s.login))
            .sorted((a, b) -> a.since.compareTo(b.since))
            .toList();
    List<Termination> answers = registry.terminateMatching(Service.FTP, Filter.login(login), ORDER);
    assertEquals(
        meant.stream().map(s -> s.handle.id()).toList(),
        answers.stream().map(Termination::id).toList());
    for (int i = 0; i < meant.size(); i++) {
      noteOrder(meant.get(i), answers.get(i).outcome());
    }
  }

  private void terminateGone() {
    for (String id : gone.stream().limit(3).toList()) {
      TerminationOutcome outcome = registry.terminate(id, ORDER).outcome();
      assertEquals(
          true,
          outcome == TerminationOutcome.ALREADY_ENDED || outcome == TerminationOutcome.NOT_FOUND);
      assertEquals(false, registry.touch(id));
    }
  }

  private void assertCounts() {
    int panel = (int) open.stream().filter(s -> s.service == Service.PANEL).count();
    assertEquals(
        new SessionCounts(
            panel, open.size() - panel, peak, opened, gone.size(), terminated, failed, 0, 0),
        registry.counts());
  }

  private void assertListings() {
    Set<String> expected = open.stream().map(this::summary).collect(Collectors.toSet());
    Set<String> listed = new HashSet<>();
    registry.panelSessions().forEach(s -> listed.add(summary(s, s.logonTime(), 0)));
    registry
        .ftpSessions()
        .forEach(
            s ->
                listed.add(
                    summary(
                        s,
                        clock.instant().minus(s.connected()),
                        s.transfer() == null ? 0 : s.transfer().bytesTransferred())));
    assertEquals(expected, listed);
  }

  private String summary(Modelled session) {
    return String.join(
        " ",
        session.handle.id(),
        session.service.name(),
        String.valueOf(session.login),
        session.since.toString(),
        Duration.between(session.active, clock.instant()).toString(),
        session.ordered ? "TERMINATING" : "ACTIVE",
        String.valueOf(session.meter == null ? 0 : session.moved));
  }

  private static String summary(SessionInfo session, Instant since, long moved) {
    return String.join(
        " ",
        session.id(),
        session.service().name(),
        session.account() == null ? "null" : session.account().login(),
        since.toString(),
        session.idle().toString(),
        session.state().name(),
        String.valueOf(moved));
  }
}
