package io.rollcall.benchmarks.endtoend;

import io.rollcall.SessionRegistry;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat on a free loopback port with a small panel, with or without the registry. {@code /login}
 * logs in; any other page is for whoever is. Tells {@code rows}, how many logins are listed.
 */
final class PanelServerMain {
  private static final String USER = "user";

  private PanelServerMain() {}

  /**
   * Starts one in a JVM of its own.
   *
   * @param directory for Tomcat's files
   * @param registered whether the registry is installed
   */
  static ServerProcess start(String directory, boolean registered) throws IOException {
    return ServerProcess.start(PanelServerMain.class, directory, Boolean.toString(registered));
  }

  /**
   * Runs the server until the standard input ends.
   *
   * @param arguments as {@link #start} has them
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    boolean registered = Boolean.parseBoolean(arguments[1]);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", Path.of(arguments[0]).toAbsolutePath().toString());
    SessionRegistry registry = SessionRegistry.create();
    context.addServletContainerInitializer(
        (classes, application) -> deploy(application, registry, registered), null);
    tomcat.start();
    new ServerShell()
        .command("rows", () -> Integer.toString(registry.panelSessions().size()))
        .run(tomcat.getConnector().getLocalPort());
  }

  private static void deploy(
      ServletContext application, SessionRegistry registry, boolean registered) {
    if (registered) {
      PanelSessions.builder(registry).loginAttribute(USER).install(application);
    }
    application.addServlet("panel", new Panel()).addMapping("/*");
  }

  private static final class Panel extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().equals("/login")) {
        request.getSession().setAttribute(USER, "user");
      }
      HttpSession session = request.getSession(false);
      Object user = session == null ? null : session.getAttribute(USER);
      if (user == null) {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().append("hello, ").append(user.toString());
    }
  }
}
