package io.rollcall.panel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what went wrong while keeping track, without ever bothering the request: the first of a
 * kind as a warning, the rest for debugging.
 *
 * <p>A container's exceptions quote HTTP session ids, which are credentials: so messages are not
 * logged, only what was thrown and where.
 */
final class Problems {
  private static final Logger logger = LoggerFactory.getLogger(PanelSessions.class);
  private static final int FRAMES = 6;

  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** Notes that something went wrong; {@code kind} is one of few fixed sentences. */
  void report(String kind, Throwable thrown) {
    if (reported.add(kind)) {
      logger.warn("{}: {}; further ones are logged for debugging only", kind, describe(thrown));
    } else if (logger.isDebugEnabled()) {
      logger.debug("{}: {}", kind, describe(thrown));
    }
  }

  /** Runs a step of ours so that nothing it throws reaches the panel or its container. */
  void guard(String kind, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      report(kind, e);
    }
  }

  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
      text.append(" at ").append(frames[i]);
    }
    Throwable cause = thrown.getCause();
    return cause == null ? text.toString() : text + " caused by " + cause.getClass().getName();
  }
}
