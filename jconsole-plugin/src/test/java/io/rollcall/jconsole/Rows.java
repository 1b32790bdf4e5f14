package io.rollcall.jconsole;

import java.util.Map;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Rows as a server sends them. */
final class Rows {
  private Rows() {}

  static Row row(Map<String, ?> items) {
    String[] names = items.keySet().toArray(String[]::new);
    OpenType<?>[] types = new OpenType<?>[names.length];
    for (int i = 0; i < names.length; i++) {
      Object value = items.get(names[i]);
      types[i] =
          value instanceof Long
              ? SimpleType.LONG
              : value instanceof Double ? SimpleType.DOUBLE : SimpleType.STRING;
    }
    try {
      return Row.of(
          new CompositeDataSupport(new CompositeType("row", "row", names, names, types), items));
    } catch (OpenDataException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A session of that id, whose login is the same. */
  static Row session(String id) {
    return row(Map.of("id", id, "login", id));
  }
}
