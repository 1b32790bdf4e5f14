package io.rollcall.panel;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.FileSessionDataStore;
import org.eclipse.jetty.session.HouseKeeper;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.util.security.Password;

/** Jetty 12 with its EE 10 environment, embedded. */
final class JettyHost implements Host {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();
  private ServletContextHandler context =
      new ServletContextHandler("/", ServletContextHandler.SESSIONS);
  private final Path dir;

  JettyHost(Path dir) {
    this.dir = dir;
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    UserStore users = new UserStore();
    users.addUser("alice", new Password("secret"), new String[0]);
    HashLoginService logins = new HashLoginService("test");
    logins.setUserStore(users);
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(logins);
    security.setAuthenticator(new FormAuthenticator("/login", "/login", false));
    context.setSecurityHandler(security);
    contexts.addHandler(context);
    server.setHandler(contexts);
  }

  @Override
  public Host onStartup(Consumer<ServletContext> initializer) {
    context.addServletContainerInitializer(
        (classes, servletContext) -> initializer.accept(servletContext));
    return this;
  }

  @Override
  public Host declareListener(Class<? extends ServletContextListener> listener) {
    try {
      context.addEventListener(listener.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
    return this;
  }

  @Override
  public Host initParameter(String name, String value) {
    context.setInitParameter(name, value);
    return this;
  }

  @Override
  public Host attribute(String name, Object value) {
    context.getServletContext().setAttribute(name, value);
    return this;
  }

  @Override
  public Host classLoader(ClassLoader loader) {
    context.setClassLoader(loader);
    return this;
  }

  @Override
  public Host persistent() {
    FileSessionDataStore store = new FileSessionDataStore();
    store.setStoreDir(dir.toFile());
    DefaultSessionCache cache = new DefaultSessionCache(context.getSessionHandler());
    cache.setSessionDataStore(store);
    context.getSessionHandler().setSessionCache(cache);
    return this;
  }

  @Override
  public Host swapping() {
    persistent();
    cache().setEvictionPolicy(SessionCache.EVICT_ON_SESSION_EXIT);
    return this;
  }

  @Override
  public int sessionsInMemory() {
    return (int) cache().getSessionsCurrent();
  }

  private DefaultSessionCache cache() {
    return (DefaultSessionCache) context.getSessionHandler().getSessionCache();
  }

  @Override
  public ServletContext servletContext() {
    return context.getServletContext();
  }

  @Override
  public void start() throws Exception {
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName("node7");
    HouseKeeper houseKeeper = new HouseKeeper();
    houseKeeper.setSessionIdManager(ids);
    houseKeeper.setIntervalSec(1);
    ids.setSessionHouseKeeper(houseKeeper);
    server.addBean(ids, true);
    server.start();
  }

  @Override
  public void undeploy() throws Exception {
    context.stop();
    contexts.removeHandler(context);
    context = null;
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }
}
