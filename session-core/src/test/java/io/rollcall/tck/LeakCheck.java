package io.rollcall.tck;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a piece of work leaves behind: threads, sockets, beans, and objects that stand for a session
 * or its connection. Begun before the work, and asked when all that the work opened is closed.
 *
 * <p>Objects are counted in the JVM's own histogram of its heap after a collection, so what is
 * found is held by something. The JVM's and the test kit's own threads are left out.
 */
public final class LeakCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private static final Pattern JVM_OR_TEST_KIT =
      Pattern.compile(
          "process reaper.*|awaitility.*|HttpClient-.*|surefire.*|Common-Cleaner|Cleaner-.*"
              + "|Attach Listener|Signal Dispatcher|Finalizer|Keep-Alive-.*|ForkJoinPool\\.common.*"
              + "|jqwik.*|junit.*|idle-connection-reaper|process-.*|Reference Handler");

  /** Classes of which there is one for each session, connection, transfer or order. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "io\\.rollcall\\.internal\\.(FtpRow|PanelRow|TerminationAttempt|TransferCounter)"
              + "|io\\.rollcall\\.ftp\\.(FtpConnection|CommandFilter|DataConnections|RefusingFilter)"
              + "|io\\.rollcall\\.panel\\.(TrackedSession|LiveSession|StoredLogin)"
              + "|org\\.apache\\.mina\\.transport\\.socket\\.nio\\.NioSocketSession");

  /** A line of the histogram: number, instances, bytes, class. */
  private static final Pattern HISTOGRAM_LINE =
      Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);

  static {
    makeTheJvmsOwnSocket();
  }

  private final Set<Thread> threads = threads();
  private final Set<String> sockets = sockets();
  private final Set<ObjectName> beans = beans();
  private final Map<String, Long> instances = instances();

  private LeakCheck() {}

  /**
   * Notes what there is now.
   *
   * @return to be asked when the work is over
   */
  public static LeakCheck begin() {
    return new LeakCheck();
  }

  /**
   * Waits until nothing is left of the work, at most 20 seconds.
   *
   * @throws AssertionError if something stays; its message lists what
   */
  public void assertNothingLeft() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertEquals(List.of(), left()));
  }

  private List<String> left() {
    List<String> left = new ArrayList<>();
    threads().stream()
        .filter(thread -> !threads.contains(thread))
        .forEach(thread -> left.add("thread " + thread.getName()));
    sockets().stream()
        .filter(socket -> !sockets.contains(socket))
        .forEach(socket -> left.add("descriptor " + socket));
    beans().stream()
        .filter(bean -> !beans.contains(bean))
        .forEach(bean -> left.add("bean " + bean));
    if (left.isEmpty()) { // a histogram takes a collection
      instances()
          .forEach(
              (type, count) -> {
                if (count > instances.getOrDefault(type, 0L)) {
                  left.add(count + " instances of " + type + ", before " + instances.get(type));
                }
              });
    }
    return left;
  }

  private static Set<Thread> threads() {
    Set<Thread> found = new HashSet<>(Thread.getAllStackTraces().keySet());
    found.removeIf(thread -> JVM_OR_TEST_KIT.matcher(thread.getName()).matches());
    return found;
  }

  /**
   * The JVM makes a socket to put in the place of others that it closes, when it first deals with
   * files (JDK 17) or sockets (later ones), and keeps it for good: that is no leak.
   */
  private static void makeTheJvmsOwnSocket() {
    try (FileChannel file =
            FileChannel.open(Files.createTempFile("leak-check", null), READ, DELETE_ON_CLOSE);
        SocketChannel socket = SocketChannel.open()) {
      if (!file.isOpen() || !socket.isOpen()) {
        throw new IllegalStateException("closed before they were used");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The open sockets of this process; empty where the system does not show them. */
  private static Set<String> sockets() {
    Set<String> found = new HashSet<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
        for (Path descriptor : descriptors.toList()) {
          noteSocket(descriptor, found);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static void noteSocket(Path descriptor, Set<String> found) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith("socket:")) {
        found.add(target);
      }
    } catch (IOException e) {
      // closed while we look: it is not left
    }
  }

  private static Set<ObjectName> beans() {
    return ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
  }

  private static Map<String, Long> instances() {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      Map<String, Long> counts = new HashMap<>();
      Matcher line = HISTOGRAM_LINE.matcher(histogram);
      while (line.find()) {
        if (COUNTED.matcher(line.group(2)).matches()) {
          counts.put(line.group(2), Long.valueOf(line.group(1)));
        }
      }
      return counts;
    } catch (JMException e) {
      throw new IllegalStateException("this JVM tells no histogram", e);
    }
  }
}
