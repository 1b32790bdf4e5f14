package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published names and types, read as a client reads them. */
class ContractTest {
  private static final String ROWS = "[Ljavax.management.openmbean.CompositeData;";
  private static final String PAGE = "javax.management.openmbean.CompositeData";
  private static final String TEXT = "java.lang.String";
  private static final String TEXTS = "[Ljava.lang.String;";
  private static final String DATE = "java.util.Date";
  private static final String LONG = "java.lang.Long";
  private static final String DOUBLE = "java.lang.Double";

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
  void countersAreNumbers() throws Exception {
    assertEquals(
        new TreeMap<>(
            Map.of(
                "PanelSessionCount", "int",
                "FtpSessionCount", "int",
                "PeakSessionCount", "int",
                "OpenedTotal", "long",
                "EndedTotal", "long",
                "TerminatedTotal", "long",
                "FailedTerminationTotal", "long",
                "RefusedTotal", "long",
                "DroppedNotificationTotal", "long")),
        console.attributes(console.counters));
    assertEquals(List.of(), console.operations(console.counters));
  }

  @Test
  void countersCount() throws Exception {
    console.door.panel("admin");
    FtpHandle alice = console.door.ftp("alice");
    console.door.ftp("bob");
    console.terminate(console.ftp, alice.id(), null);
    console.connection.invoke(
        console.ftp, "terminate", new Object[] {refusing().id(), ""}, new String[] {TEXT, TEXT});

    assertEquals(1, console.read(console.counters, "PanelSessionCount"));
    assertEquals(2, console.read(console.counters, "FtpSessionCount"));
    assertEquals(3, console.read(console.counters, "PeakSessionCount"));
    assertEquals(4L, console.read(console.counters, "OpenedTotal"));
    assertEquals(1L, console.read(console.counters, "EndedTotal"));
    assertEquals(1L, console.read(console.counters, "TerminatedTotal"));
    assertEquals(1L, console.read(console.counters, "FailedTerminationTotal"));
    assertEquals(0L, console.read(console.counters, "DroppedNotificationTotal"));
    assertEquals(1, console.read(console.panel, "Count"));
    assertEquals(2, console.read(console.ftp, "Count"));
  }

  private FtpHandle refusing() {
    return console.door.connect(
        "192.0.2.3",
        opened ->
            order -> {
              throw new IllegalStateException("no means");
            });
  }

  @Test
  void listsOfBothServicesHaveTheSameAttributesAndAlmostTheSameOperations() throws Exception {
    for (ObjectName bean : List.of(console.panel, console.ftp)) {
      assertEquals(
          Map.of("Count", "int", "Table", TEXTS, "Sessions", ROWS), console.attributes(bean));
      List<String> operations =
          new ArrayList<>(
              List.of(
                  "INFO PAGE find(filter:TEXT orderBy:TEXT offset:int limit:int)",
                  "INFO TEXTS table(filter:TEXT)",
                  "ACTION TEXT terminate(ids:TEXT reason:TEXT)",
                  "ACTION ROWS terminateSessions(ids:TEXTS reason:TEXT)",
                  "ACTION TEXT terminateMatching(filter:TEXT reason:TEXT dryRun:boolean)",
                  "ACTION TEXT terminateAndLockOut"
                      + "(ids:TEXT scope:TEXT minutes:int reason:TEXT)",
                  "ACTION PAGE terminateSessionsAndLockOut"
                      + "(ids:TEXTS scope:TEXT minutes:int reason:TEXT)"));
      if (bean.equals(console.ftp)) {
        operations.add("ACTION TEXT abortTransfer(id:TEXT reason:TEXT)");
      }
      assertEquals(
          operations.stream().map(ContractTest::withTypes).toList(), console.operations(bean));
    }
  }

  private static String withTypes(String operation) {
    return operation
        .replaceAll("\\bTEXTS\\b", Matcher.quoteReplacement(TEXTS))
        .replaceAll("\\bTEXT\\b", TEXT)
        .replaceAll("\\bROWS\\b", Matcher.quoteReplacement(ROWS))
        .replaceAll("\\bPAGE\\b", PAGE);
  }

  @Test
  void everythingIsDescribedAndNothingIsOverloadedOrWritable() throws Exception {
    for (ObjectName bean :
        List.of(console.counters, console.access, console.history, console.panel, console.ftp)) {
      MBeanInfo info = console.connection.getMBeanInfo(bean);
      List<String> descriptions = new ArrayList<>();
      descriptions.add(info.getDescription());
      for (MBeanAttributeInfo attribute : info.getAttributes()) {
        descriptions.add(attribute.getDescription());
        assertTrue(attribute.isReadable());
        assertFalse(attribute.isWritable());
      }
      for (MBeanOperationInfo operation : info.getOperations()) {
        descriptions.add(operation.getDescription());
        for (MBeanParameterInfo parameter : operation.getSignature()) {
          descriptions.add(parameter.getDescription());
        }
      }
      for (String description : descriptions) {
        assertTrue(description.matches("(?s)[A-Za-z].{10,}"), description);
      }
      Set<String> names =
          Stream.of(info.getOperations())
              .map(MBeanOperationInfo::getName)
              .collect(Collectors.toSet());
      assertEquals(info.getOperations().length, names.size());
    }
  }

  @Test
  void panelRowHasItsItems() throws Exception {
    console.door.panel(
        new Account("alice", AccountType.DOMAIN_OWNER, "example.com"), "2001:db8::1", "Browser/1");

    assertEquals(
        List.of(
            "id " + TEXT,
            "type " + TEXT,
            "login " + TEXT,
            "domain " + TEXT,
            "ipAddress " + TEXT,
            "logonTime " + DATE,
            "idleSeconds " + LONG,
            "state " + TEXT,
            "client " + TEXT),
        declaredItems(console.panel));
    CompositeData row = onlyRow(console.panel);
    assertEquals("DOMAIN_OWNER", row.get("type"));
    assertEquals("alice", row.get("login"));
    assertEquals("example.com", row.get("domain"));
    assertEquals("2001:db8::1", row.get("ipAddress"));
    assertEquals("ACTIVE", row.get("state"));
    assertEquals("Browser/1", row.get("client"));
  }

  @Test
  void ftpRowHasItsItems() throws Exception {
    console.door.ftp("alice");

    assertEquals(
        List.of(
            "id " + TEXT,
            "type " + TEXT,
            "status " + TEXT,
            "login " + TEXT,
            "domain " + TEXT,
            "location " + TEXT,
            "fileName " + TEXT,
            "speedKBps " + DOUBLE,
            "progressPercent " + DOUBLE,
            "ipAddress " + TEXT,
            "logonTime " + DATE,
            "connectedSeconds " + LONG,
            "idleSeconds " + LONG,
            "direction " + TEXT,
            "bytesTransferred " + LONG,
            "bytesTotal " + LONG,
            "secondsLeft " + LONG,
            "protocol " + TEXT,
            "secure java.lang.Boolean",
            "state " + TEXT),
        declaredItems(console.ftp));
    CompositeData row = onlyRow(console.ftp);
    assertEquals(declaredType(console.ftp), row.getCompositeType());
    for (String item :
        List.of("speedKBps", "progressPercent", "direction", "bytesTransferred", "bytesTotal")) {
      assertEquals(null, row.get(item), item);
    }
    assertEquals("IDLE", row.get("status"));
    assertEquals(false, row.get("secure"));
  }

  @Test
  void connectionWithoutLoginHasNoneOfAnAccountsItems() throws Exception {
    console.door.connect("192.0.2.1");

    CompositeData row = onlyRow(console.ftp);
    assertEquals("CONNECTED", row.get("status"));
    for (String item : List.of("type", "login", "domain", "logonTime", "location")) {
      assertEquals(null, row.get(item), item);
    }
  }

  @Test
  void transferIsInTheRow() throws Exception {
    FtpHandle alice = console.door.ftp("alice");
    alice.protocol("FTPS", true);
    alice.location("/in");
    alice
        .startTransfer(TransferDirection.DOWNLOAD, "/in/film.mkv", 500_000, 1_000_000L)
        .advance(250_000);

    CompositeData row = onlyRow(console.ftp);
    assertEquals("DOWNLOADING", row.get("status"));
    assertEquals("/in", row.get("location"));
    assertEquals("/in/film.mkv", row.get("fileName"));
    assertEquals("DOWNLOAD", row.get("direction"));
    assertEquals(75.0, row.get("progressPercent"));
    assertEquals(250_000L, row.get("bytesTransferred"));
    assertEquals(1_000_000L, row.get("bytesTotal"));
    assertEquals("FTPS", row.get("protocol"));
    assertEquals(true, row.get("secure"));
    double speed = (double) row.get("speedKBps");
    assertTrue(speed > 0 && speed <= 1_000, "of kilobytes: " + speed);
    assertTrue((long) row.get("secondsLeft") >= 1);
    String line = console.table(console.ftp).get(1);
    assertTrue(line.matches(".*DOWNLOADING +alice .* film\\.mkv .* KB/s +75 % .*"), line);
  }

  @Test
  void notificationsAreDeclared() throws Exception {
    for (ObjectName bean : List.of(console.panel, console.ftp)) {
      MBeanNotificationInfo[] declared = console.connection.getMBeanInfo(bean).getNotifications();
      assertEquals(1, declared.length);
      assertTrue(
          List.of(declared[0].getNotifTypes())
              .containsAll(
                  List.of(
                      "io.rollcall.session.opened",
                      "io.rollcall.session.ended",
                      "io.rollcall.session.terminated")));
    }
  }

  private CompositeData onlyRow(ObjectName bean) throws Exception {
    CompositeData[] rows = (CompositeData[]) console.read(bean, "Sessions");
    assertEquals(1, rows.length);
    return rows[0];
  }

  private CompositeType declaredType(ObjectName bean) throws Exception {
    return (CompositeType) ((ArrayType<?>) console.declared(bean, "Sessions")).getElementOpenType();
  }

  private List<String> declaredItems(ObjectName bean) throws Exception {
    CompositeType type = declaredType(bean);
    List<String> order = ITEM_ORDER;
    assertEquals(type.keySet(), Set.copyOf(order.stream().filter(type::containsKey).toList()));
    return order.stream()
        .filter(type::containsKey)
        .map(item -> item + " " + type.getType(item).getClassName())
        .toList();
  }

  /** The contract's items, of both services; composite types know no order of their own. */
  private static final List<String> ITEM_ORDER =
      List.of(
          "id",
          "type",
          "status",
          "login",
          "domain",
          "location",
          "fileName",
          "speedKBps",
          "progressPercent",
          "ipAddress",
          "logonTime",
          "connectedSeconds",
          "idleSeconds",
          "direction",
          "bytesTransferred",
          "bytesTotal",
          "secondsLeft",
          "protocol",
          "secure",
          "state",
          "client");
}
