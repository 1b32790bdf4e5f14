package io.rollcall.jconsole;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * The beans of a server that lets through whatever clients chose: each text of each row, and each
 * sentence of an answer, is the same.
 */
final class RawBeans implements DynamicMBean {
  private static final List<String> SESSION =
      List.of(
          "type",
          "status",
          "login",
          "domain",
          "location",
          "fileName",
          "ipAddress",
          "state",
          "protocol",
          "client");
  private static final List<String> RECORD =
      List.of(
          "kind",
          "service",
          "id",
          "login",
          "domain",
          "ipAddress",
          "cause",
          "orderedBy",
          "reason",
          "detail",
          "target");

  private final String text;

  private RawBeans(String text) {
    this.text = text;
  }

  private static final List<String> TYPES =
      List.of("SessionRegistry", "PanelSessions", "FtpSessions", "SessionHistory", "AccessControl");

  /** Puts them beside the others, as a registry with a hostile name. */
  static void register(MBeanServer server, String text) throws JMException {
    for (String type : TYPES) {
      server.registerMBean(new RawBeans(text), name(type, text));
    }
  }

  static void unregister(MBeanServer server, String text) throws JMException {
    for (String type : TYPES) {
      server.unregisterMBean(name(type, text));
    }
  }

  private static ObjectName name(String type, String text) throws JMException {
    return new ObjectName("io.rollcall:type=" + type + ",name=" + ObjectName.quote(text));
  }

  @Override
  public Object invoke(String operation, Object[] arguments, String[] signature) {
    if (operation.equals("find") && String.valueOf(arguments[0]).contains("bad")) {
      throw new IllegalArgumentException(text);
    }
    return switch (operation) {
      case "find" -> page("sessions", SESSION);
      case "findHistory", "findLockouts" -> page("rows", RECORD);
      case "terminateSessions" -> new CompositeData[] {row(List.of("outcome", "login", "detail"))};
      default -> text + "\n" + text;
    };
  }

  private CompositeData page(String rows, List<String> items) {
    CompositeData[] one = {row(items)};
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("total", 1);
    values.put(rows, one);
    try {
      OpenType<?>[] types = {
        SimpleType.INTEGER, new ArrayType<CompositeData[]>(1, one[0].getCompositeType())
      };
      String[] names = {"total", rows};
      return new CompositeDataSupport(
          new CompositeType("page", "page", names, names, types), values);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompositeData row(List<String> items) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", "k7f39q2m");
    items.forEach(item -> values.putIfAbsent(item, text));
    String[] names = values.keySet().toArray(String[]::new);
    OpenType<?>[] types = new OpenType<?>[names.length];
    Arrays.fill(types, SimpleType.STRING);
    try {
      return new CompositeDataSupport(new CompositeType("row", "row", names, names, types), values);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object getAttribute(String name) {
    return 1;
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    return new AttributeList();
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException();
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return new MBeanInfo(RawBeans.class.getName(), "hostile", null, null, null, null);
  }
}
