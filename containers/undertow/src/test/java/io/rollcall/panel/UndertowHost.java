package io.rollcall.panel;

import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** Undertow, embedded. */
final class UndertowHost implements Host {
  private static final String CONTEXT_PATH = "/";

  private final ServletContainer container = Servlets.newContainer();
  private final PathHandler paths = new PathHandler();
  private final Undertow server =
      Undertow.builder()
          .addHttpListener(0, "127.0.0.1")
          .setIoThreads(2)
          .setWorkerThreads(16)
          .setHandler(paths)
          .build();
  private final Path dir;
  private DeploymentInfo deployment =
      Servlets.deployment()
          .setDeploymentName("panel")
          .setContextPath(CONTEXT_PATH)
          .setClassLoader(UndertowHost.class.getClassLoader())
          .setIdentityManager(new OneUser("alice", "secret"));
  private DeploymentManager manager;

  UndertowHost(Path dir) {
    this.dir = dir;
  }

  @Override
  public Host onStartup(Consumer<ServletContext> initializer) {
    ServletContainerInitializer startup = (classes, context) -> initializer.accept(context);
    deployment.addServletContainerInitializer(
        new ServletContainerInitializerInfo(
            startup.getClass(), new ImmediateInstanceFactory<>(startup), Set.of()));
    return this;
  }

  @Override
  public Host declareListener(Class<? extends ServletContextListener> listener) {
    deployment.addListener(Servlets.listener(listener));
    return this;
  }

  @Override
  public Host initParameter(String name, String value) {
    deployment.addInitParameter(name, value);
    return this;
  }

  @Override
  public Host attribute(String name, Object value) {
    deployment.addServletContextAttribute(name, value);
    return this;
  }

  @Override
  public Host classLoader(ClassLoader loader) {
    deployment.setClassLoader(loader);
    return this;
  }

  @Override
  public Host persistent() {
    deployment.setSessionPersistenceManager(new SessionFile(dir.resolve("sessions.ser")));
    return this;
  }

  @Override
  public Host swapping() {
    throw new UnsupportedOperationException("Undertow keeps all sessions in memory");
  }

  @Override
  public int sessionsInMemory() {
    return manager.getDeployment().getSessionManager().getActiveSessions().size();
  }

  @Override
  public ServletContext servletContext() {
    return manager.getDeployment().getServletContext();
  }

  @Override
  public void start() throws Exception {
    manager = container.addDeployment(deployment);
    manager.deploy();
    paths.addPrefixPath(CONTEXT_PATH, manager.start());
    server.start();
  }

  @Override
  public void undeploy() throws Exception {
    paths.clearPaths();
    manager.stop();
    manager.undeploy();
    container.removeDeployment(deployment);
    manager = null;
    deployment = null;
  }

  @Override
  public void stop() throws Exception {
    if (manager != null) {
      undeploy();
    }
    server.stop();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
