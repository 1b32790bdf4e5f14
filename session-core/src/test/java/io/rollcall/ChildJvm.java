package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts classes of these tests in a JVM of their own. */
public final class ChildJvm {
  private ChildJvm() {}

  /** Starts a main class; what it logs goes to its standard error. */
  public static Process start(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // starts faster
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  /** Runs a main class, which has to end with status 0; if not, all that it said is told. */
  public static void assertSucceeds(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(main, options, arguments);
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said + complaints);
  }
}
