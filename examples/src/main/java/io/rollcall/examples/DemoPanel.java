package io.rollcall.examples;

import io.rollcall.SessionRegistry;
import io.rollcall.panel.PanelSessions;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The demo's control panel, on an embedded Jetty. */
final class DemoPanel {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private DemoPanel(SessionRegistry sessions, int port) throws Exception {
    connector.setHost(HostingDemo.LOOPBACK);
    connector.setPort(port);
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setMaxInactiveInterval(1_800);
    context.addServletContainerInitializer(
        (classes, servletContext) ->
            PanelSessions.builder(sessions)
                .loginAttribute(PanelServlet.LOGIN)
                .accountResolver(login -> DemoAccount.find(DemoAccount.PANEL, login))
                .loginPage(PanelServlet.LOGIN_PAGE)
                .install(servletContext));
    context.addServlet(new ServletHolder(new PanelServlet()), "/");
    server.setHandler(context);
    server.start();
  }

  static DemoPanel start(SessionRegistry sessions, int port) throws Exception {
    return new DemoPanel(sessions, port);
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() throws Exception {
    server.stop();
  }
}
