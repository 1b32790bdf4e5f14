package io.rollcall.panel;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.rollcall.SessionRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/**
 * Installs {@link PanelSessions} from {@code web.xml}:
 *
 * <pre>{@code
 * <listener>
 *   <listener-class>io.rollcall.panel.PanelContextListener</listener-class>
 * </listener>
 * }</pre>
 *
 * <p>The registry has to be in the servlet context attribute {@link
 * PanelSessions#REGISTRY_ATTRIBUTE} before: put there by whoever starts the container, or by a
 * listener declared above this one. Optional {@code context-param}s, all beginning with {@code
 * io.rollcall.panel.}:
 *
 * <ul>
 *   <li>{@code loginAttribute}: as {@link PanelSessionsBuilder#loginAttribute(String)}
 *   <li>{@code principals}: {@code true} or {@code false}, as {@link
 *       PanelSessionsBuilder#principals}
 *   <li>{@code loginPage}: as {@link PanelSessionsBuilder#loginPage}
 *   <li>{@code trustedProxies}: addresses and networks separated by commas or blanks, as {@link
 *       PanelSessionsBuilder#trustedProxies(java.util.Collection)}
 * </ul>
 */
public final class PanelContextListener implements ServletContextListener {
  private static final String PREFIX = "io.rollcall.panel.";
  private static final Splitter LIST =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.is(','))).omitEmptyStrings();

  private @Nullable PanelSessions installed;

  /** Creates a listener. */
  public PanelContextListener() {}

  /**
   * Installs them.
   *
   * @throws IllegalStateException if there is no registry, or they are installed already
   * @throws IllegalArgumentException if a parameter cannot be understood
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    if (!(context.getAttribute(PanelSessions.REGISTRY_ATTRIBUTE)
        instanceof SessionRegistry registry)) {
      throw new IllegalStateException(
          "the servlet context attribute "
              + PanelSessions.REGISTRY_ATTRIBUTE
              + " holds no SessionRegistry; put one there before the web application starts, or in a"
              + " listener declared above this one");
    }
    PanelSessionsBuilder builder = PanelSessions.builder(registry);
    String loginAttribute = context.getInitParameter(PREFIX + "loginAttribute");
    if (loginAttribute != null) {
      builder.loginAttribute(loginAttribute);
    }
    String loginPage = context.getInitParameter(PREFIX + "loginPage");
    if (loginPage != null) {
      builder.loginPage(loginPage);
    }
    String trustedProxies = context.getInitParameter(PREFIX + "trustedProxies");
    if (trustedProxies != null) {
      builder.trustedProxies(LIST.splitToList(trustedProxies));
    }
    String principals = context.getInitParameter(PREFIX + "principals");
    if (principals != null) {
      builder.principals(booleanOf(principals));
    }
    installed = builder.install(context);
  }

  private static boolean booleanOf(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              PREFIX + "principals is '" + text + "'; expected true or false");
    };
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (installed != null) {
      installed.close();
    }
  }
}
