package io.rollcall.panel;

import io.rollcall.Filter;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A panel that has its own registry, as a web application with everything in its {@code
 * WEB-INF/lib} does, and ends all sessions on request.
 */
public final class SelfContainedPanel implements Consumer<ServletContext>, ServletContextListener {
  private final SessionRegistry registry = SessionRegistry.create();

  /** Creates it, by reflection in the web application's class loader. */
  public SelfContainedPanel() {}

  @Override
  public void accept(ServletContext context) {
    registry.addListener(event -> context.log("session " + event.type()));
    new TestPanel()
        .addTo(
            context,
            () ->
                PanelSessions.builder(registry)
                    .loginAttribute(TestPanel.USER)
                    .loginPage("/login")
                    .install(context));
    context.addServlet("orders", new Orders()).addMapping("/terminate");
    context.addListener(this);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    registry.close();
  }

  private final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      int ordered =
          registry
              .terminateMatching(Service.PANEL, Filter.all(), TerminationOrder.by("operator"))
              .size();
      response.getWriter().append("ended " + ordered);
    }
  }
}
