package io.rollcall.panel;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.server.Server;

/** The Jetty that is on the class path. */
public final class JettyContainer implements Container {
  private static final Set<Habit> HABITS =
      EnumSet.of(Habit.EARLY_CONTEXT, Habit.PRINCIPALS_RESTORED, Habit.SWAPPING);

  /** Creates it, as the service loader does. */
  public JettyContainer() {}

  @Override
  public Host create(Path dir) {
    return new JettyHost(dir);
  }

  @Override
  public boolean has(Habit habit) {
    return HABITS.contains(habit);
  }

  @Override
  public String toString() {
    return "Jetty/" + Server.getVersion();
  }
}
