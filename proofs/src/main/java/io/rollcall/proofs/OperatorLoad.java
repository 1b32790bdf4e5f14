package io.rollcall.proofs;

import io.rollcall.jmx.RemoteJmx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;

/** An operator at the other end of a JMX connection, who lists and terminates. */
final class OperatorLoad implements Load, AutoCloseable {
  private static final String TEXT = String.class.getName();
  private static final String[] FIND = {TEXT, TEXT, int.class.getName(), int.class.getName()};
  private static final String[] TERMINATE = {String[].class.getName(), TEXT};

  private final Ledger ledger;
  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final AtomicLong notifications = new AtomicLong();
  private final NotificationListener listener =
      (notification, handback) -> notifications.incrementAndGet();

  @SuppressWarnings("BanJNDI") // the address is our own server's
  OperatorLoad(RemoteJmx remote, Ledger ledger) throws IOException {
    this.ledger = ledger;
    connector =
        JMXConnectorFactory.connect(
            remote.url(),
            Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", SoakHost.JMX_PASSWORD}));
    server = connector.getMBeanServerConnection();
  }

  @Override
  public void once() throws IOException, JMException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    ObjectName bean = SoakHost.bean(random.nextBoolean() ? "FtpSessions" : "PanelSessions");
    switch (random.nextInt(6)) {
      case 0 -> server.getAttribute(bean, "Table");
      case 1 -> server.getAttribute(bean, "Sessions");
      case 2 ->
          server.getAttributes(SoakHost.bean("SessionRegistry"), new String[] {"OpenedTotal"});
      case 3 -> {
        server.addNotificationListener(bean, listener, null, null);
        Load.pause(20);
        server.removeNotificationListener(bean, listener);
      }
      default -> terminateSome(bean, random);
    }
    Load.pause(random.nextInt(40));
  }

  private void terminateSome(ObjectName bean, ThreadLocalRandom random)
      throws IOException, JMException {
    CompositeData page =
        (CompositeData) server.invoke(bean, "find", new Object[] {null, null, 0, 50}, FIND);
    CompositeData[] rows = (CompositeData[]) page.get("sessions");
    if (rows.length == 0) {
      return;
    }
    String[] ids = new String[1 + random.nextInt(Math.min(3, rows.length))];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (String) rows[random.nextInt(rows.length)].get("id");
    }
    CompositeData[] answers =
        (CompositeData[])
            server.invoke(bean, "terminateSessions", new Object[] {ids, "soak"}, TERMINATE);
    long answered = System.nanoTime();
    for (CompositeData answer : answers) {
      if (answer.get("outcome").equals("TERMINATED") && answer.get("login") != null) {
        ledger.terminated((String) answer.get("login"), answered);
      }
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
