package io.rollcall.panel;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.util.ServerInfo;

/** The Tomcat that is on the class path. */
public final class TomcatContainer implements Container {
  private static final Set<Habit> HABITS =
      EnumSet.of(
          Habit.EARLY_CONTEXT,
          Habit.SESSIONS_READ_AT_START,
          Habit.SESSIONS_WRITTEN_AT_STOP,
          Habit.SWAPPING);

  /** Creates it, as the service loader does. */
  public TomcatContainer() {}

  @Override
  public Host create(Path dir) {
    return new TomcatHost(dir);
  }

  @Override
  public boolean has(Habit habit) {
    return HABITS.contains(habit);
  }

  @Override
  public String toString() {
    return ServerInfo.getServerInfo();
  }
}
