package io.rollcall.tck;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FailedLoginLimit;
import io.rollcall.SessionCounts;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/**
 * An adapter that one test has started, and what the kit knows of it: its registry, its clock, its
 * clients. Methods may be called from several threads at once.
 */
public final class Fixture {
  /** The order that {@link #terminate} gives. */
  public static final TerminationOrder ORDER = TerminationOrder.by("the kit").because("a test");

  /** How many failed logins lock out. */
  static final int FAILURES = 3;

  private static final Duration LOCKOUT = Duration.ofHours(1);

  private final Duration patience;
  private final ThreadWatch threads = new ThreadWatch();
  private final KitClock clock = new KitClock();
  private final Embedder embedder = new Embedder();
  private final ExecutorService background = Executors.newCachedThreadPool(Fixture::thread);
  private final ConcurrentLinkedQueue<TestClient> clients = new ConcurrentLinkedQueue<>();
  private final SessionRegistry registry;
  private final WatchedRegistry watched;
  private final AdapterUnderTest adapter;

  /** Starts a host with the adapter. */
  @FunctionalInterface
  interface Starter {
    AdapterUnderTest start(KitSetup setup) throws Exception;
  }

  /** Something that is asked until it is so. */
  @FunctionalInterface
  public interface Condition {
    /**
     * Asks.
     *
     * @return whether it is so by now
     * @throws Exception if it cannot be told; the test fails
     */
    boolean holds() throws Exception;
  }

  Fixture(Duration patience, Starter starter) throws Exception {
    this.patience = patience;
    registry =
        SessionRegistry.builder()
            .clocks(clock, clock::nanos)
            .patience(patience)
            .failedLoginLimit(new FailedLoginLimit(FAILURES, LOCKOUT, LOCKOUT, LOCKOUT))
            .build();
    watched = new WatchedRegistry(registry);
    adapter =
        starter.start(
            new KitSetup(watched.view(), embedder.accountResolver(), embedder.hook(), clock));
  }

  /**
   * Returns the registry, as an operator has it.
   *
   * @return the registry
   */
  public SessionRegistry registry() {
    return registry;
  }

  /**
   * Returns the registry's clock.
   *
   * @return the clock
   */
  public KitClock clock() {
    return clock;
  }

  /**
   * Returns the running host.
   *
   * @return the adapter under test
   */
  public AdapterUnderTest adapter() {
    return adapter;
  }

  Embedder embedder() {
    return embedder;
  }

  WatchedRegistry watched() {
    return watched;
  }

  Duration patience() {
    return patience;
  }

  /**
   * Connects a client, let in or not, that vanishes at the end of the test.
   *
   * @param login one of {@link KitSetup#LOGINS}
   * @return the client
   * @throws Exception if it was neither let in nor refused
   */
  public TestClient connect(String login) throws Exception {
    TestClient client = adapter.connect(login);
    clients.add(client);
    return client;
  }

  /**
   * Connects a client that has to be let in and listed. Nobody else may log in at the same time.
   *
   * @param login one of {@link KitSetup#LOGINS}
   * @return the client and its session's id
   * @throws Exception if it was neither let in nor refused
   */
  public LoggedIn logIn(String login) throws Exception {
    List<String> before = idsOf(login);
    TestClient client = connect(login);
    assertTrue(client.isIn(), () -> login + " has not been let in");
    eventually(login + " is listed", () -> idsOf(login).size() > before.size());
    List<String> added = idsOf(login).stream().filter(id -> !before.contains(id)).toList();
    assertEquals(1, added.size(), () -> "one login, these rows: " + added);
    return new LoggedIn(client, added.get(0));
  }

  /**
   * Returns all rows, of both services.
   *
   * @return the rows; immutable
   */
  public List<SessionInfo> rows() {
    return Stream.<SessionInfo>concat(
            registry.panelSessions().stream(), registry.ftpSessions().stream())
        .toList();
  }

  /**
   * Returns the ids of a login's rows.
   *
   * @param login the login
   * @return the ids; immutable
   */
  public List<String> idsOf(String login) {
    return rows().stream()
        .filter(row -> row.account() != null && row.account().login().equals(login))
        .map(SessionInfo::id)
        .toList();
  }

  /**
   * Returns a row that has to be listed.
   *
   * @param id its id
   * @return the row
   */
  public SessionInfo row(String id) {
    return registry.session(id).orElseThrow(() -> new AssertionError(id + " is not listed"));
  }

  /**
   * Orders a session to end and waits for it, for at most the kit's patience.
   *
   * @param id its id
   * @return what became of it
   */
  public Termination terminate(String id) {
    return registry.terminate(id, ORDER);
  }

  /** Orders a session to end and does not wait: who is interrupted does not. */
  Termination terminateWithoutWaiting(String id) {
    Thread.currentThread().interrupt();
    try {
      return registry.terminate(id, ORDER);
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  /**
   * Waits until a row has left, and returns why.
   *
   * @param id its id
   * @return why it is gone
   */
  public Ending endingOf(String id) {
    eventually("row " + id + " leaves", () -> registry.session(id).isEmpty());
    return endedEvent(id).ending();
  }

  /** Returns what has been reported of a row that has left. */
  SessionEvent endedEvent(String id) {
    return registry.recentEndings().stream()
        .filter(event -> event.session().id().equals(id))
        .findAny()
        .orElseThrow(() -> new AssertionError(id + " has no ending"));
  }

  /**
   * Waits, for at most the kit's patience, until something is so.
   *
   * @param what says what is waited for, should it fail
   * @param condition is asked again and again, on this thread
   */
  public void eventually(String what, Condition condition) {
    waiting(what).until(condition::holds);
  }

  private ConditionFactory waiting(String what) {
    return await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(patience);
  }

  /**
   * Fails if a client is still in.
   *
   * @param client who should be out
   * @throws Exception if it cannot be told
   */
  public void assertOut(TestClient client) throws Exception {
    assertFalse(client.isIn(), "the client is still in");
  }

  /** Runs something on a thread of its own. */
  <T> Future<T> inBackground(Callable<T> task) {
    return background.submit(task);
  }

  /** A thread that belongs to the kit, even if it is one of the host's that asks for it first. */
  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "kit");
    thread.setContextClassLoader(Fixture.class.getClassLoader());
    return thread;
  }

  /** Waits for what runs in the background: somewhat longer than that waits itself. */
  <T> T get(Future<T> task) throws Exception {
    return task.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns a login's account as an embedder knows it. */
  static Account client(String login) {
    return new Account(login, AccountType.CLIENT, "example.com");
  }

  /** Stops the host and sees that nothing is left. */
  void close() throws Exception {
    try {
      watched.letGo();
      embedder.release();
      adapter.stop();
      for (TestClient client : clients) {
        client.vanish();
      }
      eventually("no row is left of a host that has stopped", () -> rows().isEmpty());
      SessionCounts counts = registry.counts();
      assertEquals(counts.openedTotal(), counts.endedTotal(), "each row has ended once");
    } finally {
      registry.close();
      background.shutdownNow();
    }
    waiting("no thread is left of a host that has stopped")
        .untilAsserted(() -> assertEquals(List.of(), threads.left(adapter::outlives)));
  }
}
