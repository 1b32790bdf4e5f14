package io.rollcall;

import io.rollcall.internal.DefaultSessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected now, and the means to end their sessions.
 *
 * <p>Adapters open a session for each client and report it closed when it is really gone; programs
 * and operators list sessions and order them to end. All methods may be called from any thread.
 * Listing takes no lock that an adapter waits for, but for the moment in which the rows of one
 * login are picked out if the filter names one; what a listing returns never changes.
 *
 * <p>A session is listed from the moment it is opened to the moment its adapter reports it closed:
 * ordering it to end marks it {@link SessionState#TERMINATING}, and it stays listed until it is
 * really gone.
 */
public interface SessionRegistry extends AutoCloseable {
  /**
   * Returns a registry named {@code default}.
   *
   * @return a new registry
   */
  static SessionRegistry create() {
    return builder().build();
  }

  /**
   * Starts building a registry.
   *
   * @return a builder
   */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Returns what the registry is called, in JMX for example.
   *
   * @return the name
   */
  String name();

  /**
   * Lists control panel sessions.
   *
   * @param query which, in what order, and what part
   * @return the page
   * @throws IllegalArgumentException if the filter is one for the other service, or the order names
   *     no item of these sessions
   */
  Page<PanelSessionInfo> panelSessions(SessionQuery query);

  /**
   * Lists file-transfer sessions.
   *
   * @param query which, in what order, and what part
   * @return the page
   * @throws IllegalArgumentException if the filter is one for the other service, or the order names
   *     no item of these sessions
   */
  Page<FtpSessionInfo> ftpSessions(SessionQuery query);

  /**
   * Lists all control panel sessions, longest logged in first.
   *
   * @return the sessions
   */
  default List<PanelSessionInfo> panelSessions() {
    return panelSessions(SessionQuery.all()).sessions();
  }

  /**
   * Lists all file-transfer sessions, longest logged in first, those without a login last.
   *
   * @return the sessions
   */
  default List<FtpSessionInfo> ftpSessions() {
    return ftpSessions(SessionQuery.all()).sessions();
  }

  /**
   * Finds one session.
   *
   * @param id its id; upper or lower case
   * @return the session, or empty if none of that id is listed
   */
  Optional<SessionInfo> session(String id);

  /**
   * Notes that the person behind a session did something just now. An adapter that holds the handle
   * {@linkplain SessionHandle#touch touches} that instead.
   *
   * @param id the session's id
   * @return false if no such session is listed
   */
  boolean touch(String id);

  /**
   * Orders one session to end, and waits for its adapter to report it gone, at most the registry's
   * {@linkplain Builder#patience patience}.
   *
   * @param id the session's id; upper or lower case
   * @param order who orders it and why
   * @return what became of it
   */
  default Termination terminate(String id, TerminationOrder order) {
    return terminate(List.of(id), order).get(0);
  }

  /**
   * Orders sessions to end, all at once, and waits for their adapters to report them gone, at most
   * the registry's {@linkplain Builder#patience patience} for all of them together. If the waiting
   * thread is interrupted it stops waiting, and stays interrupted.
   *
   * @param ids the sessions' ids
   * @param order who orders it and why
   * @return what became of each, in the order of the ids
   */
  List<Termination> terminate(Collection<String> ids, TerminationOrder order);

  /**
   * Orders all sessions of a service that match a filter to end, and waits as {@link
   * #terminate(Collection, TerminationOrder)} does.
   *
   * @param service which sessions
   * @param filter which of them
   * @param order who orders it and why
   * @return what became of each, longest logged in first
   * @throws IllegalArgumentException if the filter is one for the other service
   */
  List<Termination> terminateMatching(Service service, Filter filter, TerminationOrder order);

  /**
   * Orders sessions to end as {@link #terminate(Collection, TerminationOrder)} does, and keeps out
   * whom they belong to, from before the first of them ends. For a session that has just ended by
   * itself the lockout holds all the same. Whatever other sessions those who are kept out have, at
   * either door, end with them: a client that reconnects has another session by now.
   *
   * @param ids the sessions' ids
   * @param order who orders it and why
   * @param scope whom to keep out: each session's login, address, both or domain
   * @param duration for how long, more than 0 and at most 100 years; null until it is lifted
   * @return what became of each, in the order of the ids, and after them of the other sessions that
   *     were found
   * @throws IllegalArgumentException if the duration is not as said, or a session has nothing of
   *     that scope (no login yet, say); nothing is done then
   */
  List<Termination> terminateAndLockOut(
      Collection<String> ids,
      TerminationOrder order,
      LockoutScope scope,
      @Nullable Duration duration);

  /**
   * Orders a file-transfer session's running transfer to be cut off, and leaves the session. Waits
   * at most the registry's {@linkplain Builder#patience patience}.
   *
   * @param id the session's id; upper or lower case
   * @param order who orders it and why
   * @return what became of it
   */
  TransferAbort abortTransfer(String id, TerminationOrder order);

  /**
   * Returns who is kept out, and the means to change it.
   *
   * @return the lockouts
   */
  Lockouts lockouts();

  /**
   * Returns how many sessions there may be at once.
   *
   * @return the limits in force
   */
  SessionLimits limits();

  /**
   * Sets how many sessions there may be at once. Those that there are stay, even if they are too
   * many.
   *
   * @param limits hold from now on
   * @param order who orders it and why, for the record
   */
  void limit(SessionLimits limits, TerminationOrder order);

  /**
   * Sets how many sessions there may be at once, and orders those that are too many to end: the
   * ones that have been idle longest. Waits as {@link #terminate(Collection, TerminationOrder)}
   * does.
   *
   * @param limits hold from now on
   * @param order who orders it and why
   * @return what became of each that was too many
   */
  List<Termination> limitAndEndExcess(SessionLimits limits, TerminationOrder order);

  /**
   * Returns the last endings, as many as the registry {@linkplain Builder#recentEndings remembers}.
   *
   * @return events of type {@link SessionEvent.Type#ENDED}, newest first; immutable
   */
  List<SessionEvent> recentEndings();

  /**
   * Returns the last refusals, as many as the registry remembers endings.
   *
   * @return the refusals, newest first; immutable
   */
  List<Refusal> recentRefusals();

  /**
   * Asks whether a lockout keeps somebody out: called by an adapter before it checks a password.
   * That nothing does is no promise: admission is decided when the session is opened or gets its
   * login. A refusal is recorded.
   *
   * @param service at which door
   * @param login the login that is tried, or null if it has not come to that
   * @param address where the client connects from, or null if unknown
   * @return what keeps it out, or null
   */
  @Nullable Refusal refusal(Service service, @Nullable String login, @Nullable InetAddress address);

  /**
   * Asks as {@link #refusal(Service, String, InetAddress)} does and, while a lockout of a domain
   * holds, asks the embedder for the login's domain as well; for at most a tenth of a second.
   *
   * @param service at which door
   * @param login the login that is tried
   * @param resolver knows its account
   * @param address where the client connects from, or null if unknown
   * @return what keeps it out, or null
   */
  @Nullable Refusal refusal(
      Service service, String login, AccountResolver resolver, @Nullable InetAddress address);

  /**
   * Counts a failed login: called by an adapter when a password was wrong. Does nothing unless the
   * registry was {@linkplain Builder#failedLoginLimit told} to lock out for it.
   *
   * @param service at which door
   * @param login the login that was tried, or null if unknown
   * @param address where the client connects from, or null if unknown
   */
  void loginFailed(Service service, @Nullable String login, @Nullable InetAddress address);

  /**
   * Adds a listener.
   *
   * @param listener is told of every event from now on
   * @return takes the listener out again; events still queued for it are not delivered
   */
  Registration addListener(SessionListener listener);

  /**
   * Returns the counters.
   *
   * @return the counts now
   */
  SessionCounts counts();

  /**
   * Opens a control panel session: called by an adapter when a user has logged in.
   *
   * @param login who logged in, from where
   * @param control ends it
   * @return the adapter's end of it
   * @throws SessionRefusedException if a lockout or a limit keeps it out
   * @throws IllegalStateException if the registry is closed
   */
  SessionHandle openPanel(PanelLogin login, SessionControl control);

  /**
   * Opens a file-transfer session: called by an adapter when a client connects.
   *
   * @param address where the client connects from, or null if unknown
   * @param protocol what the door speaks, such as {@code FTP}
   * @param control ends it
   * @return the adapter's end of it
   * @throws SessionRefusedException if a lockout or a limit keeps it out
   * @throws IllegalStateException if the registry is closed
   */
  FtpHandle openFtp(@Nullable InetAddress address, String protocol, SessionControl control);

  /**
   * Stops keeping track: every session still listed is reported as {@link Ending.Cause#SHUT_DOWN},
   * and listeners are told what is queued for them. The sessions themselves are their hosts' to
   * end. Idempotent.
   */
  @Override
  void close();

  /** Builds a {@link SessionRegistry}. */
  final class Builder {
    private String name = "default";
    private Duration patience = Duration.ofSeconds(1);
    private int listenerQueueCapacity = 10_000;
    private int recentEndings = 1_000;
    private SessionLimits limits = SessionLimits.NONE;
    private @Nullable FailedLoginLimit failedLoginLimit;
    private @Nullable Path lockoutFile;
    private InstantSource wallClock = InstantSource.system();
    private LongSupplier nanoClock = System::nanoTime;

    private Builder() {}

    /**
     * Names the registry; needed where one JVM has several.
     *
     * @param name not blank; {@code default} unless set
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public Builder name(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the registry's name is blank; expected a name");
      }
      this.name = name;
      return this;
    }

    /**
     * Sets how long an order waits for sessions to be really gone.
     *
     * @param patience not negative; one second unless set
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder patience(Duration patience) {
      if (patience.isNegative()) {
        throw new IllegalArgumentException("patience is " + patience + "; expected 0 or more");
      }
      this.patience = patience;
      return this;
    }

    /**
     * Sets how many events wait for a listener before further ones are dropped.
     *
     * @param capacity at least 1; 10,000 unless set
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder listenerQueueCapacity(int capacity) {
      if (capacity < 1) {
        throw new IllegalArgumentException(
            "queue capacity is " + capacity + "; expected 1 or more");
      }
      this.listenerQueueCapacity = capacity;
      return this;
    }

    /**
     * Sets how many endings, and how many refusals, are remembered: for the history, and so that an
     * order for a session that has just gone can say so.
     *
     * @param count at least 0; 1,000 unless set
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder recentEndings(int count) {
      if (count < 0) {
        throw new IllegalArgumentException("recent endings is " + count + "; expected 0 or more");
      }
      this.recentEndings = count;
      return this;
    }

    /**
     * Sets how many sessions there may be at once.
     *
     * @param limits none unless set; can be {@linkplain SessionRegistry#limit changed} later
     * @return this
     */
    public Builder limits(SessionLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Has failed logins lock out by themselves.
     *
     * @param limit when; never unless set
     * @return this
     */
    public Builder failedLoginLimit(FailedLoginLimit limit) {
      this.failedLoginLimit = limit;
      return this;
    }

    /**
     * Has lockouts survive a restart in a file. It is read when the registry is built, and written
     * a moment after each change; a crash at any moment leaves the old list or the new one. A
     * damaged file is reported to the log and kept under another name, and what can be read of it
     * holds.
     *
     * @param file in a directory that there is; lockouts end with the registry unless set
     * @return this
     */
    public Builder lockoutFile(Path file) {
      this.lockoutFile = file;
      return this;
    }

    /**
     * Sets the clocks, for tests.
     *
     * @param wallClock tells dates
     * @param nanoClock tells durations, as {@link System#nanoTime} does
     * @return this
     */
    public Builder clocks(InstantSource wallClock, LongSupplier nanoClock) {
      this.wallClock = wallClock;
      this.nanoClock = nanoClock;
      return this;
    }

    /**
     * Builds the registry.
     *
     * @return a new registry
     */
    public SessionRegistry build() {
      return new DefaultSessionRegistry(
          new DefaultSessionRegistry.Config(
              name,
              patience,
              listenerQueueCapacity,
              recentEndings,
              limits,
              failedLoginLimit,
              lockoutFile,
              wallClock,
              nanoClock));
    }
  }
}
