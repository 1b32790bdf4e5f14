package io.rollcall.panel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this project's own loggers write while it is open, stack traces included. What the
 * containers log is left out: Jetty, for one, tells session ids when it stops during a request.
 */
final class LogCapture implements AutoCloseable {
  /** How SLF4J's simple logger begins an event. */
  private static final Pattern EVENT =
      Pattern.compile("\\[[^\\]]*\\] (TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - ");

  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private final PrintStream before;

  LogCapture() {
    // Tomcat logs by java.util.logging, whose handler keeps the stream that it finds first
    Logger.getLogger("").getHandlers();
    before = System.err;
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int b) {
            captured.write(b);
            before.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            captured.write(bytes, offset, length);
            before.write(bytes, offset, length);
          }
        };
    System.setErr(new PrintStream(both, true, StandardCharsets.UTF_8));
  }

  String text() {
    StringBuilder own = new StringBuilder();
    boolean ours = false;
    for (String line : captured.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      Matcher event = EVENT.matcher(line);
      if (event.lookingAt()) {
        ours = event.group(2).startsWith("io.rollcall");
      }
      if (ours) {
        own.append(line).append('\n');
      }
    }
    return own.toString();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
