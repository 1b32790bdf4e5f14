package io.rollcall.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The other end of a {@link ServerProcess}: answers each line of the standard input with one of the
 * standard output, and ends the JVM when whoever started it is gone.
 */
final class ServerShell {
  /** What an answer begins with: the JVM itself may have something to print. */
  static final String ANSWER = "answer: ";

  private final Map<String, Function<String, String>> commands = new HashMap<>();

  ServerShell() {
    command("clock", () -> Long.toString(System.nanoTime()));
    command(
        "threads", () -> Integer.toString(ManagementFactory.getThreadMXBean().getThreadCount()));
    command("heap", () -> Long.toString(liveHeap()));
  }

  /** Adds a command without a parameter. */
  ServerShell command(String name, Supplier<String> answer) {
    return command(name, parameter -> answer.get());
  }

  /** Adds a command that gets what stands behind its name. */
  ServerShell command(String name, Function<String, String> answer) {
    commands.put(name, answer);
    return this;
  }

  /** Tells the port, answers until the input ends, and ends the JVM. */
  void run(int port) throws IOException {
    PrintStream out = System.out;
    out.println(ANSWER + port);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    String line = in.readLine();
    while (line != null) {
      String[] words = line.split(" ", 2);
      Function<String, String> command = commands.get(words[0]);
      if (command == null) {
        throw new IllegalArgumentException("unknown command: " + line);
      }
      out.println(ANSWER + command.apply(words.length == 1 ? "" : words[1]));
      line = in.readLine();
    }
    System.exit(0);
  }

  /** What is still in use after collections; twice, since the first may only find what to clean. */
  private static long liveHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
