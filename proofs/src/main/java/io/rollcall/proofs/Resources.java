package io.rollcall.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the process holds at a moment.
 *
 * @param threads how many there are of each name, numbers left out
 * @param sockets how many are open
 */
record Resources(Map<String, Integer> threads, long sockets) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Resources now() {
    Map<String, Integer> threads = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      threads.merge(thread.getName().replaceAll("[0-9]+(\\.[0-9]+)*", "N"), 1, Integer::sum);
    }
    return new Resources(threads, countSockets());
  }

  private static long countSockets() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(Resources::isSocket).count();
    } catch (IOException e) {
      return 0; // not on Linux: there is nothing to see
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed while we look
    }
  }

  /** Waits until there is no more than this, and returns what is too much after a minute. */
  List<String> awaitNothingMore() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> more = more(now());
    while (!more.isEmpty() && System.nanoTime() < end) {
      Load.pause(500);
      more = more(now());
    }
    return more;
  }

  private List<String> more(Resources present) {
    List<String> more = new ArrayList<>();
    present.threads.forEach(
        (name, count) -> {
          int before = threads.getOrDefault(name, 0);
          if (count > before && !isOfTheJvm(name)) {
            more.add(count + " threads " + name + ", before " + before);
          }
        });
    if (present.sockets > sockets) {
      more.add(present.sockets + " sockets, before " + sockets);
    }
    return more;
  }

  /** The JVM starts and ends these as it likes. */
  private static boolean isOfTheJvm(String name) {
    return name.startsWith("CN CompilerThread") || name.equals("CN") || name.startsWith("RMI ");
  }

  @Override
  public String toString() {
    int all = threads.values().stream().mapToInt(Integer::intValue).sum();
    return all + " threads, " + sockets + " sockets";
  }
}
