package io.rollcall.tck;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A time in which this JVM can start no thread: {@link Thread#start} throws the system's own {@link
 * OutOfMemoryError}, "unable to create native thread".
 *
 * <p>The process is given a limit of address space, with the program {@code prlimit}, and each
 * thread takes a stack that is a good part of what is left. So it works for everybody, root
 * included, but takes a JVM of its own, started with {@link #OPTIONS}.
 */
public final class ThreadShortage implements AutoCloseable {
  private static final long MEBIBYTE = 1L << 20;
  private static final long STACK = 512 * MEBIBYTE;

  /** What the JVM itself may ask for meanwhile, and less than a stack. */
  private static final long SPARE = 400 * MEBIBYTE;

  private static final int MOST_HELD = 4;
  private static final Path STATUS = Path.of("/proc/self/status");

  /** What the JVM has to be started with. */
  public static final List<String> OPTIONS =
      List.of(
          "-Xss" + STACK / MEBIBYTE + "m",
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:CompressedClassSpaceSize=32m");

  /** Threads that take what other threads, by going, have left. */
  private final List<Thread> held = new ArrayList<>();

  private final CountDownLatch release = new CountDownLatch(1);

  private ThreadShortage() {}

  /**
   * Returns whether this machine has what it takes.
   *
   * @return whether there is a {@code prlimit}
   */
  public static boolean isPossible() {
    return Files.isReadable(STATUS)
        && List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "prlimit")));
  }

  /**
   * Begins a shortage, which lasts until it is closed. Threads that run go on.
   *
   * @return to be closed
   * @throws IOException if the limit cannot be set
   */
  public static ThreadShortage begin() throws IOException {
    limit(String.valueOf(addressSpace() + SPARE));
    ThreadShortage shortage = new ThreadShortage();
    shortage.requireOn();
    return shortage;
  }

  /**
   * Makes sure that no thread can be started.
   *
   * @throws AssertionError if there are threads without end
   */
  public void requireOn() {
    while (held.size() < MOST_HELD) {
      Thread thread = new Thread(this::awaitRelease, "held");
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        return;
      }
      held.add(thread);
    }
    throw new AssertionError("there are threads without end");
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the shortage. */
  @Override
  public void close() throws IOException {
    limit("unlimited");
    release.countDown();
    for (Thread thread : held) {
      Uninterruptibles.joinUninterruptibly(thread);
    }
  }

  /** The soft limit alone: not everybody could raise the hard one again. */
  private static void limit(String bytes) throws IOException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", pid, "--as=" + bytes + ":").inheritIO().start();
    try {
      if (prlimit.waitFor() != 0) {
        throw new IOException("prlimit has failed with status " + prlimit.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while prlimit runs");
    }
  }

  private static long addressSpace() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmSize:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IOException("the system tells no VmSize"));
  }
}
