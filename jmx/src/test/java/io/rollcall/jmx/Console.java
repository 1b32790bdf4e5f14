package io.rollcall.jmx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.remote.JMXConnector;
import org.jspecify.annotations.Nullable;

/** A registry with its beans, and an operator at the other end of a real connector. */
final class Console implements AutoCloseable {
  /** Unlike any other registry's in this JVM. */
  final String name = "test-" + UUID.randomUUID();

  final SessionRegistry registry;
  final Door door;
  final ObjectName counters;
  final ObjectName access;
  final ObjectName history;
  final ObjectName panel;
  final ObjectName ftp;
  final MBeanServerConnection connection;
  private final Registration beans;
  private final JmxServer server;
  private final JMXConnector connector;

  private Console(SessionRegistry.Builder builder, int sessionBeans) throws IOException {
    registry = builder.name(name).build();
    door = new Door(registry);
    beans = SessionMBeans.builder(registry).sessionBeans(sessionBeans).register();
    counters = name("type=SessionRegistry,name=" + name);
    access = name("type=AccessControl,name=" + name);
    history = name("type=SessionHistory,name=" + name);
    panel = name("type=PanelSessions,name=" + name);
    ftp = name("type=FtpSessions,name=" + name);
    server = JmxServer.start();
    connector = server.connectAs("operator");
    connection = connector.getMBeanServerConnection();
  }

  static Console open() throws IOException {
    return open(SessionRegistry.builder());
  }

  static Console open(SessionRegistry.Builder builder) throws IOException {
    return new Console(builder, 0);
  }

  /** With a bean for each session, up to a limit. */
  static Console withSessionBeans(int limit) throws IOException {
    return new Console(SessionRegistry.builder(), limit);
  }

  JmxServer server() {
    return server;
  }

  static ObjectName name(String keys) {
    try {
      return new ObjectName("io.rollcall:" + keys);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(keys, e);
    }
  }

  @Nullable Object read(ObjectName bean, String attribute) throws Exception {
    return connection.getAttribute(bean, attribute);
  }

  CompositeData[] rows(ObjectName bean, String attribute) throws Exception {
    return (CompositeData[]) connection.getAttribute(bean, attribute);
  }

  /** The types of a bean's attributes, by name. */
  Map<String, String> attributes(ObjectName bean) throws Exception {
    return Stream.of(connection.getMBeanInfo(bean).getAttributes())
        .collect(
            Collectors.toMap(
                MBeanAttributeInfo::getName,
                MBeanAttributeInfo::getType,
                (a, b) -> a,
                TreeMap::new));
  }

  /** A bean's operations, such as {@code ACTION java.lang.String order(reason:int)}. */
  List<String> operations(ObjectName bean) throws Exception {
    return Stream.of(connection.getMBeanInfo(bean).getOperations())
        .map(
            operation ->
                "%s %s %s(%s)"
                    .formatted(
                        operation.getImpact() == MBeanOperationInfo.ACTION ? "ACTION" : "INFO",
                        operation.getReturnType(),
                        operation.getName(),
                        Stream.of(operation.getSignature())
                            .map(parameter -> parameter.getName() + ":" + parameter.getType())
                            .collect(Collectors.joining(" "))))
        .toList();
  }

  /** The open type that an attribute's or an operation's metadata declares. */
  OpenType<?> declared(ObjectName bean, String feature) throws Exception {
    MBeanInfo info = connection.getMBeanInfo(bean);
    return Stream.<MBeanFeatureInfo>concat(
            Stream.of(info.getAttributes()), Stream.of(info.getOperations()))
        .filter(declared -> declared.getName().equals(feature))
        .map(declared -> (OpenType<?>) declared.getDescriptor().getFieldValue("openType"))
        .findFirst()
        .orElseThrow();
  }

  /** The items of the rows that an attribute is declared to hold, by name. */
  Map<String, String> items(ObjectName bean, String attribute) throws Exception {
    CompositeType row =
        (CompositeType) ((ArrayType<?>) declared(bean, attribute)).getElementOpenType();
    Map<String, String> items = new TreeMap<>();
    row.keySet().forEach(item -> items.put(item, row.getType(item).getClassName()));
    return items;
  }

  /** The lines of the table. */
  List<String> table(ObjectName bean) throws Exception {
    return lines(read(bean, "Table"));
  }

  static List<String> lines(@Nullable Object table) {
    String[] elements = (String[]) table;
    if (elements == null || elements.length != 1) {
      throw new AssertionError("a table has one element");
    }
    return elements[0].lines().toList();
  }

  /** Calls an operation as a console does: with the signature that the bean declares. */
  @Nullable Object call(ObjectName bean, String operation, @Nullable Object... arguments)
      throws Exception {
    MBeanOperationInfo declared =
        Stream.of(connection.getMBeanInfo(bean).getOperations())
            .filter(info -> info.getName().equals(operation))
            .findFirst()
            .orElseThrow();
    String[] signature =
        Stream.of(declared.getSignature()).map(MBeanParameterInfo::getType).toArray(String[]::new);
    return connection.invoke(bean, operation, arguments, signature);
  }

  /** The lines of an answer. */
  List<String> order(ObjectName bean, String operation, @Nullable Object... arguments)
      throws Exception {
    return String.valueOf(call(bean, operation, arguments)).lines().toList();
  }

  List<String> terminate(ObjectName bean, String ids, @Nullable String reason) throws Exception {
    return order(bean, "terminate", ids, reason);
  }

  /** The logins on a page. */
  List<@Nullable Object> find(
      ObjectName bean, @Nullable String filter, @Nullable String order, int offset, int limit)
      throws Exception {
    CompositeData page = (CompositeData) call(bean, "find", filter, order, offset, limit);
    return Stream.of((CompositeData[]) page.get("sessions"))
        .<@Nullable Object>map(row -> row.get("login"))
        .toList();
  }

  /** The sentence with which an operation is refused. */
  String refusal(ObjectName bean, String operation, @Nullable Object... arguments) {
    RuntimeMBeanException refused =
        assertThrows(RuntimeMBeanException.class, () -> call(bean, operation, arguments));
    if (!(refused.getCause() instanceof IllegalArgumentException refusal)) {
      throw new AssertionError("refused with something else", refused);
    }
    return String.valueOf(refusal.getMessage());
  }

  Set<ObjectName> sessionBeans() throws IOException, JMException {
    return connection.queryNames(name("type=Session,name=" + name + ",*"), null);
  }

  /** Waits for the bean of a session of that login. */
  ObjectName sessionBean(String id, String login) {
    ObjectName pattern =
        name("type=Session,name=%s,login=%s,id=%s,*".formatted(name, ObjectName.quote(login), id));
    return await()
        .until(() -> connection.queryNames(pattern, null), names -> names.size() == 1)
        .iterator()
        .next();
  }

  @Override
  public void close() throws IOException {
    connector.close();
    server.close();
    beans.close();
    registry.close();
  }
}
