package io.rollcall.panel;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A real servlet container with one web application, on a port of its own. */
interface Host {
  /** The containers under test. */
  enum Container {
    TOMCAT,
    JETTY;

    Host create(Path dir) {
      return this == TOMCAT ? new TomcatHost(dir) : new JettyHost(dir);
    }
  }

  /** Has code run as a ServletContainerInitializer when the web application starts. */
  Host onStartup(Consumer<ServletContext> initializer);

  /** Declares a listener, as web.xml does. */
  Host declareListener(Class<? extends ServletContextListener> listener);

  /** Sets a context-param, as web.xml does. */
  Host initParameter(String name, String value);

  /** Has sessions written to disk when the host stops. */
  Host persistent();

  /** Has sessions written to disk and dropped from memory when no request uses them. */
  Host swapping();

  /** How many sessions are in memory. */
  int sessionsInMemory();

  /** The servlet context, before the web application starts too. */
  ServletContext servletContext();

  void start() throws Exception;

  void stop() throws Exception;

  int port();
}
