package io.rollcall.jmx;

import io.rollcall.PrintableText;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.remote.MBeanServerForwarder;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the connector and the MBean server and lets through what the caller's {@linkplain
 * JmxRole role} allows. What is not listed here is refused.
 *
 * <p>The connector itself subscribes to beans and looks them up, in threads of any caller and of
 * none: without a subject, what a viewer may is allowed. A remote call always has one.
 *
 * <p>A proxy, since an MBean server has some forty methods, all but two of which are treated alike.
 */
final class RoleGuard implements InvocationHandler {
  private static final Logger logger = LoggerFactory.getLogger(RemoteJmx.class);
  private static final int SHOWN = 128;

  private static final Set<String> READS =
      Set.of(
          "getAttribute",
          "getAttributes",
          "getDefaultDomain",
          "getDomains",
          "getMBeanCount",
          "getMBeanInfo",
          "getObjectInstance",
          "isInstanceOf",
          "isRegistered",
          "queryMBeans",
          "queryNames",
          // no remote call answers with a loader: the connector reads arguments with them
          "getClassLoaderFor",
          "getClassLoaderRepository");

  private static final Set<String> SUBSCRIPTIONS =
      Set.of("addNotificationListener", "removeNotificationListener");

  private static final Set<String> ORDERS = Set.of("invoke", "setAttribute", "setAttributes");

  private volatile @Nullable MBeanServer guarded;

  private RoleGuard() {}

  static MBeanServerForwarder create() {
    return (MBeanServerForwarder)
        Proxy.newProxyInstance(
            RoleGuard.class.getClassLoader(),
            new Class<?>[] {MBeanServerForwarder.class},
            new RoleGuard());
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    if (method.getDeclaringClass() == MBeanServerForwarder.class) {
      if (method.getName().equals("getMBeanServer")) {
        return guarded;
      }
      guarded = arguments == null ? null : (MBeanServer) arguments[0];
      return null;
    }
    MBeanServer server = guarded;
    if (server == null) {
      throw new IllegalStateException("there is no MBean server behind the guard");
    }
    check(server, method, arguments == null ? new Object[0] : arguments);
    try {
      return method.invoke(server, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void check(MBeanServer server, Method method, @Nullable Object[] arguments)
      throws JMException {
    String call = method.getName();
    if (READS.contains(call)) {
      return;
    }
    JmxRole role = role();
    if (SUBSCRIPTIONS.contains(call)) {
      // to name a bean as the listener is to rewire beans, and more than to listen
      if (role == JmxRole.OPERATOR || method.getParameterTypes()[1] == NotificationListener.class) {
        return;
      }
      throw refusal("to have a bean listen to another is an order", arguments);
    }
    if (!ORDERS.contains(call)) {
      throw refusal(call + " is open to no remote account", arguments);
    }
    if (role != JmxRole.OPERATOR) {
      checkRead(server, call, arguments);
    }
  }

  private static void checkRead(MBeanServer server, String call, @Nullable Object[] arguments)
      throws JMException {
    if (!call.equals("invoke")) {
      throw refusal("an account that may only look sets no attribute", arguments);
    }
    String operation = PrintableText.of(String.valueOf(arguments[1]), SHOWN);
    if (!(arguments[0] instanceof ObjectName bean) || !bean.getDomain().equals(BeanNames.DOMAIN)) {
      throw refusal(
          "an account that may only look invokes operations of %s beans alone, not %s"
              .formatted(BeanNames.DOMAIN, operation),
          arguments);
    }
    List<MBeanOperationInfo> named =
        Stream.of(server.getMBeanInfo(bean).getOperations())
            .filter(info -> info.getName().equals(arguments[1]))
            .toList();
    if (named.isEmpty()
        || !named.stream().allMatch(info -> info.getImpact() == MBeanOperationInfo.INFO)) {
      throw refusal(
          "an account that may only look gives no orders, and %s is not declared a mere read (INFO)"
              .formatted(operation),
          arguments);
    }
  }

  private static JmxRole role() {
    Subject subject = Caller.subject();
    return subject != null && subject.getPublicCredentials(JmxRole.class).contains(JmxRole.OPERATOR)
        ? JmxRole.OPERATOR
        : JmxRole.VIEWER;
  }

  private static SecurityException refusal(String reason, @Nullable Object[] arguments) {
    String bean =
        Stream.of(arguments)
            .filter(ObjectName.class::isInstance)
            .map(name -> " (" + PrintableText.of(name.toString(), SHOWN) + ")")
            .findFirst()
            .orElse("");
    String message = "refused: " + reason + bean;
    logger.debug("{}: {}", Caller.describe(), message);
    return new SecurityException(message);
  }
}
