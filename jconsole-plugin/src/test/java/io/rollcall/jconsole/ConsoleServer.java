package io.rollcall.jconsole;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.Registration;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.ftp.FtpSessions;
import io.rollcall.jmx.SessionMBeans;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A real FTP server and a registry with its beans, reached over a real connector. */
final class ConsoleServer implements AutoCloseable {
  static final String FILE = "site-backup.tar";
  private static final String PASSWORD = "secret";
  private static final long FILE_SIZE = 1L << 30;

  final SessionRegistry registry = SessionRegistry.create();
  final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  final JmxDoor jmx;
  private final Registration registration;
  private final Path home;
  private final FtpServerFactory factory = new FtpServerFactory();
  private final UserManager users;
  private final FtpServer ftp;

  private ConsoleServer(String role, Path home) throws IOException, FtpException {
    this.home = home;
    registration = SessionMBeans.builder(registry).mBeanServer(beans).register();
    jmx = JmxDoor.open(beans, role);
    PropertiesUserManagerFactory managers = new PropertiesUserManagerFactory();
    managers.setPasswordEncryptor(new ClearTextPasswordEncryptor());
    users = managers.createUserManager();
    factory.setUserManager(users);
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    factory.addListener("default", listener.createListener());
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setMaxLogins(0);
    factory.setConnectionConfig(connections.createConnectionConfig());
    FtpSessions.builder(registry)
        .accountResolver(login -> new Account(login, AccountType.DOMAIN_OWNER, "example.com"))
        .install(factory);
    ftp = factory.createServer();
    ftp.start();
  }

  /** Whoever connects may do everything. */
  static ConsoleServer start(Path home) throws IOException, FtpException {
    return new ConsoleServer("readwrite", home);
  }

  /** Whoever connects may only read, as the JDK's own access control has it. */
  static ConsoleServer startReadOnly(Path home) throws IOException, FtpException {
    return new ConsoleServer("readonly", home);
  }

  /** A real client that has logged in, with a directory and a large file of its own. */
  FTPClient login(String login) throws IOException, FtpException {
    Path directory = Files.createDirectories(home.resolve(Integer.toHexString(login.hashCode())));
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw")) {
      file.setLength(FILE_SIZE); // sparse: takes no room on the disk
    }
    BaseUser user = new BaseUser();
    user.setName(login);
    user.setPassword(PASSWORD);
    user.setHomeDirectory(directory.toString());
    user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0)));
    users.save(user);
    FTPClient client = new FTPClient();
    client.setControlEncoding("UTF-8");
    client.connect(InetAddress.getLoopbackAddress(), factory.getListener("default").getPort());
    if (!client.login(login, PASSWORD) || !client.setFileType(FTP.BINARY_FILE_TYPE)) {
      throw new IOException("not logged in: " + client.getReplyString());
    }
    client.enterLocalPassiveMode();
    return client;
  }

  /** A session of no real client, which is gone at once when it is ordered to end. */
  FtpHandle ftp(String login, String address) {
    return ftp(new Account(login, AccountType.WEB_USER, "example.com"), address);
  }

  FtpHandle ftp(Account account, String address) {
    CompletableFuture<SessionHandle> opened = new CompletableFuture<>();
    FtpHandle handle = registry.openFtp(address(address), "FTP", endAtOnce(opened));
    opened.complete(handle);
    handle.loggedIn(account);
    return handle;
  }

  /** A browser's session, likewise. */
  SessionHandle panel(Account account, String address, String client) {
    CompletableFuture<SessionHandle> opened = new CompletableFuture<>();
    SessionHandle handle =
        registry.openPanel(
            PanelLogin.of(account).address(address(address)).client(client).build(),
            endAtOnce(opened));
    opened.complete(handle);
    return handle;
  }

  private static SessionControl endAtOnce(CompletableFuture<SessionHandle> opened) {
    return order -> opened.join().closed(Ending.Cause.DISCONNECTED);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Ends everybody's sessions and lifts all lockouts. */
  void clear() {
    TerminationOrder order = TerminationOrder.by("test");
    registry
        .lockouts()
        .list()
        .forEach(lockout -> registry.lockouts().lift(lockout.target(), order));
    registry.terminateMatching(Service.FTP, Filter.all(), order);
    registry.terminateMatching(Service.PANEL, Filter.all(), order);
  }

  @Override
  public void close() throws IOException {
    jmx.close();
    ftp.stop();
    registration.close();
    registry.close();
  }
}
