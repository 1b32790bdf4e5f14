package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionRefusedException;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
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

    FtpHandle fourth = console.door.ftp("dave");
    console.door.ftp("erin");
    console.call(console.ftp, "terminateAndLockOut", fourth.id(), "LOGIN", -1, "why");
    console.call(console.access, "revoke", "login=erin", 1, "why");
    console.call(console.access, "lockOut", "login=frank", 1, "why");

    assertEquals(Collections.nCopies(5, "operator from 127.0.0.1 (JMX)"), orderedBy());
    assertEquals(
        Collections.nCopies(3, "operator from 127.0.0.1 (JMX)"),
        console.registry.lockouts().list().stream().map(Lockout::orderedBy).toList());
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
      console
          .registry
          .lockouts()
          .add(LockoutTarget.login("mallory"), null, TerminationOrder.by("x"));
      assertThrows(SessionRefusedException.class, () -> console.door.panel("mallory"));
      assertTrue(
          Console.lines(viewer.getAttribute(console.access, "LockoutTable"))
              .get(1)
              .contains("ory"));
      assertEquals(1, ((CompositeData[]) viewer.getAttribute(console.access, "Lockouts")).length);
      assertEquals("none", viewer.getAttribute(console.access, "Limits"));
      assertTrue(
          Console.lines(viewer.getAttribute(console.history, "HistoryTable"))
              .get(1)
              .contains("ory"));
      assertEquals(1, ((CompositeData[]) viewer.getAttribute(console.history, "History")).length);
      assertEquals(1L, viewer.getAttribute(console.counters, "RefusedTotal"));
      BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
      viewer.addNotificationListener(
          console.ftp, (notification, handback) -> notifications.add(notification), null, null);
      console.door.connect("192.0.2.9");
      Notification opened = notifications.poll(20, TimeUnit.SECONDS);
      assertEquals("io.rollcall.session.opened", opened == null ? null : opened.getType());
    }
  }

  @Test
  void viewerCanInvokeNothing() throws Exception {
    FtpHandle alice = console.door.ftp("alice");

    try (JMXConnector connector = console.server().connectAs("viewer")) {
      MBeanServerConnection viewer = connector.getMBeanServerConnection();
      assertThrows(SecurityException.class, () -> terminate(viewer, alice.id()));
      for (ObjectName bean : List.of(console.ftp, console.panel, console.access, console.history)) {
        for (MBeanOperationInfo operation : viewer.getMBeanInfo(bean).getOperations()) {
          String[] signature =
              Stream.of(operation.getSignature())
                  .map(MBeanParameterInfo::getType)
                  .toArray(String[]::new);
          assertThrows(
              SecurityException.class,
              () ->
                  viewer.invoke(bean, operation.getName(), new Object[signature.length], signature),
              operation::getName);
        }
      }
    }

    assertEquals(List.of(), orderedBy());
    assertEquals(List.of(), console.registry.lockouts().list());
    assertTrue(!alice.isClosed());
  }
}
