package io.rollcall.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;

/** The demo's JMX door: one loopback port, an account that reads and one that may give orders. */
final class DemoJmx implements AutoCloseable {
  private static final Set<String> LOGINS = Set.of("viewer", "operator");
  private static final String ACCESS = "viewer readonly\noperator readwrite\n";

  private final int port;
  private final Registry registry;
  private final JMXConnectorServer connector;

  private DemoJmx(int wantedPort, Path home) throws IOException {
    System.setProperty("java.rmi.server.hostname", HostingDemo.LOOPBACK);
    port = wantedPort == 0 ? freePort() : wantedPort;
    LoopbackServerSockets server = new LoopbackServerSockets();
    RMIClientSocketFactory client = null; // the JDK's own
    registry = LocateRegistry.createRegistry(port, client, server);
    Path access = Files.writeString(home.resolve("jmx.access"), ACCESS);
    Map<String, Object> environment =
        Map.of(
            JMXConnectorServer.AUTHENTICATOR,
            (JMXAuthenticator) DemoJmx::authenticate,
            "jmx.remote.x.access.file",
            access.toString(),
            RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
            server);
    connector =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL(
                "service:jmx:rmi://%1$s:%2$d/jndi/rmi://%1$s:%2$d/jmxrmi"
                    .formatted(HostingDemo.LOOPBACK, port)),
            environment,
            ManagementFactory.getPlatformMBeanServer());
    connector.start();
  }

  static DemoJmx start(int port, Path home) throws IOException {
    return new DemoJmx(port, home);
  }

  String url() {
    return "service:jmx:rmi:///jndi/rmi://%s:%d/jmxrmi".formatted(HostingDemo.LOOPBACK, port);
  }

  private static Subject authenticate(Object credentials) {
    if (credentials instanceof String[] pair
        && pair.length == 2
        && LOGINS.contains(pair[0])
        && DemoAccount.PASSWORD.equals(pair[1])) {
      return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(), Set.of());
    }
    throw new SecurityException("wrong JMX login or password");
  }

  /** The registry and the connector share a port only if it is known before either opens it. */
  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    connector.stop();
    try {
      UnicastRemoteObject.unexportObject(registry, true);
    } catch (NoSuchObjectException e) {
      throw new IOException("the JMX registry was closed already", e);
    }
  }

  /** Listens on the loopback address only; all are equal, so that one port serves both. */
  private static final class LoopbackServerSockets implements RMIServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LoopbackServerSockets;
    }

    @Override
    public int hashCode() {
      return LoopbackServerSockets.class.hashCode();
    }
  }
}
