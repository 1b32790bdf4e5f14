package io.rollcall.panel;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import io.rollcall.AccountResolver;
import io.rollcall.SessionRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the options of {@link PanelSessions} and installs them. For use by one thread. */
public final class PanelSessionsBuilder {
  private static final String BACKGROUND_HEADER = "X-Rollcall-Background";
  private static final String FILTER_NAME = PanelFilter.class.getName();

  private final SessionRegistry registry;
  private AccountResolver accountResolver = AccountResolver.NONE;
  private @Nullable String loginAttribute;
  private Function<Object, @Nullable String> loginReader = LoginFinder::loginOf;
  private boolean principals = true;
  private Predicate<HttpServletRequest> background =
      request -> request.getHeader(BACKGROUND_HEADER) != null;
  private List<Network> trustedProxies = List.of();
  private @Nullable ProxyHeader proxyHeader;
  private TerminationHook terminationHook = TerminationHook.NONE;
  private @Nullable RefusalHandler refusalHandler;
  private @Nullable RefusedLoginHandler refusedLoginHandler;
  private @Nullable String loginPage;
  private LongSupplier nanoClock = System::nanoTime;

  PanelSessionsBuilder(SessionRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
  }

  /**
   * Sets who knows the accounts (type, domain) of the logins that are found by principal or session
   * attribute.
   *
   * @param resolver the resolver; {@link AccountResolver#NONE} unless set
   * @return this
   */
  public PanelSessionsBuilder accountResolver(AccountResolver resolver) {
    this.accountResolver = requireNonNull(resolver, "resolver");
    return this;
  }

  /**
   * Names the session attribute under which the panel keeps its user, as a string or a {@link
   * java.security.Principal}. Where it is set, it goes before a principal; when it is removed, the
   * user has logged out.
   *
   * @param name the attribute's name; none unless set
   * @return this
   */
  public PanelSessionsBuilder loginAttribute(String name) {
    return loginAttribute(name, LoginFinder::loginOf);
  }

  /**
   * Names the session attribute under which the panel keeps its user, as an object of its own.
   *
   * @param name the attribute's name
   * @param reader reads the login from the attribute's value, null if nobody is logged in; called
   *     on each request, on its thread, so it must not block. What it throws is logged, and leaves
   *     things as they are
   * @return this
   */
  public PanelSessionsBuilder loginAttribute(
      String name, Function<Object, @Nullable String> reader) {
    this.loginAttribute = requireNonNull(name, "name");
    this.loginReader = requireNonNull(reader, "reader");
    return this;
  }

  /**
   * Sets whether a request's {@linkplain HttpServletRequest#getUserPrincipal() user principal} is a
   * login.
   *
   * @param principals true unless set
   * @return this
   */
  public PanelSessionsBuilder principals(boolean principals) {
    this.principals = principals;
    return this;
  }

  /**
   * Sets which requests a page makes by itself (refresh, polling): they do not reset the idle time.
   *
   * @param background called on each request of a login, on its thread, so it must not block; if it
   *     throws, that is logged and a person made the request. Unless set, requests that have a
   *     header {@code X-Rollcall-Background} are meant
   * @return this
   */
  public PanelSessionsBuilder background(Predicate<HttpServletRequest> background) {
    this.background = requireNonNull(background, "background");
    return this;
  }

  /**
   * Sets which proxies are believed when they say whom they speak for, in {@code X-Forwarded-For}
   * or, where that is absent, in {@code Forwarded} (RFC 7239). A proxy that writes only one of them
   * and passes the other on from the client needs {@link #trustedProxies(ProxyHeader, Collection)}.
   *
   * @param proxies addresses ({@code 192.0.2.1}) and networks ({@code 2001:db8::/32}); none unless
   *     set
   * @return this
   * @throws IllegalArgumentException if one is neither; host names are none
   */
  public PanelSessionsBuilder trustedProxies(Collection<String> proxies) {
    this.trustedProxies = proxies.stream().map(String::strip).map(Network::parse).toList();
    this.proxyHeader = null;
    return this;
  }

  /**
   * Sets which proxies are believed when they say whom they speak for, and in which header.
   *
   * @param header the header that the proxies write; the other is ignored
   * @param proxies addresses and networks
   * @return this
   * @throws IllegalArgumentException if one is neither
   */
  public PanelSessionsBuilder trustedProxies(ProxyHeader header, Collection<String> proxies) {
    trustedProxies(proxies);
    this.proxyHeader = requireNonNull(header, "header");
    return this;
  }

  /**
   * Sets what is to be done when a login is terminated, such as revoking its remember-me tokens.
   *
   * @param hook the hook; {@link TerminationHook#NONE} unless set
   * @return this
   */
  public PanelSessionsBuilder onTerminated(TerminationHook hook) {
    this.terminationHook = requireNonNull(hook, "hook");
    return this;
  }

  /**
   * Sets where a browser is sent when it comes back after its session was terminated, if its
   * request is a {@code GET}, {@code HEAD} or {@code POST} and not a background request. Requests
   * for this path are never refused.
   *
   * @param page a path within the web application, beginning with a slash, or a URL with {@code
   *     http} or {@code https}; a plain page with status 401 unless set
   * @return this
   * @throws IllegalArgumentException if it is neither
   */
  public PanelSessionsBuilder loginPage(String page) {
    if (!page.matches("(/(?!/)|https?://)[!-~]*")) {
      throw new IllegalArgumentException(
          "the login page is '%s'; expected a path that begins with a slash, or a URL"
              .formatted(page));
    }
    this.loginPage = page;
    return this;
  }

  /**
   * Sets who answers a browser that comes back after its session was terminated, in place of the
   * redirect or the plain page.
   *
   * @param handler the handler; none unless set
   * @return this
   */
  public PanelSessionsBuilder refusalHandler(RefusalHandler handler) {
    this.refusalHandler = requireNonNull(handler, "handler");
    return this;
  }

  /**
   * Sets who answers a request whose login a lockout or a limit has refused, in place of the plain
   * page with status 403.
   *
   * @param handler the handler; none unless set
   * @return this
   */
  public PanelSessionsBuilder refusedLoginHandler(RefusedLoginHandler handler) {
    this.refusedLoginHandler = requireNonNull(handler, "handler");
    return this;
  }

  /**
   * Sets the clock, for tests.
   *
   * @param nanoClock tells durations, as {@link System#nanoTime} does
   * @return this
   */
  public PanelSessionsBuilder clock(LongSupplier nanoClock) {
    this.nanoClock = requireNonNull(nanoClock, "nanoClock");
    return this;
  }

  /**
   * Builds without installing, for a host that adds a {@link PanelFilter} and a {@link
   * PanelSessionListener} to its server itself.
   *
   * @return what the filter works for
   */
  public PanelSessions build() {
    Problems problems = new Problems();
    LongSupplier clock = nanoClock;
    Ticker ticker =
        new Ticker() {
          @Override
          public long read() {
            return clock.getAsLong();
          }
        };
    return new PanelSessions(
        registry,
        new PanelSettings(
            accountResolver,
            new LoginFinder(loginAttribute, loginReader, principals, problems),
            background,
            new ClientAddress(trustedProxies, proxyHeader),
            terminationHook,
            refusalHandler,
            refusedLoginHandler,
            loginPage,
            ticker,
            problems));
  }

  /**
   * Installs in a web application that is starting: from {@link
   * jakarta.servlet.ServletContainerInitializer#onStartup}, or from {@link
   * jakarta.servlet.ServletContextListener#contextInitialized} of a listener that is declared. Adds
   * a {@link PanelSessionListener}, and a {@link PanelFilter} behind the filters that {@code
   * web.xml} declares, unless it declares that one itself.
   *
   * @param context the web application
   * @return what is installed; closes by itself when the web application stops
   * @throws IllegalStateException if the web application is not just starting, or it is installed
   *     already; the message says which
   */
  public PanelSessions install(ServletContext context) {
    String where = "the web application '" + context.getContextPath() + "'";
    if (PanelSessions.find(context) != null) {
      throw new IllegalStateException("PanelSessions are installed in " + where + " already");
    }
    PanelSessions sessions = build();
    try {
      addParts(context, sessions);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "PanelSessions can be installed only while the web application starts, from a"
              + " ServletContainerInitializer or a declared ServletContextListener; it is too late"
              + " or too early for that in "
              + where,
          e);
    } catch (UnsupportedOperationException e) {
      throw new IllegalStateException(
          "PanelSessions cannot be installed by a ServletContextListener that has been added by"
              + " code; declare it in web.xml, or use a ServletContainerInitializer, in "
              + where,
          e);
    }
    sessions.publish(context);
    return sessions;
  }

  private static void addParts(ServletContext context, PanelSessions sessions) {
    context.addListener(new PanelSessionListener()); // first, since Jetty takes filters too early
    boolean declared =
        context.getFilterRegistrations().values().stream()
            .anyMatch(filter -> FILTER_NAME.equals(filter.getClassName()));
    if (!declared) {
      FilterRegistration.Dynamic filter = context.addFilter(FILTER_NAME, new PanelFilter(sessions));
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    }
  }
}
