package io.rollcall.benchmarks.endtoend;

import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.ftp.FtpSessions;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/**
 * An Apache FtpServer on a free loopback port, with or without the registry.
 *
 * <p>Its commands besides the {@link ServerShell}'s, all of the registry: {@code transferring}
 * tells how many sessions transfer a file, {@code terminate LOGIN} ends a login's session and
 * {@code terminateAll} all there are; both answer when the order began by {@link System#nanoTime},
 * how many nanoseconds it took, and how many sessions were found ended by then.
 */
final class FtpServerMain {
  static final String PASSWORD = "secret";

  private FtpServerMain() {}

  static String login(int number) {
    return "user" + number;
  }

  /**
   * Starts one in a JVM of its own.
   *
   * @param home the home directory of all users
   * @param sessions how many users there are, and threads, so that each may transfer
   * @param registered whether the registry is installed
   */
  static ServerProcess start(String home, int sessions, boolean registered) throws IOException {
    return ServerProcess.start(
        FtpServerMain.class, home, Integer.toString(sessions), Boolean.toString(registered));
  }

  /**
   * Runs the server until the standard input ends.
   *
   * @param arguments as {@link #start} has them
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    int sessions = Integer.parseInt(arguments[1]);
    boolean registered = Boolean.parseBoolean(arguments[2]);
    FtpServerFactory factory = factory(arguments[0], sessions);
    ServerShell shell = new ServerShell();
    if (registered) {
      SessionRegistry registry = SessionRegistry.create();
      FtpSessions.install(factory, registry);
      shell
          .command("transferring", () -> Integer.toString(transferring(registry)))
          .command("terminate", login -> timed(() -> terminate(registry, Filter.login(login))))
          .command("terminateAll", () -> timed(() -> terminate(registry, Filter.all())));
    }
    factory.createServer().start();
    shell.run(factory.getListener("default").getPort());
  }

  private static FtpServerFactory factory(String home, int sessions) throws FtpException {
    PropertiesUserManagerFactory userManagers = new PropertiesUserManagerFactory();
    userManagers.setPasswordEncryptor(new ClearTextPasswordEncryptor());
    UserManager users = userManagers.createUserManager();
    for (int i = 0; i < sessions; i++) {
      BaseUser user = new BaseUser();
      user.setName(login(i));
      user.setPassword(PASSWORD);
      user.setHomeDirectory(home);
      user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0)));
      users.save(user);
    }
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setMaxLogins(0);
    connections.setMaxThreads(sessions);
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    FtpServerFactory factory = new FtpServerFactory();
    factory.setConnectionConfig(connections.createConnectionConfig());
    factory.setUserManager(users);
    factory.addListener("default", listener.createListener());
    return factory;
  }

  private static int transferring(SessionRegistry registry) {
    int transferring = 0;
    for (FtpSessionInfo session : registry.ftpSessions()) {
      if (session.transfer() != null) {
        transferring++;
      }
    }
    return transferring;
  }

  private static long terminate(SessionRegistry registry, Filter filter) {
    TerminationOrder order = TerminationOrder.by("benchmark").because("measured");
    List<Termination> terminations = registry.terminateMatching(Service.FTP, filter, order);
    return terminations.stream()
        .filter(termination -> termination.outcome() == TerminationOutcome.TERMINATED)
        .count();
  }

  private static String timed(Supplier<Long> order) {
    long began = System.nanoTime();
    long ended = order.get();
    return began + " " + (System.nanoTime() - began) + " " + ended;
  }
}
