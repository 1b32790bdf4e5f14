package io.rollcall.panel;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.FileStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;

/** Tomcat, embedded: whichever version is on the class path. */
final class TomcatHost implements Host {
  private final Tomcat tomcat = new Tomcat();
  private StandardManager manager = new StandardManager();
  private StandardContext context;
  private final Path dir;

  TomcatHost(Path dir) {
    this.dir = dir;
    tomcat.setBaseDir(dir.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.addUser("alice", "secret");
    context = (StandardContext) tomcat.addContext("", dir.toString());
    context.setBackgroundProcessorDelay(1);
    context.setClearReferencesRmiTargets(false); // what it looks for is the test's own
    context.setClearReferencesThreadLocals(false);
    manager.setProcessExpiresFrequency(1);
    manager.setPathname(null);
    context.setManager(manager);
  }

  @Override
  public Host onStartup(Consumer<ServletContext> initializer) {
    context.addServletContainerInitializer(
        (classes, servletContext) -> initializer.accept(servletContext), null);
    return this;
  }

  @Override
  public Host declareListener(Class<? extends ServletContextListener> listener) {
    context.addApplicationListener(listener.getName());
    return this;
  }

  @Override
  public Host initParameter(String name, String value) {
    context.addParameter(name, value);
    return this;
  }

  @Override
  public Host attribute(String name, Object value) {
    context.getServletContext().setAttribute(name, value);
    return this;
  }

  @Override
  public Host classLoader(ClassLoader loader) {
    context.setParentClassLoader(loader);
    return this;
  }

  @Override
  public Host persistent() {
    manager.setPathname(dir.resolve("sessions.ser").toString());
    return this;
  }

  @Override
  public Host swapping() {
    FileStore store = new FileStore();
    store.setDirectory(dir.resolve("swapped").toString());
    PersistentManager swapping = new PersistentManager();
    swapping.setStore(store);
    swapping.setMaxIdleSwap(0);
    swapping.setMinIdleSwap(0);
    swapping.setProcessExpiresFrequency(1);
    context.setManager(swapping);
    return this;
  }

  @Override
  public int sessionsInMemory() {
    return context.getManager().getActiveSessions();
  }

  @Override
  public ServletContext servletContext() {
    return context.getServletContext();
  }

  @Override
  public void start() throws Exception {
    tomcat.start();
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException("the web application did not start");
    }
  }

  @Override
  public void undeploy() {
    tomcat.getHost().removeChild(context);
    context = null;
    manager = null;
  }

  @Override
  public void stop() throws Exception {
    if (tomcat.getServer().getState().isAvailable()) {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }
}
