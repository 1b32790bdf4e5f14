package io.rollcall.examples;

import io.rollcall.SessionRegistry;
import io.rollcall.jmx.SessionMBeans;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The least that a panel writes: three lines while its web application starts. */
public final class PanelOnly implements ServletContainerInitializer {
  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    SessionRegistry sessions = SessionRegistry.create();
    PanelSessions.install(context, sessions);
    SessionMBeans.register(sessions);
  }
}
