package io.rollcall.jconsole;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A screen of its own: an X server in memory, on the first display number that is free. It ends by
 * itself when the last window is gone, should nobody close it.
 */
final class Display implements AutoCloseable {
  private final Process server;
  private final String name;

  private Display(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Whether this machine has the X server that is needed. */
  static boolean isPossible() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(directory -> new File(directory, "Xvfb").canExecute());
  }

  static Display open() throws IOException {
    return open("1280x900");
  }

  /** Opens one of a size in pixels, width by height. */
  static Display open(String size) throws IOException {
    Process server =
        new ProcessBuilder(
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                size + "x24",
                "-nolisten",
                "tcp",
                "-terminate")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    String number = out.readLine();
    if (number == null) {
      server.destroy();
      throw new IOException("Xvfb did not start");
    }
    return new Display(server, ":" + number);
  }

  /** The display as the environment variable {@code DISPLAY} names it. */
  String name() {
    return name;
  }

  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
