package io.rollcall.jmx;

import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A registry whose beans {@link RemoteJmx} opens, with a viewer and an operator. */
final class RemoteConsole implements AutoCloseable {
  static final String PASSWORD = "a long secret";
  static final String TEXT = String.class.getName();

  final String name = "remote-" + UUID.randomUUID();
  final SessionRegistry registry = SessionRegistry.builder().name(name).build();
  final Door door = new Door(registry);
  final ObjectName ftp = Console.name("type=FtpSessions,name=" + name);
  final ObjectName access = Console.name("type=AccessControl,name=" + name);
  final RemoteJmx remote;
  private final Registration beans = SessionMBeans.register(registry);
  private final Deque<Closeable> opened = new ArrayDeque<>();

  RemoteConsole() throws IOException {
    this(builder());
  }

  RemoteConsole(RemoteJmx.Builder builder) throws IOException {
    remote = builder.start();
  }

  /** A viewer and an operator, on any free port. */
  static RemoteJmx.Builder builder() {
    return RemoteJmx.builder()
        .viewer("viewer", PASSWORD.toCharArray())
        .operator("operator", PASSWORD.toCharArray());
  }

  MBeanServerConnection as(String login) throws IOException {
    return connect(login).getMBeanServerConnection();
  }

  JMXConnector connect(String login) throws IOException {
    JMXConnector connector = connect(remote.url(), new String[] {login, PASSWORD});
    opened.push(connector);
    return connector;
  }

  @SuppressWarnings("BanJNDI") // the address is our own server's
  static JMXConnector connect(JMXServiceURL url, Object credentials) throws IOException {
    return JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, credentials));
  }

  @Nullable Object terminate(MBeanServerConnection connection, String id) throws Exception {
    return connection.invoke(ftp, "terminate", new Object[] {id, "why"}, new String[] {TEXT, TEXT});
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        // the test has closed the server's end
      }
    }
    remote.close();
    beans.close();
    registry.close();
  }
}
