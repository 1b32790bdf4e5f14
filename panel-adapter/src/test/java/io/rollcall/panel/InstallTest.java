package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.Ending;
import io.rollcall.TerminationOutcome;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class InstallTest extends PanelTestBase {
  private void useFromLoginToTermination() {
    Browser browser = login("alice", "attribute");
    String row = ownRow(browser);
    assertEquals(onlyRow().id(), row);
    browser.post("/renew");
    assertEquals(row, ownRow(browser));
    assertEquals(TerminationOutcome.TERMINATED, terminate(row).outcome());
    assertEquals(303, browser.get("/").statusCode());
  }

  @Test
  void itIsFoundAgain() throws Exception {
    startWithAttribute();
    PanelSessions sessions = PanelSessions.of(host.servletContext());
    assertSame(sessions, PanelSessions.of(host.servletContext()));
    useFromLoginToTermination();
  }

  @Test
  void whereNothingIsInstalledNothingIsFound() throws Exception {
    host.start();
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> PanelSessions.of(host.servletContext()));
    assertTrue(refused.getMessage().contains("no PanelSessions are installed"));
  }

  @Test
  void installingTooLateSaysSo() throws Exception {
    host.start();
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> PanelSessions.install(host.servletContext(), registry));
    assertTrue(
        refused.getMessage().contains("only while the web application starts"),
        refused.getMessage());
    assertThrows(IllegalStateException.class, () -> PanelSessions.of(host.servletContext()));
  }

  @Test
  void installingTooEarlySaysSoAndDoesNoHarm() throws Exception {
    assumeTrue(container.has(Container.Habit.EARLY_CONTEXT));
    assertThrows(
        IllegalStateException.class, () -> PanelSessions.install(host.servletContext(), registry));
    startWithAttribute();
    useFromLoginToTermination();
  }

  @Test
  void installingTwiceSaysSo() throws Exception {
    host.onStartup(
        context -> {
          PanelSessions.install(context, registry);
          thrown.add(
              assertThrows(
                  IllegalStateException.class, () -> PanelSessions.install(context, registry)));
        });
    host.start();
    assertTrue(thrown.get(0).getMessage().contains("already"), thrown.get(0).getMessage());
  }

  /** Installs when the web application starts, as a panel's own listener does. */
  public static final class OwnListener implements ServletContextListener {
    /** Creates it, as the container does. */
    public OwnListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
      PanelTestBase test = (PanelTestBase) event.getServletContext().getAttribute("test");
      test.panel.addTo(
          event.getServletContext(),
          () ->
              PanelSessions.builder(test.registry)
                  .loginAttribute(TestPanel.USER)
                  .loginPage("/login")
                  .install(event.getServletContext()));
    }
  }

  @Test
  void aDeclaredListenerMayInstall() throws Exception {
    host.attribute("test", this);
    host.declareListener(OwnListener.class);
    host.start();
    useFromLoginToTermination();
    String row = ownRow(login("bob", "attribute"));
    host.stop();
    assertEquals(Ending.Cause.SHUT_DOWN, endingOf(row).cause());
  }

  @Test
  void aListenerAddedByCodeMayNotAndIsToldSo() throws Exception {
    host.onStartup(
        context ->
            context.addListener(
                new ServletContextListener() {
                  @Override
                  public void contextInitialized(ServletContextEvent event) {
                    thrown.add(
                        assertThrows(
                            IllegalStateException.class,
                            () -> PanelSessions.install(event.getServletContext(), registry)));
                  }
                }));
    host.start();
    assertTrue(
        thrown.get(0).getMessage().contains("ServletContextListener that has been added by code"),
        thrown.get(0).getMessage());
  }

  @Test
  void webXmlNeedsOneListener() throws Exception {
    host.attribute(PanelSessions.REGISTRY_ATTRIBUTE, registry);
    host.initParameter("io.rollcall.panel.loginAttribute", TestPanel.USER)
        .initParameter("io.rollcall.panel.loginPage", "/login")
        .initParameter("io.rollcall.panel.trustedProxies", "127.0.0.1, 10.0.0.0/8 ::1")
        .initParameter("io.rollcall.panel.principals", "false")
        .declareListener(PanelContextListener.class)
        .onStartup(context -> panel.addTo(context, () -> {}));
    host.start();
    useFromLoginToTermination();
    newBrowser().post(loginPath("bob", "framework"));
    newBrowser().post(loginPath("carol", "attribute"), "X-Forwarded-For", "203.0.113.7");
    assertEquals("203.0.113.7", onlyRow().address().getHostAddress());
  }

  @Test
  void withoutARegistryTheListenerSaysWhatIsMissing() throws Exception {
    host.start();
    ServletContext context = host.servletContext();
    PanelContextListener listener = new PanelContextListener();
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> listener.contextInitialized(new ServletContextEvent(context)));
    assertTrue(refused.getMessage().contains(PanelSessions.REGISTRY_ATTRIBUTE));
  }

  @Test
  void theFilterMayBeDeclaredElsewhere() throws Exception {
    host.onStartup(
        context -> {
          addFilter(context, new PanelFilter());
          panel.addTo(
              context,
              () ->
                  PanelSessions.builder(registry)
                      .loginAttribute(TestPanel.USER)
                      .loginPage("/login")
                      .install(context));
          assertEquals(
              1,
              context.getFilterRegistrations().values().stream()
                  .filter(filter -> filter.getClassName().equals(PanelFilter.class.getName()))
                  .count());
        });
    host.start();
    useFromLoginToTermination();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thePartsCanBeAddedOneByOne(boolean withListener) throws Exception {
    PanelSessions sessions =
        PanelSessions.builder(registry).loginAttribute(TestPanel.USER).loginPage("/login").build();
    host.onStartup(
        context ->
            panel.addTo(
                context,
                () -> {
                  addFilter(context, new PanelFilter(sessions));
                  if (withListener) {
                    context.addListener(new PanelSessionListener());
                  }
                }));
    host.start();
    useFromLoginToTermination();
    Browser browser = login("bob", "attribute");
    String row = ownRow(browser);
    browser.post("/logout");
    assertEquals(Ending.Cause.LOGGED_OUT, endingOf(row).cause());
    login(browser, "bob", "attribute");
    row = ownRow(browser);
    browser.post("/renew");
    browser.get("/timeout");
    assertEquals(Ending.Cause.EXPIRED, endingOf(row).cause());
  }

  private static void addFilter(ServletContext context, PanelFilter filter) {
    FilterRegistration.Dynamic registration = context.addFilter("sessions", filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "login", "//evil.example", "/log in", "/a\r\nb", "ftp://x/"})
  void aLoginPageThatIsNoneIsRefused(String page) {
    PanelSessionsBuilder builder = PanelSessions.builder(registry);
    assertThrows(IllegalArgumentException.class, () -> builder.loginPage(page));
  }
}
