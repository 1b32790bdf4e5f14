package io.rollcall.jconsole;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.management.openmbean.CompositeData;

/** One row as the server sent it: a session, a lockout, or something that has been. Immutable. */
final class Row {
  static final Row EMPTY = new Row(Map.of());

  private final Map<String, Object> items;

  private Row(Map<String, Object> items) {
    this.items = items;
  }

  static Row of(CompositeData data) {
    Map<String, Object> items = new LinkedHashMap<>();
    for (String name : data.getCompositeType().keySet()) {
      Object value = data.get(name);
      if (value != null) {
        items.put(name, value);
      }
    }
    return new Row(items);
  }

  /** What the orders take: exactly what the server sent. */
  String id() {
    return exact("id");
  }

  /** A text exactly as the server sent it, to send it back; empty if there is none. */
  String exact(String item) {
    return items.get(item) instanceof String text ? text : "";
  }

  /** A text to show; empty if there is none. */
  String text(String item) {
    Object value = items.get(item);
    return value == null ? "" : PlainText.of(value.toString());
  }

  /** A whole number, or null. */
  Long number(String item) {
    return items.get(item) instanceof Number number ? (Long) number.longValue() : null;
  }

  /** A number, or null. */
  Double decimal(String item) {
    return items.get(item) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  /** A moment, or null. */
  @SuppressWarnings("JavaUtilDate") // the open type for a time
  Instant time(String item) {
    return items.get(item) instanceof Date date ? date.toInstant() : null;
  }

  boolean has(String item) {
    return items.containsKey(item);
  }

  /** Whether one of the texts contains something; it is given in lower case. */
  boolean mentions(String lowerCase) {
    return items.values().stream()
        .anyMatch(
            value ->
                value instanceof String text && text.toLowerCase(Locale.ROOT).contains(lowerCase));
  }

  /** Whether the session has been ordered to end and is not gone yet. */
  boolean terminating() {
    return "TERMINATING".equals(exact("state"));
  }

  /** Who a session belongs to, in words: the login, or that there is none. */
  String who() {
    return has("login") ? text("login") : "(not logged in)";
  }
}
