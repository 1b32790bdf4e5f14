package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.spi.FtpHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand sessions that come and go, 500 a second, behind a console in use. Short by default;
 * {@code -Drollcall.seconds=60} makes it a minute.
 */
class LoadConsoleTest {
  private static final int SESSIONS = 10_000;
  private static final int EVERY_MILLIS = 10;
  private static final int AT_ONCE = 5;

  /** {@code -Drollcall.seconds=60} for the long proof. */
  private static final long SECONDS = Long.getLong("rollcall.seconds", 10);

  private static final long MOST_STALL_MILLIS = 200;

  private static final long MOST_GROWTH = 16 << 20;

  @TempDir private Path home;

  @Test
  void theWindowNeverStallsAndMemoryStaysFlat() throws Exception {
    ConsoleSession.require("Ten thousand sessions");
    ScheduledExecutorService clients = Executors.newSingleThreadScheduledExecutor();
    try (ConsoleServer server = ConsoleServer.start(home);
        ConsoleSession operator = ConsoleSession.open(server.jmx.url())) {
      ConsoleRobot robot = operator.robot;
      Deque<FtpHandle> open = new ArrayDeque<>();
      AtomicLong opened = new AtomicLong();
      while (opened.get() < SESSIONS) {
        open.add(next(server, opened));
      }
      operator.tab("FTP Sessions", "ftp");
      operator.see(() -> robot.rowCount("ftp.table") == SESSIONS);
      ScheduledFuture<?> traffic =
          clients.scheduleAtFixedRate(
              () -> {
                for (int i = 0; i < AT_ONCE; i++) {
                  open.remove().closed(Ending.Cause.DISCONNECTED);
                  open.add(next(server, opened));
                }
              },
              0,
              EVERY_MILLIS,
              TimeUnit.MILLISECONDS);
      use(operator, Duration.ofSeconds(3)); // classes are loaded, code is compiled
      long before = robot.usedBytes();
      long openedBefore = opened.get();
      robot.longestStallMillis();
      Duration duration = Duration.ofSeconds(SECONDS);
      long longest = use(operator, duration);
      List<String> stall = robot.longestStall();
      assertTrue(!traffic.isDone(), "the traffic goes on");
      long rate = (opened.get() - openedBefore) / duration.toSeconds();
      long growth = robot.usedBytes() - before;
      System.out.printf(
          "%,d sessions, %d a second: the longest stall %d ms, heap %,d KB before, %+,d KB after%n",
          SESSIONS, rate, longest, before >> 10, growth >> 10);
      operator.picture("load");
      assertTrue(rate > 400, "sessions a second: " + rate);
      assertTrue(
          longest <= MOST_STALL_MILLIS,
          "the window stalled for " + longest + " ms in " + String.join("\n", stall));
      assertTrue(growth <= MOST_GROWTH, "the heap grew by " + growth + " bytes");
    } finally {
      clients.shutdownNow();
    }
  }

  private static FtpHandle next(ConsoleServer server, AtomicLong opened) {
    long number = opened.getAndIncrement();
    return server.ftp("user" + number % 3_000, "198.51.100." + number % 250);
  }

  /** Scrolls, sorts, points and ticks, and returns the longest stall meanwhile. */
  private static long use(ConsoleSession operator, Duration duration) throws Exception {
    ConsoleRobot robot = operator.robot;
    long end = System.nanoTime() + duration.toNanos();
    for (int turn = 1; System.nanoTime() < end; turn++) {
      robot.scrollTo("ftp.table", turn * 977 % (SESSIONS - 100));
      operator.see(() -> !operator.column("ftp.table", "FTP user login").contains("…"));
      if (turn % 5 == 0) {
        robot.clickHeader("ftp.table", turn % 2 == 0 ? "Idle time" : "FTP user login");
      }
      robot.pointAt("ftp.table", robot.firstVisible("ftp.table") + 3, 3);
    }
    return robot.longestStallMillis();
  }
}
