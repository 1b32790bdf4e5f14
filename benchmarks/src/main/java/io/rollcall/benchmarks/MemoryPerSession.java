package io.rollcall.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.benchmarks.peers.SessionStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.nio.file.Path;

/**
 * The heap that a session takes: what is used after a collection with so many sessions open, less
 * what was used before, when their logins, addresses and container's ids were there already.
 */
final class MemoryPerSession {
  private static final int SESSIONS = 200_000;

  /** Collections until what is unreachable is gone. */
  private static final int COLLECTIONS = 3;

  private MemoryPerSession() {}

  /** Measures a store, in a JVM of its own. */
  static double measure(String store) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryPerSession.class.getName(),
                store)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String bytes = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("measuring the memory of " + store + " failed");
    }
    return Double.parseDouble(bytes);
  }

  /** Measures the store that it is given the name of. */
  public static void main(String[] args) {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected the name of a store");
    }
    People people = new People(SESSIONS);
    Object[] opened = new Object[SESSIONS];
    try (SessionStore store = SessionStore.named(args[0])) {
      long before = used();
      for (int i = 0; i < SESSIONS; i++) {
        opened[i] = store.open(people.containerIds[i], people.logins[i], people.addresses[i]);
      }
      System.out.println((used() - before) / (double) SESSIONS);
    } finally {
      Reference.reachabilityFence(opened);
      Reference.reachabilityFence(people);
    }
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
