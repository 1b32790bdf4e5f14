package io.rollcall.jmx;

import io.rollcall.Registration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers beans and takes out those, and only those, that it registered. The MBean server is
 * called without a lock, since it may call anybody's listeners.
 */
final class BeanRegistrar implements Registration {
  private static final Logger logger = LoggerFactory.getLogger(SessionMBeans.class);

  private final MBeanServer server;

  /** What is registered and not yet taken out; guarded by itself. */
  private final Map<ObjectName, OpenBean> beans = new LinkedHashMap<>();

  BeanRegistrar(MBeanServer server) {
    this.server = server;
  }

  void add(ObjectName name, OpenBean bean) throws JMException {
    server.registerMBean(bean, name);
    synchronized (beans) {
      beans.put(name, bean);
    }
  }

  /** Takes a bean out, unless somebody has done so before; logs what fails. */
  void remove(ObjectName name) {
    @Nullable OpenBean bean;
    synchronized (beans) {
      bean = beans.remove(name);
    }
    if (bean == null || !bean.isRegistered()) {
      return;
    }
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      logger.debug("{} had been unregistered by somebody else", name);
    } catch (JMException | RuntimeException e) {
      logger.warn("{} could not be unregistered", name, e);
    }
  }

  @Override
  public void close() {
    List<ObjectName> names;
    synchronized (beans) {
      names = List.copyOf(beans.keySet());
    }
    names.forEach(this::remove);
  }
}
