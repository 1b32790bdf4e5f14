package io.rollcall.jmx;

import java.util.function.Supplier;
import javax.management.MBeanAttributeInfo;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a bean; read-only.
 *
 * @param name its name
 * @param type its open type
 * @param nullable whether it may have no value
 * @param description what it means, for people
 * @param value reads it
 */
record BeanAttribute(
    String name,
    OpenType<?> type,
    boolean nullable,
    String description,
    Supplier<? extends @Nullable Object> value) {

  static BeanAttribute of(
      String name, OpenType<?> type, String description, Supplier<Object> value) {
    return new BeanAttribute(name, type, false, description, value);
  }

  MBeanAttributeInfo info() {
    return new MBeanAttributeInfo(
        name,
        OpenTypes.className(type, nullable),
        description,
        true,
        false,
        false,
        OpenTypes.descriptor(type));
  }
}
