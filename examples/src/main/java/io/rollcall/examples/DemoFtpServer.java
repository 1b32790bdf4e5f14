package io.rollcall.examples;

import io.rollcall.SessionRegistry;
import io.rollcall.ftp.FtpSessions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** The demo's FTP server: plain, or encrypted if the client asks for it. */
final class DemoFtpServer implements AutoCloseable {
  static final String LARGE_FILE = "site-backup.tar";
  private static final long LARGE_FILE_SIZE = 1L << 30;

  private final FtpServerFactory factory = new FtpServerFactory();
  private final FtpServer server;

  private DemoFtpServer(SessionRegistry sessions, int port, Path home, Path keystore)
      throws FtpException, IOException {
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress(HostingDemo.LOOPBACK);
    listener.setPort(port);
    SslConfigurationFactory tls = new SslConfigurationFactory();
    tls.setKeystoreFile(keystore.toFile());
    tls.setKeystorePassword(DemoKeystore.PASSWORD);
    listener.setSslConfiguration(tls.createSslConfiguration());
    factory.addListener("default", listener.createListener());

    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setMaxLogins(1_000);
    connections.setMaxAnonymousLogins(1_000);
    connections.setMaxThreads(64);
    factory.setConnectionConfig(connections.createConnectionConfig());
    factory.setUserManager(users(home));

    FtpSessions.builder(sessions)
        .accountResolver(login -> DemoAccount.find(DemoAccount.FTP, login))
        .install(factory);
    server = factory.createServer();
    server.start();
  }

  static DemoFtpServer start(SessionRegistry sessions, int port, Path home, Path keystore)
      throws FtpException, IOException {
    return new DemoFtpServer(sessions, port, home, keystore);
  }

  private static UserManager users(Path home) throws FtpException, IOException {
    PropertiesUserManagerFactory managers = new PropertiesUserManagerFactory();
    managers.setPasswordEncryptor(new ClearTextPasswordEncryptor());
    UserManager users = managers.createUserManager();
    for (DemoAccount account : DemoAccount.FTP) {
      // a login may have signs that a file's name cannot have everywhere
      String name = account.login().replaceAll("[^a-z]", "_");
      Path directory = Files.createDirectories(home.resolve(name));
      fill(directory);
      BaseUser user = new BaseUser();
      user.setName(account.login());
      user.setPassword(DemoAccount.PASSWORD);
      user.setHomeDirectory(directory.toString());
      user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0)));
      users.save(user);
    }
    return users;
  }

  private static void fill(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("httpdocs"));
    Path large = directory.resolve(LARGE_FILE);
    if (Files.notExists(large)) {
      try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
        file.setLength(LARGE_FILE_SIZE); // sparse: takes no room on the disk
      }
    }
    Files.writeString(directory.resolve("httpdocs").resolve("index.html"), "<h1>It works</h1>\n");
  }

  int port() {
    return factory.getListener("default").getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
