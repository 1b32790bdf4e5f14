package io.rollcall.jmx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;

/**
 * A real RMI connector on one loopback port, with the JDK's own access control: {@code viewer} may
 * read, {@code operator} may do everything.
 */
final class JmxServer implements AutoCloseable {
  static {
    // what the stubs tell clients to connect to
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
  }

  private final Path accessFile;
  private final JMXConnectorServer connector;

  private JmxServer(MBeanServer beans, boolean authenticated) throws IOException {
    accessFile = Files.createTempFile("access", ".properties");
    Files.writeString(accessFile, "viewer readonly\noperator readwrite\n");
    RMIServerSocketFactory loopback =
        port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Map<String, Object> environment =
        authenticated
            ? Map.of(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                loopback,
                JMXConnectorServer.AUTHENTICATOR,
                (JMXAuthenticator) JmxServer::authenticate,
                "jmx.remote.x.access.file",
                accessFile.toString())
            : Map.of(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, loopback);
    connector =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://127.0.0.1"), environment, beans);
    connector.start();
  }

  /** A server on which everybody has a name. */
  static JmxServer start() throws IOException {
    return new JmxServer(ManagementFactory.getPlatformMBeanServer(), true);
  }

  /** A server that asks nobody who he is. */
  static JmxServer startOpen() throws IOException {
    return new JmxServer(ManagementFactory.getPlatformMBeanServer(), false);
  }

  private static Subject authenticate(Object credentials) {
    String[] nameAndPassword = (String[]) credentials;
    if (!nameAndPassword[1].equals("secret")) {
      throw new SecurityException("wrong password");
    }
    return new Subject(true, Set.of(new JMXPrincipal(nameAndPassword[0])), Set.of(), Set.of());
  }

  String url() {
    return connector.getAddress().toString();
  }

  @SuppressWarnings("BanJNDI") // the stub is our own server's
  JMXConnector connect() throws IOException {
    return JMXConnectorFactory.connect(connector.getAddress());
  }

  @SuppressWarnings("BanJNDI") // the stub is our own server's
  JMXConnector connectAs(String user) throws IOException {
    return JMXConnectorFactory.connect(
        connector.getAddress(), Map.of(JMXConnector.CREDENTIALS, new String[] {user, "secret"}));
  }

  @Override
  public void close() throws IOException {
    connector.stop();
    Files.delete(accessFile);
  }
}
