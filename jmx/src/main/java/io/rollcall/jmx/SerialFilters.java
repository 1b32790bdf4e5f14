package io.rollcall.jmx;

import java.util.List;

/**
 * What the connector lets a client's bytes become. All else, the host's own classes included, is
 * refused before any code of it runs.
 *
 * <p>A call's arguments are read in two steps, first the call and then what is packed in it
 * (arguments, attribute values, notification filters), and the same filter holds for both.
 */
final class SerialFilters {
  /** A login and a password: strings, in an array or alone. */
  static final String CREDENTIALS =
      "maxdepth=2;maxarray=8;maxrefs=16;maxbytes=8192;java.lang.String;!*";

  /**
   * An array takes its memory before its elements arrive, so the length of arrays times the depth
   * is what a short message can make the server set aside: 4 MB. Ten thousand session ids fit.
   */
  private static final String LIMITS = "maxdepth=8;maxarray=131072;maxrefs=50000;maxbytes=524288;";

  /** Values of attributes and arguments. */
  private static final List<String> VALUES =
      List.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.Boolean",
          "java.lang.Character",
          "java.lang.Number",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.util.Date",
          "javax.management.ObjectName");

  /** Open data and what it is made of. */
  private static final List<String> OPEN_DATA =
      List.of(
          "javax.management.openmbean.CompositeData",
          "javax.management.openmbean.CompositeDataSupport",
          "javax.management.openmbean.TabularDataSupport",
          "javax.management.openmbean.OpenType",
          "javax.management.openmbean.SimpleType",
          "javax.management.openmbean.ArrayType",
          "javax.management.openmbean.CompositeType",
          "javax.management.openmbean.TabularType",
          "java.util.AbstractMap",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.Map$Entry",
          "java.util.AbstractList",
          "java.util.ArrayList",
          "java.util.Vector",
          "java.util.Arrays$ArrayList",
          "java.util.Collections$UnmodifiableCollection",
          "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList");

  /**
   * What the protocol itself sends. Subject is the type of an array of nulls that comes with each
   * subscription: without it there are no notifications. What a subject is made of is refused.
   */
  private static final List<String> PROTOCOL =
      List.of(
          "java.rmi.MarshalledObject",
          "javax.security.auth.Subject",
          "javax.management.Attribute",
          "javax.management.AttributeList",
          "javax.management.NotificationFilterSupport",
          "javax.management.AttributeChangeNotificationFilter",
          "javax.management.relation.MBeanServerNotificationFilter");

  /** Queries over the values of attributes. */
  private static final List<String> QUERIES =
      List.of(
          "javax.management.QueryEval",
          "javax.management.ValueExp",
          "javax.management.AndQueryExp",
          "javax.management.OrQueryExp",
          "javax.management.NotQueryExp",
          "javax.management.InQueryExp",
          "javax.management.BetweenQueryExp",
          "javax.management.BinaryRelQueryExp",
          "javax.management.BinaryOpValueExp",
          "javax.management.MatchQueryExp",
          "javax.management.InstanceOfQueryExp",
          "javax.management.AttributeValueExp",
          "javax.management.ClassAttributeValueExp",
          "javax.management.QualifiedAttributeValueExp",
          "javax.management.StringValueExp",
          "javax.management.NumericValueExp",
          "javax.management.BooleanValueExp");

  /** Everything after the login. */
  static final String CALLS =
      LIMITS
          + String.join(";", VALUES)
          + ";"
          + String.join(";", OPEN_DATA)
          + ";"
          + String.join(";", PROTOCOL)
          + ";"
          + String.join(";", QUERIES)
          + ";!*";

  private SerialFilters() {}
}
