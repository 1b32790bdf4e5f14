package io.rollcall.examples;

import io.rollcall.SessionRegistry;
import io.rollcall.examples.page.SessionsPages;
import io.rollcall.panel.PanelSessions;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The demo's control panel, on an embedded Jetty. */
final class DemoPanel {
  private static final Duration MOST_IDLE = Duration.ofMinutes(30);

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private DemoPanel(SessionRegistry sessions, int port, Duration mostIdle) throws Exception {
    connector.setHost(HostingDemo.LOOPBACK);
    connector.setPort(port);
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setMaxInactiveInterval((int) mostIdle.toSeconds());
    context.getSessionHandler().setSameSite(HttpCookie.SameSite.LAX);
    context.addServletContainerInitializer(
        (classes, servletContext) -> {
          PanelSessions.builder(sessions)
              .loginAttribute(PanelServlet.LOGIN)
              .accountResolver(login -> DemoAccount.find(DemoAccount.PANEL, login))
              .loginPage(PanelServlet.LOGIN_PAGE)
              .background(SessionsPages::isBackground)
              .install(servletContext);
          SessionsPages.install(
              servletContext, sessions, PanelServlet::account, PanelServlet.LOGIN_PAGE);
        });
    context.addServlet(new ServletHolder(new PanelServlet()), "/");
    server.setHandler(context);
    server.start();
  }

  static DemoPanel start(SessionRegistry sessions, int port) throws Exception {
    return start(sessions, port, MOST_IDLE);
  }

  static DemoPanel start(SessionRegistry sessions, int port, Duration mostIdle) throws Exception {
    return new DemoPanel(sessions, port, mostIdle);
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() throws Exception {
    server.stop();
  }
}
