package io.rollcall.jmx;

import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a bean.
 *
 * @param name its name
 * @param impact {@link MBeanOperationInfo#ACTION} for an order, {@link MBeanOperationInfo#INFO} for
 *     a read
 * @param description what it does, for people
 * @param returns the open type of its answer
 * @param parameters what it takes
 * @param body does it
 */
record BeanOperation(
    String name,
    int impact,
    String description,
    OpenType<?> returns,
    List<Parameter> parameters,
    Body body) {

  /** A parameter; of a number or a boolean, null is refused. */
  record Parameter(String name, OpenType<?> type, String description) {
    MBeanParameterInfo info() {
      return new MBeanParameterInfo(
          name, OpenTypes.className(type, false), description, OpenTypes.descriptor(type));
    }

    private boolean takes(@Nullable Object argument) {
      if (argument == null) {
        return OpenTypes.className(type, false).equals(type.getClassName());
      }
      return type instanceof ArrayType ? argument instanceof String[] : type.isValue(argument);
    }
  }

  /** What an operation does. */
  @FunctionalInterface
  interface Body {
    Object run(Arguments arguments);
  }

  /** Arguments of the parameters' types. */
  record Arguments(List<@Nullable Object> values) {
    @Nullable String text(int index) {
      return (String) values.get(index);
    }

    String @Nullable [] texts(int index) {
      return (String[]) values.get(index);
    }

    int number(int index) {
      return values.get(index) instanceof Integer number ? number : 0;
    }

    boolean flag(int index) {
      return Boolean.TRUE.equals(values.get(index));
    }
  }

  /** An operation that changes nothing. */
  static BeanOperation read(
      String name, String description, OpenType<?> returns, List<Parameter> parameters, Body body) {
    return new BeanOperation(name, MBeanOperationInfo.INFO, description, returns, parameters, body);
  }

  /** An operation that changes something. */
  static BeanOperation order(
      String name, String description, OpenType<?> returns, List<Parameter> parameters, Body body) {
    return new BeanOperation(
        name, MBeanOperationInfo.ACTION, description, returns, parameters, body);
  }

  /** Checks the arguments, whatever signature the client believes in, and runs the operation. */
  Object call(@Nullable Object @Nullable [] values) {
    List<@Nullable Object> arguments = new ArrayList<>();
    if (values != null) {
      for (Object value : values) {
        arguments.add(value);
      }
    }
    if (arguments.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments (%s), and was given %d"
              .formatted(
                  name,
                  parameters.size(),
                  String.join(", ", parameters.stream().map(Parameter::name).toList()),
                  arguments.size()));
    }
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameters.get(i);
      Object argument = arguments.get(i);
      if (!parameter.takes(argument)) {
        throw new IllegalArgumentException(
            "the argument '%s' of %s must be of type %s, and %s was given"
                .formatted(
                    parameter.name(),
                    name,
                    parameter.info().getType(),
                    argument == null ? "nothing" : argument.getClass().getName()));
      }
    }
    return body.run(new Arguments(arguments));
  }

  MBeanOperationInfo info() {
    return new MBeanOperationInfo(
        name,
        description,
        parameters.stream().map(Parameter::info).toArray(MBeanParameterInfo[]::new),
        returns.getClassName(),
        impact,
        OpenTypes.descriptor(returns));
  }
}
