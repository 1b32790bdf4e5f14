package io.rollcall.jmx;

import io.rollcall.jmx.BeanOperation.Parameter;
import javax.management.openmbean.SimpleType;

/**
 * Parameters that several operations take. {@link OperatorInput} and {@link AccessInput} read what
 * is typed for them.
 */
final class OrderParameters {
  static final Parameter REASON =
      new Parameter(
          "reason", SimpleType.STRING, "Why, as the user may be told; empty for no reason.");
  static final Parameter MINUTES =
      new Parameter(
          "minutes",
          SimpleType.INTEGER,
          "How many minutes the lockout lasts; -1: until it is lifted. 0 is refused.");
  static final Parameter SCOPE =
      new Parameter(
          "scope",
          SimpleType.STRING,
          "Whom to lock out, seen from each session: LOGIN, ADDRESS, LOGIN_AND_ADDRESS or DOMAIN.");
  static final Parameter TARGET =
      new Parameter(
          "target",
          SimpleType.STRING,
          "Whom: login=alice, ip=203.0.113.7 or ip=203.0.113.0/24, a login and an ip, or"
              + " domain=example.com.");

  private OrderParameters() {}
}
