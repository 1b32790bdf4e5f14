package io.rollcall.jconsole;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/**
 * The beans of one registry. Every method blocks until the server answers: never on the window's
 * thread. All throw {@link SecurityException} where the account may not do what is asked.
 *
 * @param connection to the server
 * @param registry whose beans
 */
record Beans(MBeanServerConnection connection, RegistryName registry) {
  private static final String DOMAIN = "io.rollcall:type=";
  private static final String TEXT = String.class.getName();
  private static final String TEXTS = String[].class.getName();
  private static final String NUMBER = int.class.getName();

  /** A part of a listing: how many there are, and some of them. */
  record Page(int total, List<Row> rows) {}

  /** The registries that a server has, the default one first. */
  static List<RegistryName> registries(MBeanServerConnection connection) throws IOException {
    return connection.queryNames(named("SessionRegistry,*"), null).stream()
        .map(name -> new RegistryName(name.getKeyProperty("name")))
        .sorted()
        .toList();
  }

  Page find(Service service, String filter, String orderBy, int offset, int limit)
      throws IOException, RefusedException {
    Object answer =
        invoke(
            service.bean(),
            "find",
            new Object[] {filter, orderBy, offset, limit},
            TEXT,
            TEXT,
            NUMBER,
            NUMBER);
    return page((CompositeData) answer, "sessions");
  }

  /** The rows that every account may read, longest logged in first, and how many there are. */
  Page sessions(Service service) throws IOException, RefusedException {
    List<Row> rows = rows(read(service.bean(), "Sessions"));
    return new Page(Math.max(count(service), rows.size()), rows);
  }

  /** How many sessions there are. */
  int count(Service service) throws IOException, RefusedException {
    return (Integer) read(service.bean(), "Count");
  }

  /** Asks for an order that ends nobody, to learn whether this account may give orders. */
  boolean mayOrder(Service service) throws IOException, RefusedException {
    try {
      invoke(
          service.bean(),
          "terminateMatching",
          new Object[] {"login=\"\"", "", true},
          TEXT,
          TEXT,
          boolean.class.getName());
      return true;
    } catch (SecurityException e) {
      return false;
    }
  }

  /** A row for each id: {@code id}, {@code outcome}, {@code login}, {@code detail}. */
  List<Row> terminate(Service service, List<String> ids, String reason)
      throws IOException, RefusedException {
    Object[] arguments = {ids.toArray(new String[0]), reason};
    return rows(invoke(service.bean(), "terminateSessions", arguments, TEXTS, TEXT));
  }

  /** The same, with whom they belong to locked out; minutes are -1 for until it is lifted. */
  LockedOut terminateAndLockOut(
      Service service, List<String> ids, String scope, int minutes, String reason)
      throws IOException, RefusedException {
    Object[] arguments = {ids.toArray(new String[0]), scope, minutes, reason};
    CompositeData answer =
        (CompositeData)
            invoke(
                service.bean(),
                "terminateSessionsAndLockOut",
                arguments,
                TEXTS,
                TEXT,
                NUMBER,
                TEXT);
    return new LockedOut(rows(answer.get("terminations")), rows(answer.get("lockouts")));
  }

  /** What became of the sessions, and the lockouts there now are. */
  record LockedOut(List<Row> terminations, List<Row> lockouts) {}

  Page history(String search, int limit) throws IOException, RefusedException {
    Object[] arguments = {search, 0, limit};
    return page(
        (CompositeData) invoke("SessionHistory", "findHistory", arguments, TEXT, NUMBER, NUMBER),
        "rows");
  }

  Page lockouts(String search, int limit) throws IOException, RefusedException {
    Object[] arguments = {search, 0, limit};
    return page(
        (CompositeData) invoke("AccessControl", "findLockouts", arguments, TEXT, NUMBER, NUMBER),
        "rows");
  }

  /** The rows of an attribute that every account may read. */
  List<Row> attribute(String bean, String attribute) throws IOException, RefusedException {
    return rows(read(bean, attribute));
  }

  /** Gives an order that is answered in words. */
  String order(String bean, String operation, Object[] arguments, String... signature)
      throws IOException, RefusedException {
    return PlainText.lines(String.valueOf(invoke(bean, operation, arguments, signature)));
  }

  private Object read(String bean, String attribute) throws IOException, RefusedException {
    try {
      return connection.getAttribute(bean(bean), attribute);
    } catch (InstanceNotFoundException
        | AttributeNotFoundException
        | MBeanException
        | ReflectionException e) {
      throw refused(e);
    } catch (RuntimeMBeanException e) {
      throw refused(e);
    }
  }

  private Object invoke(String bean, String operation, Object[] arguments, String... signature)
      throws IOException, RefusedException {
    try {
      return connection.invoke(bean(bean), operation, arguments, signature);
    } catch (InstanceNotFoundException | MBeanException | ReflectionException e) {
      throw refused(e);
    } catch (RuntimeMBeanException e) {
      throw refused(e);
    }
  }

  private RefusedException refused(JMException e) {
    return new RefusedException(
        e instanceof InstanceNotFoundException
            ? "The server has no sessions of registry " + registry + " any more."
            : PlainText.of(String.valueOf(e.getMessage())));
  }

  private static RefusedException refused(RuntimeMBeanException e) {
    RuntimeException cause = e.getTargetException();
    String message = cause.getMessage();
    return new RefusedException(PlainText.of(message == null ? cause.toString() : message));
  }

  private static Page page(CompositeData answer, String rows) {
    return new Page((Integer) answer.get("total"), rows(answer.get(rows)));
  }

  private static List<Row> rows(Object rows) {
    return Stream.of((CompositeData[]) rows).map(Row::of).toList();
  }

  private ObjectName bean(String type) {
    return named(type + ",name=" + registry.key());
  }

  private static ObjectName named(String keys) {
    try {
      return new ObjectName(DOMAIN + keys);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("a bean's name cannot be made of " + keys, e);
    }
  }
}
