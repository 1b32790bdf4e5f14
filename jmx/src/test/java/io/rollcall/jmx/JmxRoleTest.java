package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.Notification;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What each role may do over a real connector, on whatever JDK the tests run. */
class JmxRoleTest {
  private static final ObjectName MEMORY = name("java.lang:type=Memory");
  private static final ObjectName HOTSPOT = name("com.sun.management:type=HotSpotDiagnostic");
  private static final ObjectName COMMANDS = name("com.sun.management:type=DiagnosticCommand");
  private static final ObjectName LOGGING = name("java.util.logging:type=Logging");
  private static final String TEXT = RemoteConsole.TEXT;

  private RemoteConsole console;
  private MBeanServerConnection viewer;
  private MBeanServerConnection operator;

  @BeforeEach
  void open() throws Exception {
    console = new RemoteConsole();
    viewer = console.as("viewer");
    operator = console.as("operator");
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (javax.management.MalformedObjectNameException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Test
  void viewerReadsAndQueries() throws Exception {
    console.door.ftp("alice");
    assertEquals(1, viewer.getAttribute(console.ftp, "Count"));
    assertEquals(1, viewer.getAttributes(console.ftp, new String[] {"Count"}).size());
    assertTrue(viewer.isRegistered(console.ftp));
    assertTrue(viewer.getMBeanInfo(console.ftp).getOperations().length > 0);
    assertEquals(console.ftp, viewer.getObjectInstance(console.ftp).getObjectName());
    assertEquals(
        List.of(console.ftp),
        List.copyOf(
            viewer.queryNames(
                name("io.rollcall:name=" + console.name + ",*"),
                Query.and(
                    Query.eq(Query.attr("Count"), Query.value(1)),
                    Query.not(Query.match(Query.attr("Count"), Query.value("x*")))))));
  }

  /** Every operation of ours: those that read answer, those that order are refused. */
  @Test
  void viewerInvokesWhatReadsAndNothingElse() throws Exception {
    console.door.ftp("alice");
    int reads = 0;
    int orders = 0;
    for (ObjectName bean :
        viewer.queryNames(name("io.rollcall:name=" + console.name + ",*"), null)) {
      for (MBeanOperationInfo operation : viewer.getMBeanInfo(bean).getOperations()) {
        String[] signature =
            Stream.of(operation.getSignature())
                .map(MBeanParameterInfo::getType)
                .toArray(String[]::new);
        Object[] arguments = Stream.of(signature).map(JmxRoleTest::argument).toArray();
        if (operation.getImpact() == MBeanOperationInfo.INFO) {
          assertTrue(viewer.invoke(bean, operation.getName(), arguments, signature) != null);
          reads++;
        } else {
          String refusal =
              refusal(() -> viewer.invoke(bean, operation.getName(), arguments, signature));
          assertTrue(refusal.contains(operation.getName()), refusal);
          assertTrue(refusal.contains(bean.toString()), refusal);
          orders++;
        }
      }
    }
    assertTrue(reads >= 6, reads + " reads");
    assertTrue(orders >= 10, orders + " orders");
    assertEquals(List.of(), console.door.orders);
  }

  private static Object argument(String type) {
    return switch (type) {
      case "int" -> 0;
      case "boolean" -> false;
      case "java.lang.String" -> "";
      default -> new String[0];
    };
  }

  @Test
  void refusalSaysWhatAndWhy() {
    assertEquals(
        "refused: an account that may only look gives no orders, and terminate is not declared a"
            + " mere read (INFO) ("
            + console.ftp
            + ")",
        refusal(() -> console.terminate(viewer, "whatever")));
  }

  @Test
  void viewerTouchesNothingOfTheJvm() throws Exception {
    refusal(() -> viewer.invoke(MEMORY, "gc", new Object[0], new String[0]));
    refusal(
        () ->
            viewer.invoke(
                HOTSPOT,
                "dumpHeap",
                new Object[] {"/tmp/never.hprof", true},
                new String[] {TEXT, "boolean"}));
    for (MBeanOperationInfo operation : viewer.getMBeanInfo(COMMANDS).getOperations()) {
      String refusal =
          refusal(() -> viewer.invoke(COMMANDS, operation.getName(), new Object[0], new String[0]));
      assertTrue(refusal.contains("io.rollcall beans alone"), refusal);
    }
    refusal(() -> viewer.setAttribute(MEMORY, new Attribute("Verbose", true)));
    refusal(
        () ->
            viewer.setAttributes(
                MEMORY, new AttributeList(List.of(new Attribute("Verbose", true)))));
    refusal(
        () -> viewer.invoke(LOGGING, "getLoggerLevel", new Object[] {"x"}, new String[] {TEXT}));
    refusal(
        () ->
            viewer.addNotificationListener(MEMORY, MBeanServerDelegate.DELEGATE_NAME, null, null));
    refusal(() -> viewer.removeNotificationListener(MEMORY, MBeanServerDelegate.DELEGATE_NAME));
    assertEquals(false, ManagementFactory.getMemoryMXBean().isVerbose());
  }

  /** A bean may call anything a read; we vouch for our own alone. */
  @Test
  void viewerInvokesNoReadsOfOtherBeans() throws Exception {
    ObjectName dump = name("test:type=Dump");
    AtomicInteger calls = new AtomicInteger();
    OpenBean bean =
        new OpenBean(
            "Dumps.",
            List.of(),
            List.of(
                BeanOperation.read(
                    "dump",
                    "Dumps.",
                    SimpleType.INTEGER,
                    List.of(),
                    arguments -> calls.incrementAndGet())));
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    server.registerMBean(bean, dump);
    try {
      refusal(() -> viewer.invoke(dump, "dump", new Object[0], new String[0]));
      assertEquals(0, calls.get());
      assertEquals(1, operator.invoke(dump, "dump", new Object[0], new String[0]));
    } finally {
      server.unregisterMBean(dump);
    }
  }

  @Test
  void viewerCannotBeFooledIntoAnOperationThatIsNotThere() {
    String refusal =
        refusal(() -> viewer.invoke(console.ftp, "<html>\r\nforged", new Object[0], new String[0]));
    assertTrue(refusal.lines().count() == 1, refusal);
  }

  @Test
  void nobodyCreatesOrRemovesBeans() throws Exception {
    ObjectName timer = name("test:type=Timer");
    for (MBeanServerConnection any : List.of(viewer, operator)) {
      refusal(() -> any.createMBean("javax.management.timer.Timer", timer));
      refusal(() -> any.createMBean("javax.management.timer.Timer", timer, console.ftp));
      refusal(() -> any.unregisterMBean(console.ftp));
    }
    assertTrue(viewer.isRegistered(console.ftp));
  }

  @Test
  void operatorGivesOrdersAndUsesTheJvmsBeans() throws Exception {
    String id = console.door.ftp("alice").id();
    assertTrue(String.valueOf(console.terminate(operator, id)).contains("TERMINATED"));
    operator.invoke(MEMORY, "gc", new Object[0], new String[0]);
    operator.setAttribute(MEMORY, new Attribute("Verbose", false));
    CompositeData option =
        (CompositeData)
            operator.invoke(HOTSPOT, "getVMOption", new Object[] {"UseG1GC"}, new String[] {TEXT});
    assertEquals("UseG1GC", option.get("name"));
  }

  @Test
  void bothAreNotified() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    NotificationFilterSupport filter = new NotificationFilterSupport();
    filter.enableType("io.rollcall.session.opened");
    viewer.addNotificationListener(
        console.ftp,
        (notification, handback) -> received.add(told("viewer", notification)),
        null,
        null);
    operator.addNotificationListener(
        console.ftp,
        (notification, handback) -> received.add(told("operator", notification)),
        filter,
        null);

    console.door.connect("192.0.2.9");

    List<String> both =
        Stream.of(received.poll(20, TimeUnit.SECONDS), received.poll(20, TimeUnit.SECONDS))
            .sorted()
            .toList();
    assertEquals(
        List.of("operator io.rollcall.session.opened", "viewer io.rollcall.session.opened"), both);
  }

  private static String told(String who, Notification notification) {
    return who + " " + notification.getType();
  }

  private static String refusal(Executable call) {
    String message = assertThrows(SecurityException.class, call).getMessage();
    assertTrue(message.startsWith("refused: "), message);
    return message;
  }
}
