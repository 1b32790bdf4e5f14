package io.rollcall.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own, which is asked and answers a line at a time: {@link ServerShell}.
 */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    questions = process.outputWriter(UTF_8);
    port = Integer.parseInt(answer());
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param main the server's class
   * @param arguments what its main method gets
   */
  static ServerProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // threads that end take the CPU time that they used with them: let none come and go
    command.addAll(
        List.of(
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-XX:-UseDynamicNumberOfGCThreads",
            "-Xms512m",
            "-Xmx512m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    String more = System.getProperty("rollcall.server.options", ""); // a profiler's, say
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return new ServerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Asks the server something, and returns its answer. */
  String ask(String question) throws IOException {
    questions.write(question + "\n");
    questions.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith(ServerShell.ANSWER)) {
      System.err.println(line);
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("the server has ended");
    }
    return line.substring(ServerShell.ANSWER.length());
  }

  /**
   * Returns the CPU time that the process has used. On Linux in nanoseconds, by the scheduler's
   * account of its threads; elsewhere as fine as the system tells it, which may be 10 ms.
   */
  long cpuNanos() throws IOException {
    Path threads = Path.of("/proc", Long.toString(pid()), "task");
    if (Files.exists(threads.resolve(Long.toString(pid())).resolve("schedstat"))) {
      return scheduledNanos(threads);
    }
    return process
        .info()
        .totalCpuDuration()
        .map(Duration::toNanos)
        .orElseThrow(() -> new IOException("the system does not tell a process's CPU time"));
  }

  private static long scheduledNanos(Path threads) throws IOException {
    long nanos = 0;
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        String account = Files.readString(thread.resolve("schedstat"));
        nanos += Long.parseLong(account.substring(0, account.indexOf(' ')));
      }
    } catch (NoSuchFileException e) {
      throw new IOException("a thread of the server ended, and what it used is not known", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return nanos;
  }

  /** Ends the process and waits until it is gone. */
  @Override
  public void close() throws IOException {
    questions.close(); // the server ends itself
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
