package io.rollcall.proofs;

import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import io.rollcall.ftp.FtpSessions;
import io.rollcall.jmx.RemoteJmx;
import io.rollcall.jmx.SessionMBeans;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;

/** A whole hosting server: an FTP server, a panel on Tomcat, and JMX, all on loopback. */
final class SoakHost implements AutoCloseable {
  static final String NAME = "soak";
  static final String FTP_LOGIN = "ftp";
  static final String PANEL_LOGIN = "panel";
  static final String PASSWORD = "secret";
  static final String JMX_PASSWORD = "a long secret";
  static final String SMALL_FILE = "small.bin";
  static final String LARGE_FILE = "large.bin";
  private static final int SESSION_BEANS = 100;
  private static final int FTP_THREADS = 64;

  final SessionRegistry registry = SessionRegistry.builder().name(NAME).build();
  final RemoteJmx jmx;
  private final Registration beans;
  private final FtpServerFactory ftpFactory = new FtpServerFactory();
  private final FtpServer ftp;
  private final Tomcat tomcat = new Tomcat();

  SoakHost(Path directory) throws IOException, FtpException, LifecycleException {
    beans = SessionMBeans.builder(registry).sessionBeans(SESSION_BEANS).register();
    jmx = RemoteJmx.builder().operator("operator", JMX_PASSWORD.toCharArray()).start();
    ftp = startFtp(Files.createDirectories(directory.resolve("ftp")));
    startPanel(Files.createDirectories(directory.resolve("panel")));
  }

  private FtpServer startFtp(Path home) throws IOException, FtpException {
    makeFile(home.resolve(SMALL_FILE), 1_000_000);
    makeFile(home.resolve(LARGE_FILE), 1L << 30);
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    ftpFactory.addListener("default", listener.createListener());
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setMaxLogins(0);
    connections.setMaxLoginFailures(0);
    connections.setLoginFailureDelay(0);
    connections.setMaxThreads(FTP_THREADS);
    ftpFactory.setConnectionConfig(connections.createConnectionConfig());
    ftpFactory.setUserManager(new SoakUsers(home));
    FtpSessions.install(ftpFactory, registry);
    FtpServer server = ftpFactory.createServer();
    server.start();
    return server;
  }

  private static void makeFile(Path file, long size) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(size); // sparse: takes no room on the disk
    }
  }

  private void startPanel(Path directory) throws LifecycleException {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.getConnector().setProperty("keepAliveTimeout", "-1");
    StandardContext context =
        (StandardContext) tomcat.addContext("", directory.toAbsolutePath().toString());
    context.setBackgroundProcessorDelay(1);
    context.setClearReferencesRmiTargets(false); // what it looks for is the operator's
    context.setClearReferencesThreadLocals(false);
    context.addServletContainerInitializer((classes, application) -> deploy(application), null);
    tomcat.start();
  }

  private void deploy(ServletContext application) {
    PanelSessions.builder(registry)
        .loginAttribute(SoakPanel.USER)
        .loginPage("/login")
        .install(application);
    application.addServlet("panel", new SoakPanel()).addMapping("/*");
  }

  int ftpPort() {
    return ftpFactory.getListener("default").getPort();
  }

  int panelPort() {
    return tomcat.getConnector().getLocalPort();
  }

  static ObjectName bean(String type) {
    return name("type=" + type + ",name=" + NAME);
  }

  static ObjectName name(String keys) {
    try {
      return new ObjectName("io.rollcall:" + keys);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(keys, e);
    }
  }

  /** Everything that the registry lists, for a message. */
  List<Object> rows() {
    return List.of(registry.ftpSessions(), registry.panelSessions());
  }

  @Override
  public void close() throws IOException {
    jmx.close();
    ftp.stop();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException("the panel did not stop", e);
    }
    beans.close();
    registry.close();
  }
}
