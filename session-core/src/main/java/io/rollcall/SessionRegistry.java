package io.rollcall;

import io.rollcall.internal.DefaultSessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
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
     * Sets how many endings are remembered, so that an order for a session that has just gone can
     * say so.
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
              name, patience, listenerQueueCapacity, recentEndings, wallClock, nanoClock));
    }
  }
}
