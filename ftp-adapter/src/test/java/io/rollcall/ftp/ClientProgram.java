package io.rollcall.ftp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client program that runs, in a process of its own. */
final class ClientProgram implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path output;

  private ClientProgram(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Skips a test whose program is not installed; where CI is set, nothing may be skipped. */
  static void require(String program) {
    boolean found = isInstalled(program);
    if (!found && System.getenv("CI") != null) {
      fail(program + " is not on the PATH, so it was not tested");
    }
    assumeTrue(found, "SKIPPED: " + program + " is not on the PATH");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * Starts a program with a directory as its home, so that nobody's settings change what it does.
   */
  static ClientProgram start(Path directory, List<String> command) throws IOException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().put("HOME", directory.toString());
    return new ClientProgram(builder.start(), output);
  }

  /** The connections that it has open now. */
  Set<SocketTable.Connection> connections() throws IOException {
    return SocketTable.of(process.pid()).connectionsOf(process.pid());
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for it to exit by itself. */
  int exitStatus() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      fail("it does not exit: " + output());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** SIGKILL: it has no time to say good-bye. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
