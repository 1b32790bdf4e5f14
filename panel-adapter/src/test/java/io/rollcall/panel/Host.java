package io.rollcall.panel;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.util.function.Consumer;

/** A real servlet container with one web application, on a port of its own. */
interface Host {
  /** Has code run as a ServletContainerInitializer when the web application starts. */
  Host onStartup(Consumer<ServletContext> initializer);

  /** Declares a listener, as web.xml does. */
  Host declareListener(Class<? extends ServletContextListener> listener);

  /** Sets a context-param, as web.xml does. */
  Host initParameter(String name, String value);

  /** Puts an object into the servlet context before the web application starts. */
  Host attribute(String name, Object value);

  /** Has the web application run with classes of its own. */
  Host classLoader(ClassLoader loader);

  /** Has sessions written to disk when the host stops. */
  Host persistent();

  /** Has sessions written to disk and dropped from memory when no request uses them. */
  Host swapping();

  /** How many sessions are in memory. */
  int sessionsInMemory();

  /**
   * The servlet context, of a container with {@link Container.Habit#EARLY_CONTEXT} before the web
   * application starts too.
   */
  ServletContext servletContext();

  void start() throws Exception;

  /** Takes the web application away while the container goes on, and forgets it. */
  void undeploy() throws Exception;

  void stop() throws Exception;

  int port();
}
