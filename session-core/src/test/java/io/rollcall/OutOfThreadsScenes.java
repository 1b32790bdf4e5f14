package io.rollcall;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import io.rollcall.tck.LeakCheck;
import io.rollcall.tck.ThreadShortage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * What happens in a process that is out of threads: the main class of a JVM of its own, which plays
 * one scene, and exits with 0 if all was as it should be and nothing is left.
 */
final class OutOfThreadsScenes {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** What happens; the name says how it has to end. */
  enum Scene {
    AN_ORDER_IS_CARRIED_OUT_WITHOUT_A_THREAD,
    A_THREAD_THAT_IS_THERE_CARRIES_IT_OUT,
    AN_ORDER_THAT_FAILS_SAYS_SO_AND_CAN_BE_REPEATED,
    ORDERS_FOR_WHICH_NO_TIME_IS_LEFT_FAIL_AND_CAN_BE_REPEATED,
    A_SESSION_THAT_HAS_TO_GO_IS_ENDED_WITH_THE_NEXT_LOGIN,
    A_TRANSFER_IS_ABORTED_WITHOUT_A_THREAD,
    WHAT_A_LISTENER_IS_NOT_TOLD_IS_COUNTED,
    A_LOCKOUT_THAT_WAS_NOT_SAVED_IS_SAVED_AT_THE_LATEST_WHEN_CLOSING
  }

  @FunctionalInterface
  private interface Play {
    void play() throws Exception;
  }

  private OutOfThreadsScenes() {}

  public static void main(String[] arguments) throws Exception {
    Awaitility.pollInSameThread();
    Duration unused = PATIENCE; // and with it this class is initialized before the check
    LeakCheck leaks = LeakCheck.begin();
    play(Scene.valueOf(arguments[0]));
    leaks.assertNothingLeft();
  }

  private static void play(Scene scene) throws Exception {
    switch (scene) {
      case AN_ORDER_IS_CARRIED_OUT_WITHOUT_A_THREAD -> orderWithoutThread();
      case A_THREAD_THAT_IS_THERE_CARRIES_IT_OUT -> orderOnThreadThatIsThere();
      case AN_ORDER_THAT_FAILS_SAYS_SO_AND_CAN_BE_REPEATED -> orderThatFails();
      case ORDERS_FOR_WHICH_NO_TIME_IS_LEFT_FAIL_AND_CAN_BE_REPEATED -> noTimeLeft();
      case A_SESSION_THAT_HAS_TO_GO_IS_ENDED_WITH_THE_NEXT_LOGIN -> sessionThatHasToGo();
      case A_TRANSFER_IS_ABORTED_WITHOUT_A_THREAD -> abortWithoutThread();
      case WHAT_A_LISTENER_IS_NOT_TOLD_IS_COUNTED -> listenerWithoutThread();
      case A_LOCKOUT_THAT_WAS_NOT_SAVED_IS_SAVED_AT_THE_LATEST_WHEN_CLOSING -> lockoutNotSaved();
    }
  }

  private static SessionRegistry.Builder builder() {
    return SessionRegistry.builder().patience(PATIENCE);
  }

  private static void withoutThreads(Play play) throws Exception {
    try (ThreadShortage shortage = ThreadShortage.begin()) {
      play.play();
      shortage.requireOn(); // it was one to the end
    }
  }

  /** Notes on which threads it was called, and ends its session. */
  private static final class NotingControl implements SessionControl {
    final List<Thread> calledOn = new CopyOnWriteArrayList<>();
    volatile SessionHandle handle;

    @Override
    public void terminate(TerminationOrder order) {
      calledOn.add(Thread.currentThread());
      assertTrue(handle.closed(Ending.Cause.DISCONNECTED));
    }

    @Override
    public boolean abortTransfer(TerminationOrder order) {
      calledOn.add(Thread.currentThread());
      return true;
    }

    NotingControl open(SessionRegistry registry, String login) {
      handle = Doors.panel(registry, login, this);
      return this;
    }
  }

  private static void orderWithoutThread() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      NotingControl control = new NotingControl().open(registry, "alice");
      SessionHandle other = Doors.panel(registry, "bob");
      withoutThreads(
          () -> {
            Termination answer = registry.terminate(control.handle.id(), ORDER);
            assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
            assertEquals(List.of(Thread.currentThread()), control.calledOn);
            assertEquals(List.of(other.id()), ids(registry));
          });
      Termination answer = registry.terminate(other.id(), ORDER);
      assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
      assertEquals(0, registry.counts().failedTerminationTotal());
    }
  }

  private static void orderOnThreadThatIsThere() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      NotingControl first = new NotingControl().open(registry, "alice");
      NotingControl second = new NotingControl().open(registry, "bob");
      registry.terminate(first.handle.id(), ORDER);
      withoutThreads(
          () -> {
            Termination answer = registry.terminate(second.handle.id(), ORDER);
            assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
          });
      assertEquals(first.calledOn, second.calledOn);
    }
  }

  private static void orderThatFails() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      SessionHandle handle =
          Doors.panel(
              registry,
              "alice",
              order -> {
                throw new IOException("not now");
              });
      withoutThreads(
          () -> {
            for (int i = 0; i < 2; i++) {
              Termination answer = registry.terminate(handle.id(), ORDER);
              assertEquals(TerminationOutcome.FAILED, answer.outcome(), answer.toString());
              assertTrue(answer.detail().contains("not now"), answer.toString());
              assertEquals(SessionState.TERMINATING, registry.panelSessions().get(0).state());
            }
          });
      assertEquals(2, registry.counts().failedTerminationTotal());
    }
  }

  private static void noTimeLeft() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      long[] calledAt = new long[1];
      SessionHandle slow =
          Doors.<SessionHandle>obedient(
              control ->
                  Doors.panel(
                      registry,
                      "slow",
                      order -> {
                        calledAt[0] = System.nanoTime();
                        await().until(() -> System.nanoTime() - calledAt[0] > PATIENCE.toNanos());
                        control.terminate(order);
                      }));
      NotingControl control = new NotingControl().open(registry, "alice");
      withoutThreads(
          () -> {
            List<Termination> answers =
                registry.terminate(List.of(slow.id(), control.handle.id()), ORDER);
            assertEquals(TerminationOutcome.TERMINATED, answers.get(0).outcome());
            assertEquals(TerminationOutcome.FAILED, answers.get(1).outcome());
            assertEquals(List.of(), control.calledOn);
            assertEquals(List.of(control.handle.id()), ids(registry));
            Termination again = registry.terminate(control.handle.id(), ORDER);
            assertEquals(TerminationOutcome.TERMINATED, again.outcome(), again.toString());
          });
    }
  }

  private static void sessionThatHasToGo() throws Exception {
    SessionLimits limits =
        SessionLimits.builder()
            .most(Service.PANEL, SessionLimits.Scope.LOGIN, 1)
            .policy(SessionLimits.Policy.END_LONGEST_IDLE)
            .build();
    try (SessionRegistry registry = builder().limits(limits).build()) {
      NotingControl old = new NotingControl().open(registry, "alice");
      withoutThreads(
          () -> {
            Doors.panel(registry, "alice");
            assertEquals(List.of(), old.calledOn, "a login runs no control itself");
            SessionInfo row = registry.session(old.handle.id()).orElseThrow();
            assertEquals(SessionState.TERMINATING, row.state());
            Doors.panel(registry, "bob");
            assertEquals(3, registry.panelSessions().size());
          });
      Doors.panel(registry, "carol");
      await().until(() -> old.handle.isClosed());
      assertEquals(1, old.calledOn.size());
      assertEquals("session limit", registry.recentEndings().get(0).ending().order().orderedBy());
      assertEquals(3, registry.panelSessions().size());
    }
  }

  private static void abortWithoutThread() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      NotingControl control = new NotingControl();
      FtpHandle handle = Doors.connect(registry, control);
      withoutThreads(
          () -> {
            TransferAbort answer = registry.abortTransfer(handle.id(), ORDER);
            assertEquals(TransferAbort.Outcome.ABORTED, answer.outcome(), answer.toString());
            assertEquals(List.of(Thread.currentThread()), control.calledOn);
          });
    }
  }

  private static void listenerWithoutThread() throws Exception {
    try (SessionRegistry registry = builder().build()) {
      List<SessionEvent> told = new CopyOnWriteArrayList<>();
      registry.addListener(told::add);
      withoutThreads(
          () -> {
            Doors.panel(registry, "alice");
            assertEquals(1, registry.panelSessions().size());
            assertEquals(1, registry.counts().droppedEventTotal());
          });
      SessionHandle bob = Doors.panel(registry, "bob");
      await().until(() -> told.size() == 1);
      assertEquals(bob.id(), told.get(0).session().id());
      assertEquals(1, registry.counts().droppedEventTotal());
    }
  }

  private static void lockoutNotSaved() throws Exception {
    Path directory = Files.createTempDirectory("rollcall-lockouts");
    Path file = directory.resolve("lockouts");
    try (SessionRegistry registry = builder().lockoutFile(file).build()) {
      withoutThreads(
          () ->
              registry.lockouts().add(LockoutTarget.login("mallory"), Duration.ofHours(1), ORDER));
    }
    try (SessionRegistry restarted = builder().lockoutFile(file).build()) {
      assertEquals(1, restarted.lockouts().list().size());
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  private static List<String> ids(SessionRegistry registry) {
    return registry.panelSessions().stream().map(SessionInfo::id).toList();
  }
}
