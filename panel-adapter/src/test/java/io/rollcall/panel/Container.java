package io.rollcall.panel;

import java.nio.file.Path;

/**
 * A servlet container to test on, and what is peculiar to it. {@link Containers} finds each one
 * that is on the class path.
 */
public interface Container {
  /** What containers do differently. */
  enum Habit {
    /** The servlet context can be had before the web application starts. */
    EARLY_CONTEXT,

    /** When the web application stops, sessions are written; when it starts, all are read. */
    SESSIONS_READ_AT_START,

    /** Sessions are written when the web application stops, and not before. */
    SESSIONS_WRITTEN_AT_STOP,

    /** A session that is restored has the principal that it had. */
    PRINCIPALS_RESTORED,

    /** Sessions that no request uses can be written to disk and dropped from memory. */
    SWAPPING
  }

  /** A host whose web application is still to be set up. */
  Host create(Path dir);

  /** Whether this container has a habit. */
  boolean has(Habit habit);
}
