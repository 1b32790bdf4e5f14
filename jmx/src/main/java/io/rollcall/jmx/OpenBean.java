package io.rollcall.jmx;

import io.rollcall.PrintableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bean made of declared attributes and operations.
 *
 * <p>Nothing but classes of the JDK leaves it, in an answer or in an exception, so that any client
 * can read it: a refusal is an {@link IllegalArgumentException} without a cause, and what fails
 * unexpectedly is logged here and told to the client in words.
 *
 * <p>Standard MBeans would need public interfaces, which would then be part of the API.
 */
class OpenBean implements DynamicMBean, MBeanRegistration {
  private static final Logger logger = LoggerFactory.getLogger(OpenBean.class);
  private static final int SHOWN = 64;

  private final Map<String, BeanAttribute> attributes = new LinkedHashMap<>();
  private final Map<String, BeanOperation> operations = new LinkedHashMap<>();
  private final MBeanInfo info;
  private volatile boolean registered;

  OpenBean(String description, List<BeanAttribute> attributes, List<BeanOperation> operations) {
    this(description, attributes, operations, List.of());
  }

  OpenBean(
      String description,
      List<BeanAttribute> attributes,
      List<BeanOperation> operations,
      List<MBeanNotificationInfo> notifications) {
    attributes.forEach(attribute -> this.attributes.put(attribute.name(), attribute));
    operations.forEach(operation -> this.operations.put(operation.name(), operation));
    info =
        new MBeanInfo(
            getClass().getName(),
            description,
            attributes.stream().map(BeanAttribute::info).toArray(MBeanAttributeInfo[]::new),
            null,
            operations.stream().map(BeanOperation::info).toArray(MBeanOperationInfo[]::new),
            notifications.toArray(MBeanNotificationInfo[]::new),
            new ImmutableDescriptor("immutableInfo=true"));
  }

  @Override
  public final MBeanInfo getMBeanInfo() {
    return info;
  }

  @Override
  public final @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
    BeanAttribute attribute = attributes.get(name);
    if (attribute == null) {
      throw new AttributeNotFoundException(
          "there is no attribute '%s' here; there are %s"
              .formatted(PrintableText.of(name, SHOWN), String.join(", ", attributes.keySet())));
    }
    return answer("reading the attribute " + name, attribute.value());
  }

  /** Reads attributes, leaving out those that cannot be read. */
  @Override
  public final AttributeList getAttributes(String[] names) {
    AttributeList values = new AttributeList();
    for (String name : names) {
      try {
        values.add(new Attribute(name, getAttribute(name)));
      } catch (AttributeNotFoundException | IllegalArgumentException | IllegalStateException e) {
        logger.debug("an attribute asked for is left out", e);
      }
    }
    return values;
  }

  @Override
  public final void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(
        "the attribute '%s' cannot be set; all attributes here are read-only"
            .formatted(PrintableText.of(attribute.getName(), SHOWN)));
  }

  @Override
  public final AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public final @Nullable Object invoke(
      String name, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
      throws ReflectionException {
    BeanOperation operation = operations.get(name);
    if (operation == null) {
      String reason =
          "there is no operation '%s' here; there are %s"
              .formatted(PrintableText.of(name, SHOWN), String.join(", ", operations.keySet()));
      throw new ReflectionException(new NoSuchMethodException(reason), reason);
    }
    return answer("the operation " + name, () -> operation.call(arguments));
  }

  private static @Nullable Object answer(
      String what, Supplier<? extends @Nullable Object> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException e) {
      logger.debug("{} was refused", what, e);
      throw new IllegalArgumentException(printable(e.getMessage()));
    } catch (RuntimeException e) {
      logger.warn("{} failed", what, e);
      throw new IllegalStateException(what + " failed: " + printable(e.toString()));
    }
  }

  private static String printable(@Nullable String message) {
    return message == null ? "refused" : PrintableText.of(message, 2_000);
  }

  /** Returns whether an MBean server has this bean now. */
  final boolean isRegistered() {
    return registered;
  }

  @Override
  public final ObjectName preRegister(MBeanServer server, ObjectName name) {
    return name;
  }

  @Override
  public final void postRegister(Boolean done) {
    registered = done;
  }

  @Override
  public final void preDeregister() {}

  @Override
  public void postDeregister() {
    registered = false;
  }
}
