package io.rollcall.examples;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/** The demo on free ports, with an operator who has nothing but JMX. */
final class RunningDemo implements AutoCloseable {
  static final ObjectName FTP_SESSIONS = name("io.rollcall:type=FtpSessions,name=default");
  static final ObjectName PANEL_SESSIONS = name("io.rollcall:type=PanelSessions,name=default");
  static final ObjectName REGISTRY = name("io.rollcall:type=SessionRegistry,name=default");
  static final String STRING = String.class.getName();

  final HostingDemo demo;
  final MBeanServerConnection operator;
  private final Deque<Closeable> opened = new ArrayDeque<>();

  RunningDemo(Path home) throws Exception {
    this(home, 0);
  }

  RunningDemo(Path home, int traffic) throws Exception {
    this(home, traffic, 0);
  }

  RunningDemo(Path home, int traffic, int failedLogins) throws Exception {
    HostingDemo.Options options = new HostingDemo.Options();
    options.failedLogins = failedLogins;
    options.ftpPort = 0;
    options.panelPort = 0;
    options.jmxPort = 0;
    options.home = home;
    options.traffic = traffic;
    demo = HostingDemo.start(options);
    opened.push(demo::close);
    operator = connect("operator");
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("BanJNDI") // the address is the demo's own
  MBeanServerConnection connect(String login) throws IOException {
    JMXConnector connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL(demo.jmxUrl()),
            Map.of(JMXConnector.CREDENTIALS, new String[] {login, DemoAccount.PASSWORD}));
    opened.push(connector);
    return connector.getMBeanServerConnection();
  }

  URI panel(String path) {
    return URI.create("http://%s:%d%s".formatted(HostingDemo.LOOPBACK, demo.panelPort(), path));
  }

  FTPClient ftp(String login) throws IOException {
    return ftp(login, HostingDemo.LOOPBACK);
  }

  /** Logs in from one of this machine's loopback addresses. */
  FTPClient ftp(String login, String from) throws IOException {
    FTPClient client = new FTPClient();
    client.setControlEncoding("UTF-8");
    client.connect(
        InetAddress.getLoopbackAddress(), demo.ftpPort(), InetAddress.getByName(from), 0);
    if (!client.login(login, DemoAccount.PASSWORD)) {
      throw new IOException("not logged in: " + client.getReplyString());
    }
    client.setFileType(FTP.BINARY_FILE_TYPE);
    client.enterLocalPassiveMode();
    opened.push(client::disconnect);
    return client;
  }

  List<CompositeData> rows(ObjectName bean) throws JMException, IOException {
    return Arrays.asList((CompositeData[]) operator.getAttribute(bean, "Sessions"));
  }

  /** The one row with the given login. */
  CompositeData row(ObjectName bean, String login) throws JMException, IOException {
    List<CompositeData> found =
        rows(bean).stream().filter(row -> login.equals(row.get("login"))).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one row of " + login + ", found " + found);
    }
    return found.get(0);
  }

  /** The id of the one row with the given login. */
  String id(ObjectName bean, String login) throws JMException, IOException {
    return (String) row(bean, login).get("id");
  }

  /** Orders one session to end, as a program does, and returns the answer. */
  CompositeData terminate(ObjectName bean, Object id, String reason)
      throws JMException, IOException {
    CompositeData[] answers =
        (CompositeData[])
            operator.invoke(
                bean,
                "terminateSessions",
                new Object[] {new String[] {(String) id}, reason},
                new String[] {String[].class.getName(), STRING});
    return answers[0];
  }

  String terminateAll(ObjectName bean, String filter) throws JMException, IOException {
    return (String)
        operator.invoke(
            bean,
            "terminateMatching",
            new Object[] {filter, null, false},
            new String[] {STRING, STRING, "boolean"});
  }

  int count(ObjectName bean) throws JMException, IOException {
    return (Integer) operator.getAttribute(bean, "Count");
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        // a client whose connection an order has closed
      }
    }
  }
}
