package io.rollcall.jmx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.AccessException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where the connector listens, what it tells clients, and that it goes without a trace. */
class RemoteJmxTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void oneLoopbackPortIsAllThereIs() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      console.door.ftp("alice");
      int port = console.remote.port();

      assertEquals(1, console.as("operator").getAttribute(console.ftp, "Count"));

      assertEquals(
          "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi",
          console.remote.url().toString());
      for (InetAddress address : addressesBeyondLoopback()) {
        assertThrows(
            ConnectException.class, () -> new Socket(address, port).close(), address::toString);
      }
      assertEquals(List.of("RMI TCP Accept-" + port), acceptors(port));
    }
  }

  private static List<InetAddress> addressesBeyondLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  /** The threads that accept connections on a port. */
  private static List<String> acceptors(int port) {
    return threads("RMI TCP Accept-" + port);
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  @Test
  void closingLeavesNothingBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    RemoteConsole console = new RemoteConsole();
    int port = console.remote.port();
    MBeanServerConnection operator = console.as("operator");
    operator.addNotificationListener(console.ftp, (notification, handback) -> {}, null, null);
    List<Thread> timeouts =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .filter(thread -> thread.getName().startsWith("JMX server connection timeout"))
            .toList();
    assertEquals(1, timeouts.size());
    Socket silent = new Socket(LOOPBACK, port);

    console.remote.close();
    console.remote.close();

    assertEquals(-1, silent.getInputStream().read());
    silent.close();
    await().until(() -> acceptors(port).isEmpty());
    await().until(() -> !timeouts.get(0).isAlive());
    await().until(() -> servingThreads() == 0);
    assertThrows(IOException.class, () -> operator.getAttribute(console.ftp, "Count"));
    try (ServerSocket again = new ServerSocket()) {
      again.bind(new InetSocketAddress(LOOPBACK, port));
    }
    try (RemoteJmx next = RemoteConsole.builder().port(port).start();
        JMXConnector connector = connect(next.url())) {
      assertNotNull(connector.getConnectionId());
    }
    console.close();
  }

  /**
   * Threads that serve a connection to such a port now: RMI puts the address of a client into the
   * name, and those without work it keeps for a minute under another.
   */
  private static long servingThreads() {
    return threads("RMI TCP Connection(").stream()
        .filter(name -> name.endsWith("-" + ClientSocket.THIS_MACHINE))
        .count();
  }

  private static JMXConnector connect(JMXServiceURL url) throws IOException {
    return RemoteConsole.connect(url, new String[] {"operator", RemoteConsole.PASSWORD});
  }

  @Test
  void startingAgainAndAgainCollectsNoThreads() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (RemoteJmx remote = RemoteConsole.builder().start();
          JMXConnector connector = connect(remote.url())) {
        assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
      }
    }
    // on a port that RMI chose itself, which is not ours, its thread is called Accept-0
    await()
        .until(
            () -> threads("RMI TCP Accept-").stream().allMatch(name -> name.endsWith("Accept-0")));
    await().until(() -> servingThreads() == 0);
  }

  @Test
  void portInUseIsToldInOneLine() throws Exception {
    try (RemoteJmx first = RemoteConsole.builder().start()) {
      IOException refused =
          assertThrows(IOException.class, () -> RemoteConsole.builder().port(first.port()).start());
      assertTrue(
          refused
              .getMessage()
              .startsWith("cannot listen for JMX on 127.0.0.1 port " + first.port() + ": "),
          refused.getMessage());
    }
  }

  @Test
  void nobodyOnThisMachineCanPutAnotherServerInItsPlace() throws Exception {
    try (RemoteJmx remote = RemoteConsole.builder().start()) {
      Registry registry = LocateRegistry.getRegistry("127.0.0.1", remote.port());
      var stub = registry.lookup("jmxrmi");
      assertDenied(() -> registry.rebind("jmxrmi", stub));
      assertDenied(() -> registry.bind("another", stub));
      assertDenied(() -> registry.unbind("jmxrmi"));
      assertEquals(List.of("jmxrmi"), List.of(registry.list()));
    }
  }

  private static void assertDenied(Executable change) {
    assertInstanceOf(AccessException.class, assertThrows(ServerException.class, change).getCause());
  }

  @Test
  void orderedByNamesTheAccountAndThisMachine() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      String id = console.door.ftp("alice").id();
      console.terminate(console.as("operator"), id);
      assertEquals(
          List.of("operator from 127.0.0.1 (JMX)"),
          console.door.orders.stream().map(order -> order.orderedBy()).toList());
    }
  }

  @Test
  void anotherMBeanServerCanBeOpened() throws Exception {
    var beans = javax.management.MBeanServerFactory.newMBeanServer("elsewhere");
    try (RemoteJmx remote = RemoteConsole.builder().mBeanServer(beans).start();
        JMXConnector connector = connect(remote.url())) {
      MBeanServerConnection connection = connector.getMBeanServerConnection();
      assertEquals("elsewhere", connection.getDefaultDomain());
      assertFalse(connection.isRegistered(new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME)));
    }
  }

  @Test
  void aForwardedPortIsAdvertised() throws Exception {
    int outside;
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      outside = probe.getLocalPort();
    }
    InetAddress inside = InetAddress.getByName("127.0.0.2");
    try (RemoteJmx remote =
            RemoteConsole.builder().bindAddress(inside).advertise("127.0.0.1", outside).start();
        Forwarder tunnel =
            new Forwarder(
                new InetSocketAddress(LOOPBACK, outside),
                new InetSocketAddress(inside, remote.port()));
        JMXConnector connector = connect(remote.url())) {
      assertEquals(tunnel.port(), outside);
      assertTrue(remote.url().toString().contains("127.0.0.1:" + outside));
      assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
    }
  }

  @Test
  void aTunnelWithTheSamePortNumberNeedsNothing() throws Exception {
    InetAddress inside = InetAddress.getByName("127.0.0.2");
    try (RemoteJmx remote =
            RemoteConsole.builder().bindAddress(inside).advertise("localhost").start();
        Forwarder tunnel =
            new Forwarder(
                new InetSocketAddress(LOOPBACK, remote.port()),
                new InetSocketAddress(inside, remote.port()));
        JMXConnector connector = connect(remote.url())) {
      assertEquals(tunnel.port(), remote.port());
      assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
    }
  }

  @Test
  void aTunnelWithAnotherPortNumberDoesNotWork() throws Exception {
    try (RemoteJmx remote = RemoteConsole.builder().start();
        Forwarder tunnel = Forwarder.to(remote)) {
      JMXServiceURL through =
          new JMXServiceURL(
              remote.url().toString().replace(":" + remote.port(), ":" + tunnel.port()));
      try (JMXConnector connector = connect(through)) {
        // only because here, unlike at the far end of a tunnel, the port itself can be reached
        assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
      }
      Registry registry = LocateRegistry.getRegistry("127.0.0.1", tunnel.port());
      String stub = registry.lookup("jmxrmi").toString();
      assertTrue(stub.contains("[127.0.0.1:" + remote.port() + "]"), stub);
    }
  }

  @Test
  void whatWouldBeUnsafeDoesNotStart() throws Exception {
    InetAddress all = InetAddress.getByName("0.0.0.0");
    Stream.of(
            RemoteJmx.builder(),
            RemoteConsole.builder().authenticator(credentials -> null, subject -> null),
            RemoteConsole.builder().requireClientCertificates(),
            RemoteConsole.builder().bindAddress(all),
            RemoteConsole.builder().bindAddress(InetAddress.getByName("192.0.2.1")),
            RemoteConsole.builder().bindAddress(all).plaintextBeyondLoopback())
        .forEach(builder -> assertThrows(IllegalStateException.class, builder::start));
    RemoteJmx.Builder builder = RemoteConsole.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.port(65_536));
    assertThrows(IllegalArgumentException.class, () -> builder.advertise(" "));
    assertThrows(IllegalArgumentException.class, () -> builder.viewer("", new char[] {'x'}));
    assertThrows(IllegalArgumentException.class, () -> builder.viewer("new", new char[0]));
    assertThrows(
        IllegalArgumentException.class, () -> builder.operator("viewer", new char[] {'x'}));
  }

  @Test
  void plaintextBeyondLoopbackTakesAWord() throws Exception {
    InetAddress address =
        addressesBeyondLoopback().stream().findFirst().orElse(InetAddress.getByName("127.0.0.3"));
    try (RemoteJmx remote =
            RemoteConsole.builder().bindAddress(address).plaintextBeyondLoopback().start();
        JMXConnector connector = connect(remote.url())) {
      assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
      assertThrows(ConnectException.class, () -> new Socket(LOOPBACK, remote.port()).close());
      // another address of this machine's is this machine as well
      Registry registry = LocateRegistry.getRegistry(address.getHostAddress(), remote.port());
      assertDenied(() -> registry.unbind("jmxrmi"));
    }
  }
}
