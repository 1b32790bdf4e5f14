package io.rollcall.panel;

import io.rollcall.SessionRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.rememberme.PersistentTokenRepository;
import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** A Spring Security application, with the adapter on one side of its filter chain. */
final class SpringPanel extends AbstractSecurityWebApplicationInitializer {
  /** Where the adapter's filter is. */
  enum Wiring {
    /** Installed as anywhere, it sees the principal that Spring Security gives to requests. */
    BEHIND_SPRING_SECURITY,

    /** In front, it reads the user from where Spring Security keeps it in the HTTP session. */
    IN_FRONT_OF_SPRING_SECURITY
  }

  final CountDownLatch slowEntered = new CountDownLatch(1);
  final CountDownLatch slowMayGoOn = new CountDownLatch(1);

  private final SessionRegistry registry;
  private final PersistentTokenRepository tokens;
  private final Wiring wiring;
  private final PanelSessionsBuilder options;
  private final boolean asksFirst;

  /**
   * Creates it.
   *
   * @param asksFirst whether Spring Security itself asks the registry who is locked out
   */
  SpringPanel(
      SessionRegistry registry,
      PersistentTokenRepository tokens,
      Wiring wiring,
      PanelSessionsBuilder options,
      boolean asksFirst) {
    this.registry = registry;
    this.tokens = tokens;
    this.wiring = wiring;
    this.options = options;
    this.asksFirst = asksFirst;
  }

  @Override
  protected void beforeSpringSecurityFilterChain(ServletContext context) {
    GenericWebApplicationContext spring = new GenericWebApplicationContext();
    spring.registerBean(SessionRegistry.class, () -> registry);
    spring.registerBean(PersistentTokenRepository.class, () -> tokens);
    spring.registerBean("asksFirst", Boolean.class, () -> asksFirst);
    new AnnotatedBeanDefinitionReader(spring).register(SecurityConfiguration.class);
    context.addListener(new ContextLoaderListener(spring));
    if (wiring == Wiring.IN_FRONT_OF_SPRING_SECURITY) {
      options.loginAttribute(
          HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
          user -> ((SecurityContext) user).getAuthentication().getName());
      insertFilters(context, new PanelFilter(options.build()));
      context.addListener(new PanelSessionListener());
    }
  }

  @Override
  protected void afterSpringSecurityFilterChain(ServletContext context) {
    if (wiring == Wiring.BEHIND_SPRING_SECURITY) {
      options.install(context);
    }
    context.addServlet("pages", new Pages()).addMapping("/");
  }

  /** The pages, which tell whose they are and the token that forms have to send. */
  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getServletPath().equals("/slow")) {
        slowEntered.countDown();
        try {
          slowMayGoOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      Principal user = request.getUserPrincipal();
      CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
      response.setContentType("text/plain;charset=UTF-8");
      response
          .getWriter()
          .append("user=" + user.getName())
          .append(" name=\"_csrf\" value=\"" + token.getToken() + "\"");
    }
  }
}
