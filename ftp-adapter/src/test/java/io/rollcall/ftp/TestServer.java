package io.rollcall.ftp;

import io.rollcall.FtpSessionInfo;
import io.rollcall.SessionRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A real FtpServer on a free loopback port, whose sessions go into a registry. */
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "secret";

  /** Longer than any test: what ends a wait is not the server's own time limit. */
  private static final int DATA_IDLE_SECONDS = 120;

  final Path home;
  final SessionRegistry registry;
  final FtpServerFactory factory = new FtpServerFactory();
  final FtpServer server;
  private final UserManager users;

  /** A client that nobody refers to is collected, and its connection closed with it. */
  private final Queue<FTPClient> clients = new ConcurrentLinkedQueue<>();

  private TestServer(Path home, Options options) throws FtpException {
    this.home = home;
    registry = options.registry;
    PropertiesUserManagerFactory userManagers = new PropertiesUserManagerFactory();
    userManagers.setPasswordEncryptor(new ClearTextPasswordEncryptor());
    users = userManagers.createUserManager();
    addUser("alice", 0);
    addUser("anonymous", 0);
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setMaxLogins(0);
    connections.setMaxAnonymousLogins(1_000);
    connections.setMaxLoginFailures(0);
    connections.setLoginFailureDelay(0);
    connections.setMaxThreads(options.threads);
    factory.setConnectionConfig(connections.createConnectionConfig());
    factory.setUserManager(users);
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    if (options.tls) {
      SslConfigurationFactory ssl = new SslConfigurationFactory();
      ssl.setKeystoreFile(TestKeystore.file().toFile());
      ssl.setKeystorePassword(TestKeystore.PASSWORD);
      listener.setSslConfiguration(ssl.createSslConfiguration());
      listener.setImplicitSsl(options.implicit);
    }
    DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
    data.setIdleTime(DATA_IDLE_SECONDS);
    data.setImplicitSsl(options.implicit);
    listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
    options.listener.accept(listener);
    factory.addListener("default", listener.createListener());
    options.factory.accept(factory);
    options.install.install(factory, registry);
    server = factory.createServer();
    server.start();
  }

  /** What a test wants otherwise than usual. */
  static final class Options {
    SessionRegistry registry = SessionRegistry.create();
    int threads = 16;
    boolean tls;
    boolean implicit;
    Consumer<ListenerFactory> listener = factory -> {};
    Consumer<FtpServerFactory> factory = factory -> {};
    Install install = FtpSessions::install;

    TestServer start(Path home) throws FtpException {
      return new TestServer(home, this);
    }
  }

  @FunctionalInterface
  interface Install {
    void install(FtpServerFactory factory, SessionRegistry registry);
  }

  static TestServer start(Path home) throws FtpException {
    return new Options().start(home);
  }

  void addUser(String name, int bytesPerSecond) throws FtpException {
    BaseUser user = new BaseUser();
    user.setName(name);
    user.setPassword(PASSWORD);
    user.setHomeDirectory(home.toString());
    List<Authority> authorities = new ArrayList<>();
    authorities.add(new WritePermission());
    authorities.add(new ConcurrentLoginPermission(0, 0));
    if (bytesPerSecond > 0) {
      authorities.add(new TransferRatePermission(bytesPerSecond, bytesPerSecond));
    }
    user.setAuthorities(authorities);
    users.save(user);
  }

  int port() {
    return factory.getListener("default").getPort();
  }

  FTPClient connect() throws IOException {
    return connect(new FTPClient());
  }

  <C extends FTPClient> C connect(C client) throws IOException {
    clients.removeIf(other -> !other.isConnected());
    clients.add(client);
    client.setControlEncoding("UTF-8");
    client.connect(InetAddress.getLoopbackAddress(), port());
    return client;
  }

  FTPClient login(String login) throws IOException {
    return logIn(connect(), login);
  }

  static <C extends FTPClient> C logIn(C client, String login) throws IOException {
    if (!client.login(login, PASSWORD) || !client.setFileType(FTP.BINARY_FILE_TYPE)) {
      throw new IOException("not logged in: " + client.getReplyString());
    }
    client.enterLocalPassiveMode();
    return client;
  }

  /** A file of the given size, which takes no room on the disk. */
  Path sparseFile(String name, long size) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(size);
    }
    return file;
  }

  /** The row of the one session there is. */
  FtpSessionInfo onlyRow() {
    List<FtpSessionInfo> rows = registry.ftpSessions();
    if (rows.size() != 1) {
      throw new AssertionError("expected one row, found " + rows);
    }
    return rows.get(0);
  }

  /** How many of the server's threads run something. */
  int busyThreads() {
    return ((DefaultFtpServer) server).getServerContext().getThreadPoolExecutor().getActiveCount();
  }

  @Override
  public void close() {
    server.stop();
    registry.close();
  }
}
