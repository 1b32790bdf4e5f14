package io.rollcall.examples;

import io.rollcall.FailedLoginLimit;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.RemoteJmx;
import io.rollcall.jmx.SessionMBeans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A small hosting server: FTP and a control panel, whose sessions JMX lists and ends. Everything is
 * bound to the loopback address.
 */
public final class HostingDemo implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";
  private static final Logger logger = LoggerFactory.getLogger(HostingDemo.class);

  /** What to close, last opened first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final SessionRegistry sessions;
  private final DemoFtpServer ftp;
  private final DemoPanel panel;
  private final RemoteJmx jmx;

  private HostingDemo(Options options) throws Exception {
    try {
      Path home = Files.createDirectories(options.home.toAbsolutePath());
      sessions = opened(registry(options, home));
      opened(SessionMBeans.register(sessions));
      ftp = opened(DemoFtpServer.start(sessions, options.ftpPort, home, DemoKeystore.in(home)));
      panel = DemoPanel.start(sessions, options.panelPort);
      opened.push(panel::stop);
      jmx = opened(DemoJmx.start(options.jmxPort));
      if (options.traffic > 0) {
        opened(DemoTraffic.start(options.traffic, ftp.port(), panel.port()));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private static SessionRegistry registry(Options options, Path home) {
    SessionRegistry.Builder builder =
        SessionRegistry.builder().lockoutFile(home.resolve("lockouts"));
    if (options.failedLogins > 0) {
      builder.failedLoginLimit(
          new FailedLoginLimit(
              options.failedLogins,
              Duration.ofMinutes(10),
              Duration.ofMinutes(1),
              Duration.ofHours(1)));
    }
    return builder.build();
  }

  private <C extends AutoCloseable> C opened(C part) {
    opened.push(part);
    return part;
  }

  /** The command line's options. */
  @Command(
      name = "rollcall-demo",
      description = "A small hosting server whose FTP and panel sessions JMX lists and ends.")
  static final class Options implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;

    @Option(
        names = "--ftp-port",
        paramLabel = "PORT",
        description = "FTP port; 0 for any free one (default ${DEFAULT-VALUE}).")
    int ftpPort = 2121;

    @Option(
        names = "--panel-port",
        paramLabel = "PORT",
        description = "Panel port; 0 for any free one (default ${DEFAULT-VALUE}).")
    int panelPort = 8080;

    @Option(
        names = "--jmx-port",
        paramLabel = "PORT",
        description = "JMX port; 0 for any free one (default ${DEFAULT-VALUE}).")
    int jmxPort = 9010;

    @Option(
        names = "--home",
        paramLabel = "DIR",
        description = "Where the users' files go (default ${DEFAULT-VALUE}).")
    Path home = Path.of("rollcall-demo-home");

    @Option(
        names = "--traffic",
        paramLabel = "N",
        description = "Keep this many real FTP and HTTP clients busy (default ${DEFAULT-VALUE}).")
    int traffic;

    @Option(
        names = "--failed-logins",
        paramLabel = "N",
        description =
            "Lock out after this many failed logins in ten minutes; 0 for never (default"
                + " ${DEFAULT-VALUE}).")
    int failedLogins;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and exit.")
    boolean help;

    @Override
    public Integer call() throws Exception {
      requirePort("--ftp-port", ftpPort);
      requirePort("--panel-port", panelPort);
      requirePort("--jmx-port", jmxPort);
      if (traffic < 0 || traffic > 1_000) {
        throw refused("--traffic", traffic, "0 to 1000");
      }
      if (failedLogins < 0) {
        throw refused("--failed-logins", failedLogins, "0 or more");
      }
      HostingDemo demo = HostingDemo.start(this);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    demo.close();
                    stopped.countDown();
                  }));
      System.out.println(demo.readyLine());
      stopped.await();
      return 0;
    }

    private void requirePort(String option, int port) {
      if (port < 0 || port > 65_535) {
        throw refused(option, port, "a port, 0 to 65535");
      }
    }

    private ParameterException refused(String option, int value, String expected) {
      return new ParameterException(
          spec.commandLine(), option + " is " + value + "; expected " + expected);
    }
  }

  static HostingDemo start(Options options) throws Exception {
    return new HostingDemo(options);
  }

  SessionRegistry sessions() {
    return sessions;
  }

  int ftpPort() {
    return ftp.port();
  }

  int panelPort() {
    return panel.port();
  }

  String jmxUrl() {
    return jmx.url().toString();
  }

  String readyLine() {
    return "READY ftp=%1$s:%2$d panel=http://%1$s:%3$d/ jmx=%4$s"
        .formatted(LOOPBACK, ftpPort(), panelPort(), jmxUrl());
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        logger.warn("a part of the demo did not stop cleanly", e);
      }
    }
  }

  /**
   * Runs the demo until it is stopped.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    int status =
        new CommandLine(new Options())
            .setExecutionExceptionHandler(HostingDemo::cannotStart)
            .execute(arguments);
    System.exit(status);
  }

  private static int cannotStart(
      Exception reason, CommandLine command, CommandLine.ParseResult arguments) {
    logger.debug("the demo cannot start", reason);
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    command.getErr().println("rollcall-demo cannot start: " + reason.getMessage() + ": " + cause);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
