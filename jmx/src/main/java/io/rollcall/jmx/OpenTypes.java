package io.rollcall.jmx;

import java.util.List;
import java.util.Map;
import javax.management.ImmutableDescriptor;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** Builds open types, and data of them, of parts that are known to be right. */
final class OpenTypes {
  private static final Map<OpenType<?>, String> PRIMITIVES =
      Map.of(
          SimpleType.INTEGER, "int",
          SimpleType.LONG, "long",
          SimpleType.DOUBLE, "double",
          SimpleType.BOOLEAN, "boolean");

  static final ArrayType<String[]> STRINGS = array(SimpleType.STRING);

  private OpenTypes() {}

  /** One item of a composite type. */
  record Item(String name, OpenType<?> type, String description) {}

  static CompositeType composite(String name, String description, List<Item> items) {
    try {
      return new CompositeType(
          name,
          description,
          items.stream().map(Item::name).toArray(String[]::new),
          items.stream().map(Item::description).toArray(String[]::new),
          items.stream().map(Item::type).toArray(OpenType<?>[]::new));
    } catch (OpenDataException e) {
      throw new AssertionError("the items are ours", e);
    }
  }

  static <A> ArrayType<A> array(OpenType<?> element) {
    try {
      return new ArrayType<>(1, element);
    } catch (OpenDataException e) {
      throw new AssertionError("the element type is ours", e);
    }
  }

  static CompositeData data(CompositeType type, Map<String, ? extends @Nullable Object> values) {
    try {
      return new CompositeDataSupport(type, values);
    } catch (OpenDataException e) {
      throw new AssertionError("the values are of the type's items", e);
    }
  }

  /** As above, with the values in the order of the names. */
  static CompositeData data(CompositeType type, String[] names, @Nullable Object[] values) {
    try {
      return new CompositeDataSupport(type, names, values);
    } catch (OpenDataException e) {
      throw new AssertionError("the values are of the type's items", e);
    }
  }

  /** The Java type's name, as bean metadata gives it: a primitive unless it may be null. */
  static String className(OpenType<?> type, boolean nullable) {
    String primitive = PRIMITIVES.get(type);
    return primitive == null || nullable ? type.getClassName() : primitive;
  }

  /** Metadata that tells clients the open type, where they can read what a row consists of. */
  static ImmutableDescriptor descriptor(OpenType<?> type) {
    return new ImmutableDescriptor(new String[] {"openType"}, new Object[] {type});
  }
}
