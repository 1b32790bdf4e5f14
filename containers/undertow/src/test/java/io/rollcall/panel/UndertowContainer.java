package io.rollcall.panel;

import io.undertow.Version;
import java.nio.file.Path;

/** The Undertow that is on the class path. */
public final class UndertowContainer implements Container {
  /** Creates it, as the service loader does. */
  public UndertowContainer() {}

  @Override
  public Host create(Path dir) {
    return new UndertowHost(dir);
  }

  @Override
  public boolean has(Habit habit) {
    return habit == Habit.SESSIONS_WRITTEN_AT_STOP || habit == Habit.PRINCIPALS_RESTORED;
  }

  @Override
  public String toString() {
    return Version.getFullVersionString();
  }
}
