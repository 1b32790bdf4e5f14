package io.rollcall.ftp;

import static java.util.Objects.requireNonNull;

import io.rollcall.AccountResolver;
import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.listener.nio.NioListener;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/**
 * Puts the sessions of an Apache FtpServer into a {@link SessionRegistry}.
 *
 * <p>One hook does it all: a {@link SessionFilter} on each listener, which sees every connection as
 * it is made and puts a filter of its own at the end of the connection's chain. Users, ftplets,
 * commands and the file system stay the host's own, whatever their classes. {@link
 * #install(FtpServerFactory, SessionRegistry)} puts the hook on every listener of a factory; a host
 * that wires its server itself (with Spring, say) sets {@link #sessionFilter} on its listeners.
 *
 * <p>Made for and tested with FtpServer 1.2.1.
 */
public final class FtpSessions implements Registration {
  private final SessionRegistry registry;
  private final AccountResolver accountResolver;
  private final Duration grace;
  private final PartialUploads partialUploads;
  private volatile boolean closed;

  private FtpSessions(Builder builder) {
    registry = builder.registry;
    accountResolver = builder.accountResolver;
    grace = builder.grace;
    partialUploads = builder.partialUploads;
  }

  /**
   * Puts every session of a server into a registry. Call it when the factory's listeners are set
   * and before {@link FtpServerFactory#createServer()}.
   *
   * @param factory the server's factory
   * @param registry where the sessions go
   * @return stops putting further ones there when closed
   * @throws IllegalArgumentException if a listener is of a class of the host's own; nothing is
   *     changed then
   * @throws IllegalStateException if a listener runs or has this hook already; nothing is changed
   *     then
   */
  public static FtpSessions install(FtpServerFactory factory, SessionRegistry registry) {
    return builder(registry).install(factory);
  }

  /**
   * Starts building with options.
   *
   * @param registry where the sessions go
   * @return a builder
   */
  public static Builder builder(SessionRegistry registry) {
    return new Builder(registry);
  }

  /**
   * Returns the hook, for a listener that has no session filter.
   *
   * @return a filter that accepts every connection
   */
  public SessionFilter sessionFilter() {
    return new ConnectionFilter(this, null);
  }

  /**
   * Returns the hook, for a listener that has a session filter.
   *
   * @param first the host's filter, which decides; connections it refuses are not sessions
   * @return a filter that accepts what the host's does
   */
  public SessionFilter sessionFilter(SessionFilter first) {
    return new ConnectionFilter(this, requireNonNull(first, "first"));
  }

  /**
   * Stops putting connections made from now on into the registry. The sessions already there stay
   * until they end, and can be ended.
   */
  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  SessionRegistry registry() {
    return registry;
  }

  AccountResolver accountResolver() {
    return accountResolver;
  }

  Duration grace() {
    return grace;
  }

  PartialUploads partialUploads() {
    return partialUploads;
  }

  private void hook(FtpServerFactory factory) {
    Map<String, Listener> hooked = new HashMap<>();
    factory.getListeners().forEach((name, listener) -> hooked.put(name, hooked(name, listener)));
    try {
      factory.getListeners().putAll(hooked);
    } catch (UnsupportedOperationException e) { // the host gave the factory an immutable map
      factory.setListeners(hooked);
    }
  }

  private Listener hooked(String name, Listener listener) {
    SessionFilter present = listener.getSessionFilter();
    if (present instanceof ConnectionFilter) {
      throw new IllegalStateException(
          "FTP listener '" + name + "' puts its sessions into a registry already");
    }
    if (listener.getClass() != NioListener.class) {
      throw new IllegalArgumentException(
          "FTP listener '%s' is a %s, whose settings cannot be copied; set sessionFilter() on it"
              .formatted(name, listener.getClass().getName()));
    }
    if (!listener.isStopped()) {
      throw new IllegalStateException(
          "FTP listener '" + name + "' is running; install before the server is created");
    }
    ListenerFactory copy = new ListenerFactory(listener);
    forgetBlockedAddresses(copy);
    copy.setSessionFilter(present == null ? sessionFilter() : sessionFilter(present));
    return copy.createListener();
  }

  /** A listener's session filter blocks them already, and a copy may not have both. */
  @SuppressWarnings("deprecation")
  private static void forgetBlockedAddresses(ListenerFactory copy) {
    copy.setBlockedAddresses(null);
    copy.setBlockedSubnets(null);
  }

  /** Builds an {@link FtpSessions}. */
  public static final class Builder {
    private final SessionRegistry registry;
    private AccountResolver accountResolver = AccountResolver.NONE;
    private Duration grace = Duration.ofMillis(500);
    private PartialUploads partialUploads = PartialUploads.KEEP;

    private Builder(SessionRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
    }

    /**
     * Sets who knows the accounts. Asked for every login but {@code anonymous}, which is
     * FtpServer's own and always of type {@link io.rollcall.AccountType#ANONYMOUS}.
     *
     * @param accountResolver turns logins into accounts; knows nobody unless set
     * @return this
     */
    public Builder accountResolver(AccountResolver accountResolver) {
      this.accountResolver = requireNonNull(accountResolver, "accountResolver");
      return this;
    }

    /**
     * Sets how long a session that is ordered to end has for each of two steps: its running command
     * to stop, and its client to read the last reply. After that the connection is closed outright.
     *
     * @param grace more than 0; half a second unless set
     * @return this
     * @throws IllegalArgumentException if it is 0 or negative
     */
    public Builder grace(Duration grace) {
      if (grace.isNegative() || grace.isZero()) {
        throw new IllegalArgumentException("grace is " + grace + "; expected more than 0");
      }
      this.grace = grace;
      return this;
    }

    /**
     * Sets what becomes of a file whose upload an order has cut off.
     *
     * @param partialUploads {@link PartialUploads#KEEP} unless set
     * @return this
     */
    public Builder partialUploads(PartialUploads partialUploads) {
      this.partialUploads = requireNonNull(partialUploads, "partialUploads");
      return this;
    }

    /**
     * Builds it without a factory: the host sets {@link #sessionFilter} on its listeners.
     *
     * @return a source of session filters
     */
    public FtpSessions build() {
      return new FtpSessions(this);
    }

    /**
     * Builds it and puts the hook on every listener of a factory, which gets a copy of each: ask
     * {@link FtpServerFactory#getListener} for the port that a listener was bound to. A listener
     * added later needs {@link FtpSessions#sessionFilter}.
     *
     * @param factory the server's factory
     * @return stops putting further sessions into the registry when closed
     * @throws IllegalArgumentException if a listener is of a class of the host's own; nothing is
     *     changed then
     * @throws IllegalStateException if a listener runs or has this hook already; nothing is changed
     *     then
     */
    public FtpSessions install(FtpServerFactory factory) {
      FtpSessions sessions = build();
      sessions.hook(factory);
      return sessions;
    }
  }

  /** Sees connections as they are made. */
  private record ConnectionFilter(FtpSessions sessions, @Nullable SessionFilter first)
      implements SessionFilter {
    @Override
    public boolean accept(IoSession ioSession) {
      if (first != null && !first.accept(ioSession)) {
        return false;
      }
      if (!sessions.isClosed()) {
        CommandFilter.install(sessions, ioSession);
      }
      return true;
    }
  }
}
