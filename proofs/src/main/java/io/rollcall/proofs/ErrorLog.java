package io.rollcall.proofs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what anybody logs as an error; SLF4J and Tomcat both write to the JDK's loggers here. */
final class ErrorLog extends Handler {
  private static final int KEPT = 20;

  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

  private ErrorLog() {}

  /** Takes the place of the console, which the load's own broken connections would fill. */
  static ErrorLog install() {
    ErrorLog log = new ErrorLog();
    log.setLevel(Level.SEVERE);
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry) && !isABrokenConnection(entry) && errors.size() < KEPT) {
      Throwable thrown = entry.getThrown();
      errors.add(
          "an error in the log of %s: %s%s"
              .formatted(
                  entry.getLoggerName(),
                  entry.getMessage(),
                  thrown == null ? "" : " (" + thrown + ")"));
    }
  }

  /** FtpServer calls it an error when a client breaks its connection, which the load does a lot. */
  private static boolean isABrokenConnection(LogRecord entry) {
    return String.valueOf(entry.getLoggerName()).startsWith("org.apache.ftpserver.")
        && entry.getThrown() instanceof IOException;
  }

  List<String> findings() {
    return List.copyOf(errors);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
