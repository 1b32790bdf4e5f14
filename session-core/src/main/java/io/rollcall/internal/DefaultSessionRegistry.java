package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.Page;
import io.rollcall.PanelSessionInfo;
import io.rollcall.PrintableText;
import io.rollcall.Registration;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionListener;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry: a table of rows, the queues of listeners, and what carries out orders. Its
 * concurrency is that of {@link SessionRow} and {@link SessionTable}.
 */
public final class DefaultSessionRegistry implements SessionRegistry {
  /**
   * What a registry is built with.
   *
   * @param name its name
   * @param patience how long an order waits
   * @param listenerQueueCapacity how many events wait for a listener
   * @param recentEndings how many endings are remembered
   * @param wallClock tells dates
   * @param nanoClock tells durations
   */
  public record Config(
      String name,
      Duration patience,
      int listenerQueueCapacity,
      int recentEndings,
      InstantSource wallClock,
      LongSupplier nanoClock) {}

  private static final Logger logger = LoggerFactory.getLogger(SessionRegistry.class);
  private static final int LOOKUP_THREADS = 16;
  private static final int MOST_LOOKUP_THREADS = 64;

  /** A look-up that waits holds its session's row; with a resolver that hangs, for ever. */
  private static final int MOST_WAITING_LOOKUPS = 1_000;

  private static final int SHOWN = 256;

  private final Config config;
  private final SessionTable table = new SessionTable();
  private final SessionIds ids = new SessionIds();
  private final AtomicLong openings = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final LongAdder ended = new LongAdder();
  private final LongAdder terminated = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final List<ListenerQueue> listeners = new CopyOnWriteArrayList<>();
  private final RecentEndings recentEndings;
  private final Terminator terminator;
  private final EmbedderThreads lookups =
      new EmbedderThreads(
          "rollcall-account", LOOKUP_THREADS, MOST_LOOKUP_THREADS, MOST_WAITING_LOOKUPS);
  private volatile boolean closed;

  /**
   * Creates a registry.
   *
   * @param config what it is built with
   */
  public DefaultSessionRegistry(Config config) {
    this.config = config;
    recentEndings = new RecentEndings(config.recentEndings());
    terminator = new Terminator(config.patience(), recentEndings);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public Page<PanelSessionInfo> panelSessions(SessionQuery query) {
    long now = nanos();
    return PageSelector.select(table, Service.PANEL, query, now, row -> ((PanelRow) row).info(now));
  }

  @Override
  public Page<FtpSessionInfo> ftpSessions(SessionQuery query) {
    long now = nanos();
    return PageSelector.select(table, Service.FTP, query, now, row -> ((FtpRow) row).info(now));
  }

  @Override
  public Optional<SessionInfo> session(String id) {
    return Optional.ofNullable(table.find(SessionIds.normal(id))).map(row -> row.info(nanos()));
  }

  @Override
  public boolean touch(String id) {
    SessionRow row = table.find(id);
    if (row == null) {
      return false;
    }
    row.touch();
    return true;
  }

  @Override
  public List<Termination> terminate(Collection<String> ids, TerminationOrder order) {
    List<String> asked = List.copyOf(ids);
    List<@Nullable SessionRow> rows = new ArrayList<>(asked.size());
    for (String id : asked) {
      rows.add(table.find(SessionIds.normal(id)));
    }
    return terminator.terminate(asked, rows, order);
  }

  @Override
  public List<Termination> terminateMatching(
      Service service, Filter filter, TerminationOrder order) {
    List<SessionRow> rows = new ArrayList<>();
    PageSelector.select(table, service, SessionQuery.matching(filter), nanos(), rows);
    List<String> matching = rows.stream().map(SessionRow::id).toList();
    return terminator.terminate(matching, new ArrayList<@Nullable SessionRow>(rows), order);
  }

  @Override
  public Registration addListener(SessionListener listener) {
    ListenerQueue queue = new ListenerQueue(listener, config.listenerQueueCapacity(), dropped);
    listeners.add(queue);
    return () -> {
      listeners.remove(queue);
      queue.abandon();
    };
  }

  @Override
  public SessionCounts counts() {
    return new SessionCounts(
        table.size(Service.PANEL),
        table.size(Service.FTP),
        table.peak(),
        openings.get(),
        ended.sum(),
        terminated.sum(),
        terminator.failures(),
        dropped.sum());
  }

  @Override
  public SessionHandle openPanel(PanelLogin login, SessionControl control) {
    requireOpen();
    AccountResolver resolver = login.resolver();
    if (resolver == null) {
      return open(new PanelRow(this, login.account(), login, control));
    }
    String name = login.account().login();
    AccountLookup lookup = lookUp(name, resolver);
    Account found = lookup.await();
    Account account =
        found == null ? login.account() : new Account(name, found.type(), found.domain());
    PanelRow row = open(new PanelRow(this, account, login, control));
    lookup.whenLate(row::resolved);
    return row;
  }

  @Override
  public FtpHandle openFtp(@Nullable InetAddress address, String protocol, SessionControl control) {
    requireOpen();
    return open(new FtpRow(this, address, protocol, control));
  }

  /** Asked before a row is made: making it counts as opening it. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session registry '" + name() + "' is closed");
    }
  }

  private <R extends SessionRow> R open(R row) {
    row.open();
    if (closed) { // closed meanwhile, perhaps after looking for rows to report
      row.closed(Ending.Cause.SHUT_DOWN);
    }
    return row;
  }

  @Override
  public void close() {
    closed = true;
    for (Service service : Service.values()) {
      for (SessionRow row : table.candidates(service, RowFilter.ALL)) {
        row.closed(Ending.Cause.SHUT_DOWN);
      }
    }
    listeners.forEach(ListenerQueue::finish);
    terminator.shutdown();
    lookups.shutdown();
  }

  /** Tells listeners of a step; called under the row's lock, so that its steps come in order. */
  void publish(
      SessionEvent.Type type,
      SessionRow row,
      @Nullable TerminationOrder order,
      @Nullable Ending ending) {
    long number = events.incrementAndGet();
    if (!listeners.isEmpty()) {
      SessionEvent event = new SessionEvent(number, type, now(), row.info(nanos()), order, ending);
      listeners.forEach(queue -> queue.offer(event));
    }
  }

  /**
   * Remembers an ending; called under the row's lock, before the row leaves the table, so that an
   * order finds it in the one or in the other.
   */
  SessionEvent remember(SessionRow row, Ending ending) {
    SessionEvent event =
        new SessionEvent(
            events.incrementAndGet(),
            SessionEvent.Type.ENDED,
            now(),
            row.info(nanos()),
            null,
            ending);
    recentEndings.add(event);
    return event;
  }

  /** Tells everybody of an ending; called under the row's lock, once a row. */
  void ended(SessionEvent event, Ending ending) {
    ended.increment();
    if (ending.order() != null) {
      terminated.increment();
    }
    listeners.forEach(queue -> queue.offer(event));
  }

  void logEnding(SessionRow row, Ending ending) {
    TerminationOrder order = ending.order();
    String login = row.login() == null ? "" : PrintableText.of(row.login(), SHOWN);
    if (order == null) {
      logger.debug("session {} of '{}' ended: {}", row.id(), login, ending.cause());
      return;
    }
    logger.info(
        "session {} of '{}' ended: ordered by {}, reason: {}",
        row.id(),
        login,
        PrintableText.of(order.orderedBy(), SHOWN),
        order.reason() == null ? "none" : PrintableText.of(order.reason(), SHOWN));
  }

  AccountLookup lookUp(String login, AccountResolver resolver) {
    return AccountLookup.start(lookups, login, resolver);
  }

  SessionTable table() {
    return table;
  }

  String nextId() {
    return ids.next();
  }

  long nextSequence() {
    return openings.incrementAndGet();
  }

  LongSupplier nanoClock() {
    return config.nanoClock();
  }

  long nanos() {
    return config.nanoClock().getAsLong();
  }

  Instant now() {
    return config.wallClock().instant();
  }
}
