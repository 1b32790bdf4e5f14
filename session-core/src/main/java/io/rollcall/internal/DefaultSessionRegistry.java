package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.FailedLoginLimit;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.LockoutScope;
import io.rollcall.Lockouts;
import io.rollcall.Page;
import io.rollcall.PanelSessionInfo;
import io.rollcall.Refusal;
import io.rollcall.Registration;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionLimits;
import io.rollcall.SessionListener;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferAbort;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
   * @param recentEndings how many endings, and how many refusals, are remembered
   * @param limits how many sessions there may be
   * @param failedLoginLimit when failed logins lock out, or null for never
   * @param lockoutFile what lockouts survive a restart in, or null
   * @param wallClock tells dates
   * @param nanoClock tells durations
   */
  public record Config(
      String name,
      Duration patience,
      int listenerQueueCapacity,
      int recentEndings,
      SessionLimits limits,
      @Nullable FailedLoginLimit failedLoginLimit,
      @Nullable Path lockoutFile,
      InstantSource wallClock,
      LongSupplier nanoClock) {}

  private static final int LOOKUP_THREADS = 16;
  private static final int MOST_LOOKUP_THREADS = 64;

  /** A look-up that waits holds its session's row; with a resolver that hangs, for ever. */
  private static final int MOST_WAITING_LOOKUPS = 1_000;

  private static final TerminationOrder MADE_ROOM =
      TerminationOrder.by("session limit").because("made room for a newer session");

  private final Config config;
  private final SessionTable table = new SessionTable();
  private final SessionIds ids = new SessionIds();
  private final AtomicLong openings = new AtomicLong();
  private final RecentEndings recentEndings;
  private final EventHub events;
  private final Recorder recorder;
  private final Terminator terminator;
  private final Admission admission;
  private final DefaultLockouts lockouts;
  private final Orders orders;
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
    events = new EventHub(config, recentEndings);
    recorder = new Recorder(config.wallClock(), config.recentEndings());
    terminator = new Terminator(config.patience(), recentEndings, recorder);
    admission = new Admission(config.wallClock(), config.nanoClock(), table);
    admission.limits(config.limits());
    lockouts = new DefaultLockouts(admission, terminator, recorder, config);
    orders = new Orders(table, recentEndings, terminator, recorder, lockouts, config.nanoClock());
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
    return orders.terminate(ids, order);
  }

  @Override
  public List<Termination> terminateMatching(
      Service service, Filter filter, TerminationOrder order) {
    return orders.terminateMatching(service, filter, order);
  }

  @Override
  public List<Termination> terminateAndLockOut(
      Collection<String> ids,
      TerminationOrder order,
      LockoutScope scope,
      @Nullable Duration duration) {
    return orders.terminateAndLockOut(ids, order, scope, duration);
  }

  @Override
  public TransferAbort abortTransfer(String id, TerminationOrder order) {
    return orders.abortTransfer(id, order);
  }

  @Override
  public Lockouts lockouts() {
    return lockouts;
  }

  @Override
  public SessionLimits limits() {
    return admission.limits();
  }

  @Override
  public void limit(SessionLimits limits, TerminationOrder order) {
    admission.limits(limits);
    recorder.limited(limits, order);
  }

  @Override
  public List<Termination> limitAndEndExcess(SessionLimits limits, TerminationOrder order) {
    List<SessionRow> excess = admission.limits(limits);
    recorder.limited(limits, order);
    return terminator.terminate(excess, order);
  }

  @Override
  public List<SessionEvent> recentEndings() {
    return recentEndings.list();
  }

  @Override
  public List<Refusal> recentRefusals() {
    return recorder.recentRefusals();
  }

  @Override
  public @Nullable Refusal refusal(
      Service service, @Nullable String login, @Nullable InetAddress address) {
    return recorded(admission.lockedOut(service, login, null, address));
  }

  @Override
  public @Nullable Refusal refusal(
      Service service, String login, AccountResolver resolver, @Nullable InetAddress address) {
    Account account = admission.hasDomains() ? lookUp(login, resolver).await() : null;
    String domain = account == null ? null : account.domain();
    return recorded(admission.lockedOut(service, login, domain, address));
  }

  private @Nullable Refusal recorded(@Nullable Refusal refusal) {
    if (refusal != null) {
      recorder.refused(refusal);
    }
    return refusal;
  }

  @Override
  public void loginFailed(Service service, @Nullable String login, @Nullable InetAddress address) {
    lockouts.loginFailed(login, address);
  }

  @Override
  public Registration addListener(SessionListener listener) {
    return events.addListener(listener);
  }

  @Override
  public SessionCounts counts() {
    return new SessionCounts(
        table.size(Service.PANEL),
        table.size(Service.FTP),
        table.peak(),
        table.added(),
        events.endedTotal(),
        events.terminatedTotal(),
        terminator.failures(),
        recorder.refusedTotal(),
        events.droppedTotal());
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
    whenLate(lookup, row);
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
    admitted(row, SessionRow::open);
    if (closed) { // closed meanwhile, perhaps after looking for rows to report
      row.shutDown();
    }
    return row;
  }

  /** Takes a step that a lockout or a limit may refuse, and ends whom it takes the place of. */
  <R extends SessionRow> void admitted(R row, Function<R, @Nullable SessionRow> step) {
    SessionRow victim;
    try {
      victim = step.apply(row);
    } catch (SessionRefusedException e) {
      recorder.refused(e.refusal());
      throw e;
    }
    terminator.resumePostponed();
    if (victim != null) {
      terminator.begin(victim, MADE_ROOM);
    }
    String login = row.login();
    if (login != null) {
      lockouts.loginSucceeded(login);
    }
  }

  /** A resolver has answered late: lockouts and limits of the domain were not asked before. */
  private void resolvedLate(SessionRow row, @Nullable Account found) {
    try {
      SessionRow victim = row.resolved(found);
      if (victim != null) {
        terminator.begin(victim, MADE_ROOM);
      }
    } catch (SessionRefusedException e) {
      Refusal refusal = e.refusal();
      String by = refusal.cause() == Refusal.Cause.LOCKED_OUT ? "lockout" : "session limit";
      terminator.begin(row, TerminationOrder.by(by).because(refusal.detail()));
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Service service : Service.values()) {
      for (SessionRow row : table.candidates(service, RowFilter.ALL)) {
        row.shutDown();
      }
    }
    events.finish();
    terminator.shutdown();
    lookups.shutdown();
    lockouts.close();
  }

  void whenLate(AccountLookup lookup, SessionRow row) {
    lookup.whenLate(found -> resolvedLate(row, found));
  }

  AccountLookup lookUp(String login, AccountResolver resolver) {
    return AccountLookup.start(lookups, login, resolver);
  }

  EventHub events() {
    return events;
  }

  Admission admission() {
    return admission;
  }

  SessionTable table() {
    return table;
  }

  String idOf(long sequence) {
    return ids.name(sequence);
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
