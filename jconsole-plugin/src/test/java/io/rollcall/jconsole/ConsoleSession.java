package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** An operator at a JConsole on a screen of its own, who waits until he sees what he waits for. */
final class ConsoleSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String INSECURE = "Insecure connection";

  private final Display display;
  private final RunningConsole console;
  final ConsoleRobot robot;

  private ConsoleSession(Start start) throws IOException {
    this(start, Display.open());
  }

  private ConsoleSession(Start start, Display display) throws IOException {
    this.display = display;
    console = start.on(display);
    robot = console.robot();
  }

  /** Starts a console. */
  @FunctionalInterface
  private interface Start {
    RunningConsole on(Display display) throws IOException;
  }

  /** Skips a test that cannot run here, and says so; where CI is set, nothing may be skipped. */
  static void require(String what) {
    assumeTrue(
        System.getProperty("rollcall.plugin") != null,
        "SKIPPED here: " + what + " is tested once the plugin is a jar, by mvn verify");
    String missing = missing();
    if (missing != null && System.getenv("CI") != null) {
      fail(what + " was not tested: " + missing);
    }
    assumeTrue(missing == null, "SKIPPED: " + what + " in the real JConsole: " + missing);
  }

  private static String missing() {
    if (!Display.isPossible()) {
      return "Xvfb is not installed";
    }
    Path screens = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
    return Files.exists(screens) ? null : "this JDK cannot open windows";
  }

  /** Opens a JConsole that shows the plugin's tabs; given its options and an address. */
  static ConsoleSession open(String... arguments) throws IOException {
    ConsoleSession session =
        new ConsoleSession(display -> RunningConsole.start(display, arguments));
    return session.begin(
        () -> {
          session.acceptPlaintext();
          session.see(() -> session.robot.tabs().contains("FTP Sessions"));
        });
  }

  /** Opens a JConsole that asks for a server, and logs in to it; with the plugin or without. */
  static ConsoleSession logIn(boolean plugin, String url, String user, String password)
      throws IOException {
    ConsoleSession session =
        new ConsoleSession(
            plugin ? RunningConsole::start : RunningConsole::startWithoutPlugin,
            Display.open("1280x720"));
    return session.begin(
        () -> {
          session.see(() -> session.robot.isShowing("Connect"));
          session.robot.connect(url, user, password);
          session.acceptPlaintext();
          session.see(() -> session.robot.tabs().contains(plugin ? "Lockouts" : "MBeans"));
        });
  }

  /** Opens a console that takes the plugin and is not JConsole. */
  static ConsoleSession openContainer(String url) throws IOException {
    ConsoleSession session =
        new ConsoleSession(display -> RunningConsole.startContainer(display, url));
    return session.begin(() -> session.see(() -> session.robot.tabs().contains("FTP Sessions")));
  }

  /** JConsole tries TLS first, and asks. */
  private void acceptPlaintext() throws IOException {
    see(() -> robot.isShowing(INSECURE));
    robot.click(INSECURE);
  }

  private ConsoleSession begin(Beginning beginning) throws IOException {
    try {
      beginning.run();
      robot.enlarge();
      return this;
    } catch (IOException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** What an operator does until there are tabs. */
  @FunctionalInterface
  private interface Beginning {
    void run() throws IOException;
  }

  /** Waits until it is so, and fails with what stands on the screen if it never is. */
  void see(Callable<Boolean> condition) {
    try {
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsMatching(ConsoleSession::isNotOnTheScreenYet)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      picture("unseen");
      throw new AssertionError("not seen; the console says " + output() + screen(), e);
    }
  }

  private static boolean isNotOnTheScreenYet(Throwable exception) {
    return String.valueOf(exception.getMessage()).contains("nothing on the screen");
  }

  private String screen() {
    try {
      return " and shows " + robot.texts();
    } catch (RemoteException e) {
      return " and does not answer: " + e.getMessage();
    }
  }

  /** Selects a tab, and waits for its list. */
  void tab(String title, String prefix) throws IOException {
    see(
        () -> {
          robot.selectTab(title);
          return robot.isShowing(prefix + ".table");
        });
    see(() -> robot.text(prefix + ".status").contains("refreshed"));
  }

  /** The texts of one column of the visible lines. */
  List<String> column(String table, String title) throws IOException {
    int index = robot.columns(table).indexOf(title);
    return robot.lines(table).stream().map(line -> line.get(index)).toList();
  }

  /** Waits until the visible lines say this in one column. */
  void seeColumn(String table, String title, List<String> texts) {
    see(() -> column(table, title).equals(texts));
  }

  /** Ticks the first session of a login; a click right after the lines moved does not count. */
  void tick(String login) {
    String table = "ftp.table";
    see(
        () -> {
          int line = column(table, "FTP user login").indexOf(login);
          if (line >= 0 && column(table, " ").get(line).equals("false")) {
            robot.clickCell(table, line, 0);
          }
          return line >= 0 && column(table, " ").get(line).equals("true");
        });
  }

  /** Sorts by a column, up or down, wherever the order was before. */
  void sort(String table, String column, boolean descending) throws IOException {
    String wanted = column + (descending ? " DESCENDING" : " ASCENDING");
    see(
        () -> {
          if (!robot.order(table).equals(wanted)) {
            robot.clickHeader(table, column);
          }
          return robot.order(table).equals(wanted);
        });
  }

  /** Saves a picture of the screen where the build is asked for pictures. */
  void picture(String name) {
    String directory = System.getProperty("rollcall.pictures");
    if (directory != null) {
      try {
        Path pictures = Files.createDirectories(Path.of(directory));
        robot.screenshot(pictures.resolve(name + ".png").toAbsolutePath().toString());
      } catch (IOException e) {
        throw new IllegalStateException("the picture cannot be saved", e);
      }
    }
  }

  /** What the console has printed. */
  List<String> output() {
    return console.output();
  }

  @Override
  public void close() throws IOException {
    console.close();
    display.close();
  }
}
