package io.rollcall.jmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXServiceURL;

/** Commands of the JDK that runs the tests, each in a process of its own. */
final class AnotherJvm {
  private AnotherJvm() {}

  static Path command(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /** Runs a command to its end and returns what it says; the first line is its exit status. */
  static List<String> run(Path directory, List<String> command) throws Exception {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError(command.get(0) + " hangs: " + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    List<String> said = new ArrayList<>(Files.readAllLines(output));
    said.add(0, "exit " + process.exitValue());
    return said;
  }

  /** Runs a client that has no class but the JDK's. */
  static List<String> client(
      Path directory, JMXServiceURL url, String login, String security, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(command("java").toString()));
    command.addAll(Arrays.asList(options));
    Path source = Path.of(AnotherJvm.class.getResource("/RemoteClient.java").toURI());
    command.addAll(
        List.of(source.toString(), url.toString(), login, RemoteConsole.PASSWORD, security));
    return run(directory, command);
  }

  static void mustSucceed(Path directory, String... command) throws Exception {
    List<String> said = run(directory, List.of(command));
    if (!said.get(0).equals("exit 0")) {
      throw new IOException(String.join("\n", said));
    }
  }
}
