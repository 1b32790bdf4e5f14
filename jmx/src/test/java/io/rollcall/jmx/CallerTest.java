package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who ordered, and who may not; on whatever JDK the tests run. */
class CallerTest {
  private static final String TEXT = "java.lang.String";

  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open();
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void operatorIsNamedWithHisAddress() throws Exception {
    FtpHandle first = console.door.ftp("alice");
    console.door.ftp("bob");
    FtpHandle third = console.door.ftp("carol");

    console.call(console.ftp, "terminate", first.id(), "why");
    console.call(console.ftp, "terminateMatching", "login=bob", "why", false);
    console.call(console.ftp, "terminateSessions", new String[] {third.id()}, "why");

    assertEquals(
        List.of(
            "operator from 127.0.0.1 (JMX)",
            "operator from 127.0.0.1 (JMX)",
            "operator from 127.0.0.1 (JMX)"),
        orderedBy());
  }

  @Test
  void callWithinTheJvmIsLocal() throws Exception {
    FtpHandle alice = console.door.ftp("alice");

    terminate(ManagementFactory.getPlatformMBeanServer(), alice.id());

    assertEquals(List.of("local JMX client"), orderedBy());
  }

  @Test
  void unnamedClientOnThisMachineIsLocal() throws Exception {
    FtpHandle alice = console.door.ftp("alice");

    try (JmxServer server = JmxServer.startOpen();
        JMXConnector connector = server.connect()) {
      terminate(connector.getMBeanServerConnection(), alice.id());
    }

    assertEquals(List.of("local JMX client"), orderedBy());
  }

  private static void terminate(MBeanServerConnection connection, String id, Console console)
      throws Exception {
    connection.invoke(
        console.ftp, "terminate", new Object[] {id, "why"}, new String[] {TEXT, TEXT});
  }

  private void terminate(MBeanServerConnection connection, String id) throws Exception {
    terminate(connection, id, console);
  }

  private List<String> orderedBy() {
    return console.door.orders.stream().map(order -> order.orderedBy()).toList();
  }

  @Test
  void viewerSeesEverything() throws Exception {
    console.door.ftp("alice");
    console.door.panel("bob");

    try (JMXConnector connector = console.server().connectAs("viewer")) {
      MBeanServerConnection viewer = connector.getMBeanServerConnection();
      assertEquals(1, viewer.getAttribute(console.ftp, "Count"));
      assertEquals(1, viewer.getAttribute(console.panel, "Count"));
      assertTrue(Console.lines(viewer.getAttribute(console.ftp, "Table")).get(1).contains("alice"));
      CompositeData[] rows = (CompositeData[]) viewer.getAttribute(console.panel, "Sessions");
      assertEquals("bob", rows[0].get("login"));
      assertEquals(2L, viewer.getAttribute(console.counters, "OpenedTotal"));
      BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
      viewer.addNotificationListener(
          console.ftp, (notification, handback) -> notifications.add(notification), null, null);
      console.door.connect("192.0.2.9");
      Notification opened = notifications.poll(20, TimeUnit.SECONDS);
      assertEquals("io.rollcall.session.opened", opened == null ? null : opened.getType());
    }
  }

  @Test
  void viewerCanEndNothing() throws Exception {
    FtpHandle alice = console.door.ftp("alice");

    try (JMXConnector connector = console.server().connectAs("viewer")) {
      MBeanServerConnection viewer = connector.getMBeanServerConnection();
      assertThrows(SecurityException.class, () -> terminate(viewer, alice.id()));
      assertThrows(
          SecurityException.class,
          () ->
              viewer.invoke(
                  console.ftp,
                  "terminateMatching",
                  new Object[] {"login=*", "", false},
                  new String[] {TEXT, TEXT, "boolean"}));
    }

    assertEquals(List.of(), orderedBy());
    assertTrue(!alice.isClosed());
  }
}
