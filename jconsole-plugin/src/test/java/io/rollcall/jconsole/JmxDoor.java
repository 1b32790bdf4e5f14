package io.rollcall.jconsole;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;

/** A real connector on loopback, which can be taken away and given back at the same address. */
final class JmxDoor implements AutoCloseable {
  static {
    // what the stubs tell clients to connect to
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
  }

  private static final String USER = "operator";
  private static final RMIServerSocketFactory LOOPBACK =
      port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress());

  private final MBeanServer beans;
  private final AtomicInteger heldAnswers = new AtomicInteger();
  private volatile CountDownLatch answersGo = new CountDownLatch(0);
  private final Path accessFile;
  private final Registry registry;
  private final int port;
  private JMXConnectorServer connector;

  private JmxDoor(MBeanServer beans, String role) throws IOException {
    this.beans = beans;
    accessFile = Files.createTempFile("access", ".properties");
    Files.writeString(accessFile, USER + " " + role + "\n");
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    RMIClientSocketFactory client = null; // the JDK's own
    registry = LocateRegistry.createRegistry(port, client, LOOPBACK);
    open();
  }

  /** Opens it; everybody who connects has the role. */
  static JmxDoor open(MBeanServer beans, String role) throws IOException {
    return new JmxDoor(beans, role);
  }

  /** Opens it again where it was. */
  void open() throws IOException {
    connector =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL(
                "service:jmx:rmi://127.0.0.1/jndi/rmi://127.0.0.1:%d/rollcall".formatted(port)),
            Map.of(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                LOOPBACK,
                RMIConnectorServer.JNDI_REBIND_ATTRIBUTE,
                "true",
                JMXConnectorServer.AUTHENTICATOR,
                (JMXAuthenticator)
                    credentials ->
                        new Subject(true, Set.of(new JMXPrincipal(USER)), Set.of(), Set.of()),
                "jmx.remote.x.access.file",
                accessFile.toString()),
            (MBeanServer)
                Proxy.newProxyInstance(
                    JmxDoor.class.getClassLoader(),
                    new Class<?>[] {MBeanServer.class},
                    this::call));
    connector.start();
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(beans, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      if (method.getName().equals("invoke")) {
        heldAnswers.incrementAndGet();
        answersGo.await();
        heldAnswers.decrementAndGet();
      }
    }
  }

  /** Has the answers of operations, which are given already, not sent yet. */
  void holdAnswers() {
    answersGo = new CountDownLatch(1);
  }

  boolean holdsAnAnswer() {
    return answersGo.getCount() > 0 && heldAnswers.get() > 0;
  }

  void letAnswersGo() {
    answersGo.countDown();
  }

  /** Closes every connection and takes no more. */
  void cut() throws IOException {
    connector.stop();
  }

  String url() {
    return "service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/rollcall".formatted(port);
  }

  @Override
  public void close() throws IOException {
    letAnswersGo();
    connector.stop();
    UnicastRemoteObject.unexportObject(registry, true);
    Files.delete(accessFile);
  }
}
