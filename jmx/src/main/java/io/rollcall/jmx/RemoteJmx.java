package io.rollcall.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens an MBean server to consoles on other machines, or in other processes of this one: a JMX
 * connector over RMI on one port.
 *
 * <pre>{@code
 * RemoteJmx remote = RemoteJmx.builder()
 *     .port(9010)
 *     .viewer("viewer", viewerPassword)
 *     .operator("operator", operatorPassword)
 *     .start();
 * }</pre>
 *
 * <p>Registry and connector share the port, which listens on the loopback address unless {@link
 * Builder#bindAddress bindAddress} says otherwise, and then only with {@link Builder#tls TLS}.
 * Clients connect to the port that they were told, whatever the system property {@code
 * java.rmi.server.hostname} says; it is neither read nor set. There are no anonymous clients: each
 * has a {@linkplain JmxRole role}, and what that does not allow is refused with a {@link
 * SecurityException} that says what and why. After ten failed logins from one address within a
 * minute the rest of the minute is refused; whoever can reach the port can so keep others out who
 * share the address.
 *
 * <p>Of what a client sends only the types of the JMX protocol, of open data and of the simple
 * values become objects; all others are refused before their code runs. So operations and
 * attributes of the host's own types cannot be used over this connector.
 *
 * <p>It keeps no JVM alive. Threads may share it.
 */
public final class RemoteJmx implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(RemoteJmx.class);
  private static final String NAME = "jmxrmi";

  private final ConnectorPort socket;
  private final Registry registry;
  private final JMXConnectorServer connector;
  private final JMXServiceURL url;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RemoteJmx(
      ConnectorPort socket, Registry registry, JMXConnectorServer connector, JMXServiceURL url) {
    this.socket = socket;
    this.registry = registry;
    this.connector = connector;
    this.url = url;
  }

  /**
   * Starts describing a connector.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns what clients connect to. JConsole takes {@code HOST:PORT} as well.
   *
   * @return the address
   */
  public JMXServiceURL url() {
    return url;
  }

  /**
   * Returns the port that is listened on.
   *
   * @return the port, never 0
   */
  public int port() {
    return socket.number();
  }

  /**
   * Stops it: disconnects every client and frees the port. What fails is logged. A second call does
   * nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stop(connector, registry, socket);
  }

  private static void stop(
      @Nullable JMXConnectorServer connector, @Nullable Registry registry, ConnectorPort socket) {
    if (connector != null) {
      try {
        connector.stop();
      } catch (IOException e) {
        logger.warn("the JMX connector did not stop cleanly", e);
      }
    }
    if (registry != null) {
      try {
        UnicastRemoteObject.unexportObject(registry, true);
      } catch (NoSuchObjectException e) {
        logger.debug("the JMX registry was not exported", e);
      }
    }
    try {
      socket.close();
    } catch (IOException e) {
      logger.warn("the port of the JMX connector was not closed cleanly", e);
    }
  }

  /** Describes a connector; for one thread. */
  public static final class Builder {
    private final PasswordAccounts accounts = new PasswordAccounts();
    private InetAddress bindAddress = InetAddress.getLoopbackAddress();
    private int port;
    private @Nullable String advertisedHost;
    private int advertisedPort;
    private @Nullable SSLContext tls;
    private boolean clientCertificates;
    private boolean plaintext;
    private @Nullable JMXAuthenticator authenticator;
    private Function<? super Subject, ? extends @Nullable JmxRole> roles = accounts::role;
    private @Nullable MBeanServer server;

    private Builder() {}

    /**
     * Sets the port.
     *
     * @param port the port; 0, for any that is free, unless set
     * @return this
     * @throws IllegalArgumentException if there is no such port
     */
    public Builder port(int port) {
      this.port = requirePort(port);
      return this;
    }

    /**
     * Sets the address to listen on. Beyond the loopback address it takes {@link #tls TLS}; on all
     * addresses ({@code 0.0.0.0}) it takes {@link #advertise a host} as well.
     *
     * @param bindAddress an address of this machine; the loopback address unless set
     * @return this
     */
    public Builder bindAddress(InetAddress bindAddress) {
      this.bindAddress = requireNonNull(bindAddress, "bindAddress");
      return this;
    }

    /**
     * Sets the host that clients are told to connect to, where it is not the address that is
     * listened on: a host name, or the outside of an address translation. RMI clients ask where to
     * connect, and go there.
     *
     * @param host a host name or an address
     * @return this
     */
    public Builder advertise(String host) {
      return advertise(host, 0);
    }

    /**
     * Sets the host and the port that clients are told to connect to, where another port is
     * forwarded to the one that is listened on.
     *
     * @param host a host name or an address
     * @param port the port; 0 for the one that is listened on
     * @return this
     * @throws IllegalArgumentException if the host is blank or there is no such port
     */
    public Builder advertise(String host, int port) {
      if (host.isBlank()) {
        throw new IllegalArgumentException("the advertised host is blank");
      }
      this.advertisedHost = host;
      this.advertisedPort = requirePort(port);
      return this;
    }

    /**
     * Encrypts everything, the registry included.
     *
     * @param tls holds this server's key, and the certificates to trust if clients need one
     * @return this
     */
    public Builder tls(SSLContext tls) {
      this.tls = requireNonNull(tls, "tls");
      return this;
    }

    /**
     * Lets only clients in that have a certificate, besides a login, that {@link #tls the TLS
     * context} trusts.
     *
     * @return this
     */
    public Builder requireClientCertificates() {
      this.clientCertificates = true;
      return this;
    }

    /**
     * Allows an address beyond loopback without TLS: on a network where nobody can read the
     * passwords and the answers, or change the orders, that pass.
     *
     * @return this
     */
    public Builder plaintextBeyondLoopback() {
      this.plaintext = true;
      return this;
    }

    /**
     * Adds an account that may look.
     *
     * @param login the login name
     * @param password the password; no copy is kept, and it may be wiped at once
     * @return this
     * @throws IllegalArgumentException if either is empty, or the login is taken
     */
    public Builder viewer(String login, char[] password) {
      accounts.add(login, password, JmxRole.VIEWER);
      return this;
    }

    /**
     * Adds an account that may look and give orders.
     *
     * @param login the login name
     * @param password the password; no copy is kept, and it may be wiped at once
     * @return this
     * @throws IllegalArgumentException if either is empty, or the login is taken
     */
    public Builder operator(String login, char[] password) {
      accounts.add(login, password, JmxRole.OPERATOR);
      return this;
    }

    /**
     * Has the host decide who gets in, in place of {@link #viewer} and {@link #operator}. Both are
     * called in the thread of the client's call, several at once. Credentials are whatever the
     * client sent of null, strings and arrays of strings; JConsole sends a login and a password.
     *
     * @param authenticator names the client, or throws a SecurityException, whose message the
     *     client reads; its other exceptions are logged, and the client is refused
     * @param roles tells the role of whom the authenticator named; null refuses
     * @return this
     */
    public Builder authenticator(
        JMXAuthenticator authenticator,
        Function<? super Subject, ? extends @Nullable JmxRole> roles) {
      this.authenticator = requireNonNull(authenticator, "authenticator");
      this.roles = requireNonNull(roles, "roles");
      return this;
    }

    /**
     * Sets what is opened.
     *
     * @param server the MBean server; the platform's unless set
     * @return this
     */
    public Builder mBeanServer(MBeanServer server) {
      this.server = requireNonNull(server, "server");
      return this;
    }

    /**
     * Starts the connector.
     *
     * @return stops it when closed
     * @throws IOException if the port cannot be listened on
     * @throws IllegalStateException if there is neither an account nor an authenticator, or both;
     *     if it would listen beyond loopback without TLS, or on all addresses without an advertised
     *     host; or if client certificates are required without TLS
     */
    public RemoteJmx start() throws IOException {
      check();
      ConnectorPort socket =
          ConnectorPort.open(
              new InetSocketAddress(bindAddress, port),
              tls,
              clientCertificates,
              ConnectorPort.MOST_CONNECTIONS);
      Registry registry = null;
      JMXConnectorServer connector = null;
      try {
        RMIClientSocketFactory client = tls == null ? null : new SslRMIClientSocketFactory();
        registry = LocateRegistry.createRegistry(socket.number(), client, socket);
        String host = advertisedHost == null ? bindAddress.getHostAddress() : advertisedHost;
        int clientPort = advertisedPort == 0 ? socket.number() : advertisedPort;
        JMXServiceURL url = url(host, clientPort);
        Map<String, Object> environment = environment();
        ConnectorServer rmi = new ConnectorServer(socket, client, environment, host, clientPort);
        connector =
            new RMIConnectorServer(
                new JMXServiceURL("rmi", null, 0),
                environment,
                rmi,
                server == null ? ManagementFactory.getPlatformMBeanServer() : server);
        connector.setMBeanServerForwarder(RoleGuard.create());
        connector.start();
        registry.rebind(NAME, rmi.toStub());
        return new RemoteJmx(socket, registry, connector, url);
      } catch (IOException | RuntimeException e) {
        stop(connector, registry, socket);
        throw e;
      }
    }

    private void check() {
      if (accounts.isEmpty() == (authenticator == null)) {
        throw new IllegalStateException(
            authenticator == null
                ? "nobody could log in: add a viewer or an operator, or set an authenticator"
                : "there are accounts and an authenticator; only one of them can decide");
      }
      if (clientCertificates && tls == null) {
        throw new IllegalStateException("client certificates take TLS");
      }
      if (!bindAddress.isLoopbackAddress() && tls == null && !plaintext) {
        throw new IllegalStateException(
            "on %s anybody on the network could read the passwords: set TLS, or listen on the"
                    .formatted(bindAddress.getHostAddress())
                + " loopback address");
      }
      if (bindAddress.isAnyLocalAddress() && advertisedHost == null) {
        throw new IllegalStateException(
            "on all addresses a host must be advertised, for clients to be told where to connect");
      }
    }

    private Map<String, Object> environment() {
      LoginAttempts attempts = new LoginAttempts(System::nanoTime);
      return Map.of(
          JMXConnectorServer.AUTHENTICATOR,
          new LoginGate(authenticator == null ? accounts : authenticator, roles, attempts),
          RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
          SerialFilters.CREDENTIALS,
          RMIConnectorServer.SERIAL_FILTER_PATTERN,
          SerialFilters.CALLS,
          "jmx.remote.x.daemon", // keeps no JVM alive
          "true");
    }

    private static JMXServiceURL url(String host, int port) throws MalformedURLException {
      boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
      return new JMXServiceURL(
          "service:jmx:rmi:///jndi/rmi://%s:%d/%s"
              .formatted(bare ? "[" + host + "]" : host, port, NAME));
    }

    private static int requirePort(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port is " + port + "; expected 0 to 65535");
      }
      return port;
    }
  }
}
