package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.HistoryModel.Session;
import io.rollcall.HistoryModel.Verdict;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import io.rollcall.spi.TransferMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registry and its model, which are told the same and must answer the same. */
final class RegistryHistory implements AutoCloseable {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry =
      clock.registry().patience(Duration.ofSeconds(20)).listenerQueueCapacity(100_000).build();
  private final HistoryModel model = new HistoryModel(clock);
  private final List<SessionEvent> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Refusal.Cause> refusals = new ArrayList<>();
  private int peak;
  private int terminated;
  private int failed;

  RegistryHistory() {
    Registration unused = registry.addListener(told::add);
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  void openPanel(Account account, String address, boolean breaks, Duration ago) {
    PanelLogin login =
        PanelLogin.of(account)
            .address(Doors.address(address))
            .logonTime(clock.instant().minus(ago))
            .build();
    Session opened =
        open(
            Service.PANEL, account, address, breaks, control -> registry.openPanel(login, control));
    if (opened != null) {
      opened.since = clock.instant().minus(ago);
    }
  }

  void connect(String address, boolean breaks) {
    Session unused =
        open(
            Service.FTP,
            null,
            address,
            breaks,
            control -> registry.openFtp(Doors.address(address), "FTP", control));
  }

  private @Nullable Session open(
      Service service,
      @Nullable Account account,
      String address,
      boolean breaks,
      Function<SessionControl, SessionHandle> opening) {
    Verdict verdict = model.admit(null, service, account, address);
    Function<SessionControl, SessionHandle> door =
        breaks ? obedient -> opening.apply(RegistryHistory::refuse) : opening;
    if (verdict.refused() != null) {
      assertRefused(verdict, () -> Doors.obedient(door));
      return null;
    }
    SessionHandle handle = Doors.obedient(door);
    Session opened = new Session(handle, service, account, address, breaks, clock.instant());
    model.open.add(opened);
    peak = Math.max(peak, model.open.size());
    goneFor(verdict);
    return opened;
  }

  private static void refuse(TerminationOrder order) throws Exception {
    throw new Exception("refused: " + order);
  }

  private void assertRefused(Verdict verdict, Runnable arrival) {
    Refusal refusal = assertThrows(SessionRefusedException.class, arrival::run).refusal();
    assertEquals(verdict.refused(), refusal.cause(), refusal.detail());
    refusals.add(0, refusal.cause());
  }

  /** Whoever has to go for another is ordered at once, and ended by another thread. */
  private void goneFor(Verdict verdict) {
    Session victim = verdict.victim();
    if (victim != null) {
      TerminationOrder order = victim.handle.order();
      assertEquals("session limit", order == null ? null : order.orderedBy());
      noteOrder(victim, order);
      if (victim.breaksItsControl) {
        failed++;
        eventually(() -> registry.counts().failedTerminationTotal() == failed);
      } else {
        eventually(victim.handle::isClosed);
        noteEnd(victim, Ending.Cause.TERMINATED);
      }
    }
  }

  private static void eventually(BooleanSupplier condition) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(condition::getAsBoolean);
  }

  private static void noteOrder(Session session, @Nullable TerminationOrder order) {
    if (session.order == null) {
      session.events.add(SessionEvent.Type.TERMINATING);
    }
    session.order = order;
  }

  private void noteEnd(Session session, Ending.Cause cause) {
    model.open.remove(session);
    model.gone.add(session);
    session.events.add(SessionEvent.Type.ENDED);
    terminated += cause == Ending.Cause.TERMINATED ? 1 : 0;
    SessionEvent newest = registry.recentEndings().get(0);
    assertEquals(session.handle.id(), newest.session().id());
    assertEquals(new Ending(cause, session.order), newest.ending());
    assertEquals(clock.instant(), newest.time());
  }

  /** Does something to one of the sessions, if there is any. */
  private void with(int number, Consumer<Session> deed) {
    if (!model.open.isEmpty()) {
      deed.accept(model.open.get(number % model.open.size()));
    }
  }

  void touch(int number, boolean byId) {
    with(
        number,
        session -> {
          if (byId) {
            assertEquals(true, registry.touch(session.handle.id()));
          } else {
            session.handle.touch();
          }
          session.active = clock.instant();
        });
  }

  void logIn(int number, Account account) {
    with(
        number,
        session -> {
          if (session.handle instanceof FtpHandle handle) {
            logIn(session, handle, account);
          }
        });
  }

  private void logIn(Session session, FtpHandle handle, Account account) {
    if (session.account != null) {
      assertThrows(IllegalStateException.class, () -> handle.loggedIn(account));
      return;
    }
    Verdict verdict = model.admit(session, Service.FTP, account, session.address);
    if (verdict.refused() != null) {
      assertRefused(verdict, () -> handle.loggedIn(account));
      return;
    }
    handle.loggedIn(account);
    session.account = account;
    session.since = clock.instant();
    session.active = clock.instant();
    if (session.order == null) {
      session.events.add(SessionEvent.Type.LOGGED_IN);
    }
    goneFor(verdict);
  }

  void transfer(int number, int bytes, boolean whole) {
    with(
        number,
        session -> {
          if (session.handle instanceof FtpHandle handle) {
            TransferMeter meter =
                handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, (long) bytes);
            meter.advance(bytes);
            session.active = clock.instant();
            session.moved = bytes;
            if (whole) {
              handle.finished();
              session.moved = -1;
            }
          }
        });
  }

  void close(int number, Ending.Cause cause) {
    with(
        number,
        session -> {
          assertEquals(true, session.handle.closed(cause));
          noteEnd(session, session.order == null ? cause : Ending.Cause.TERMINATED);
        });
  }

  /** Whatever an adapter does with a handle that is closed, nothing comes of it. */
  void useClosed(int number, Account account) {
    if (!model.gone.isEmpty()) {
      SessionHandle handle = model.gone.get(number % model.gone.size()).handle;
      handle.touch();
      assertEquals(false, registry.touch(handle.id()));
      assertEquals(false, handle.closed(Ending.Cause.DISCONNECTED));
      if (handle instanceof FtpHandle ftp) {
        ftp.loggedIn(account);
        ftp.finished();
      }
      Termination answer = registry.terminate(handle.id(), ORDER);
      assertEquals(TerminationOutcome.ALREADY_ENDED, answer.outcome(), answer.detail());
    }
  }

  void terminate(int number, @Nullable String reason) {
    with(
        number,
        session -> {
          TerminationOrder order = ORDER.because(reason);
          assertEnded(
              List.of(session), List.of(registry.terminate(session.handle.id(), order)), order);
        });
  }

  /** Checks what became of sessions that were ordered to end, in this order. */
  private void assertEnded(
      List<Session> ordered, List<Termination> answers, TerminationOrder order) {
    assertEquals(
        ordered.stream().map(session -> session.handle.id()).toList(),
        answers.stream().map(Termination::id).toList());
    List<Session> ended = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Session session = ordered.get(i);
      noteOrder(session, order);
      assertEquals(session.login(), answers.get(i).login());
      assertEquals(
          session.breaksItsControl ? TerminationOutcome.FAILED : TerminationOutcome.TERMINATED,
          answers.get(i).outcome());
      if (session.breaksItsControl) {
        failed++;
      } else {
        ended.add(session);
      }
    }
    // several end at once, in any order
    List<String> endings = registry.recentEndings().stream().map(e -> e.session().id()).toList();
    ended.sort((a, b) -> endings.indexOf(b.handle.id()) - endings.indexOf(a.handle.id()));
    assertEquals(
        ended.stream().map(session -> session.handle.id()).toList(),
        endings.stream()
            .limit(ended.size())
            .sorted((a, b) -> endings.indexOf(b) - endings.indexOf(a))
            .toList());
    ended.forEach(this::noteEndAmongOthers);
  }

  private void noteEndAmongOthers(Session session) {
    model.open.remove(session);
    model.gone.add(session);
    session.events.add(SessionEvent.Type.ENDED);
    terminated++;
  }

  void terminateLogin(Service service, String login) {
    List<Session> meant =
        model.listed(service).stream().filter(s -> login.equals(s.login())).toList();
    assertEnded(meant, registry.terminateMatching(service, Filter.login(login), ORDER), ORDER);
  }

  void lockOut(LockoutTarget target, @Nullable Duration duration) {
    Lockout unused = registry.lockouts().add(target, duration, ORDER);
    model.lockOut(target, duration);
  }

  void revoke(LockoutTarget target, @Nullable Duration duration) {
    List<Session> concerned = model.concerned(target);
    model.lockOut(target, duration);
    assertEnded(
        concerned, registry.lockouts().revoke(target, duration, ORDER).terminations(), ORDER);
  }

  void lift(LockoutTarget target) {
    assertEquals(model.lift(target), registry.lockouts().lift(target, ORDER).isPresent());
  }

  /** Locks out the login of a session, which ends all that it has. */
  void terminateAndLockOut(int number, Duration duration) {
    with(
        number,
        session -> {
          List<String> ids = List.of(session.handle.id());
          String login = session.login();
          if (login == null) {
            assertThrows(
                IllegalArgumentException.class,
                () -> registry.terminateAndLockOut(ids, ORDER, LockoutScope.LOGIN, duration));
            return;
          }
          LockoutTarget target = LockoutTarget.login(login);
          List<Session> ended = new ArrayList<>(model.concerned(target));
          ended.remove(session);
          ended.add(0, session);
          model.lockOut(target, duration);
          assertEnded(
              ended, registry.terminateAndLockOut(ids, ORDER, LockoutScope.LOGIN, duration), ORDER);
        });
  }

  void askWhetherLockedOut(Account account, String address) {
    boolean out = model.isLockedOut(Account.unregistered(account.login()), address);
    Refusal refusal = registry.refusal(Service.FTP, account.login(), Doors.address(address));
    assertEquals(out, refusal != null);
    if (refusal != null) {
      refusals.add(0, refusal.cause());
    }
  }

  void limit(SessionLimits limits, boolean endExcess) {
    List<Session> excess = model.limit(limits);
    if (endExcess) {
      assertEnded(excess, registry.limitAndEndExcess(limits, ORDER), ORDER);
    } else {
      registry.limit(limits, ORDER);
    }
  }

  /** Compares all that can be asked. */
  void assertAgrees() {
    int panel = model.listed(Service.PANEL).size();
    int ftp = model.listed(Service.FTP).size();
    int opened = panel + ftp + model.gone.size();
    assertEquals(
        new SessionCounts(
            panel, ftp, peak, opened, model.gone.size(), terminated, failed, refusals.size(), 0),
        registry.counts());
    assertEquals(refusals, registry.recentRefusals().stream().map(Refusal::cause).toList());
    assertEquals(
        model.holdingLockouts(), registry.lockouts().list().stream().map(Lockout::target).toList());
    for (Service service : Service.values()) {
      List<String> expected = model.listed(service).stream().map(this::line).toList();
      assertEquals(expected, lines(service, SessionQuery.all()));
      assertEquals(
          expected.subList(Math.min(1, expected.size()), Math.min(3, expected.size())),
          lines(service, SessionQuery.all().page(1, 2)));
      assertEquals(
          model.listed(service).stream()
              .filter(session -> "alice".equals(session.login()))
              .map(this::line)
              .toList(),
          lines(service, SessionQuery.matching(Filter.login("alice"))));
    }
    for (Session session : model.open) {
      assertEquals(line(session), registry.session(session.handle.id()).map(this::line).orElse(""));
    }
  }

  private List<String> lines(Service service, SessionQuery query) {
    return service == Service.PANEL
        ? registry.panelSessions(query).sessions().stream().map(this::line).toList()
        : registry.ftpSessions(query).sessions().stream().map(this::line).toList();
  }

  private String line(Session session) {
    boolean known = session.service == Service.PANEL || session.account != null;
    return String.join(
        " ",
        session.handle.id(),
        String.valueOf(session.account),
        session.address,
        known ? session.since.toString() : "null",
        Duration.between(session.active, clock.instant()).toString(),
        session.order == null ? "ACTIVE" : "TERMINATING",
        String.valueOf(session.moved));
  }

  private String line(SessionInfo session) {
    FtpSessionInfo ftp = session instanceof FtpSessionInfo info ? info : null;
    TransferInfo transfer = ftp == null ? null : ftp.transfer();
    return String.join(
        " ",
        session.id(),
        String.valueOf(session.account()),
        session.address() == null ? "null" : session.address().getHostAddress(),
        String.valueOf(session.logonTime()),
        session.idle().toString(),
        session.state().name(),
        String.valueOf(transfer == null ? -1 : transfer.bytesTransferred()));
  }

  /**
   * Ends what is left; then every listener must have been told of everything, once and in order.
   */
  @Override
  public void close() {
    List<Session> left = List.copyOf(model.open);
    registry.close();
    for (Session session : left) {
      assertEquals(true, session.handle.isClosed());
      session.events.add(SessionEvent.Type.ENDED);
    }
    model.open.clear();
    model.gone.addAll(left);
    assertThrows(IllegalStateException.class, () -> registry.openFtp(null, "FTP", Doors.IGNORING));
    int events = model.gone.stream().mapToInt(session -> session.events.size()).sum();
    eventually(() -> told.size() >= events);
    assertEquals(events, told.size());
    for (Session session : model.gone) {
      assertEquals(
          session.events,
          told.stream()
              .filter(event -> event.session().id().equals(session.handle.id()))
              .map(SessionEvent::type)
              .toList());
    }
  }
}
