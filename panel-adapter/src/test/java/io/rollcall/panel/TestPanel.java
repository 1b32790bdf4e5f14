package io.rollcall.panel;

import io.rollcall.Account;
import io.rollcall.AccountType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A small panel that logs its users in and out in every way there is. */
final class TestPanel extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** Where it keeps its user as a string. */
  static final String USER = "user";

  /** Where it keeps its user as an object. */
  static final String USER_OBJECT = "userObject";

  /** Where its security framework keeps the user of its wrapped requests. */
  private static final String FRAMEWORK_USER = "frameworkUser";

  /** A panel's own user object. */
  record PanelUser(String name) implements Serializable {}

  /** Holds back the next request for {@code /slow}, between reading and writing its session. */
  transient volatile CountDownLatch slowEntered = new CountDownLatch(1);

  transient volatile CountDownLatch slowMayGoOn = new CountDownLatch(1);

  /** Has the framework wrap the container's sessions, each request anew. */
  transient volatile boolean sessionsAreWrapped;

  /** Makes wrapped sessions refuse to be invalidated. */
  transient volatile boolean sessionsCannotBeInvalidated;

  /** Adds the servlet and, in front of everything, the security framework's filter. */
  void addTo(ServletContext context, Runnable installation) {
    FilterRegistration.Dynamic framework = context.addFilter("framework", new FrameworkFilter());
    framework.setAsyncSupported(true);
    framework.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    installation.run();
    ServletRegistration.Dynamic servlet = context.addServlet("panel", this);
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain;charset=UTF-8");
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      response.getWriter().append("included");
      return;
    }
    try {
      answer(request, response);
    } catch (IllegalStateException e) { // the HTTP session is gone; its message may tell the id
      response.sendError(HttpServletResponse.SC_CONFLICT);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (request.getPathInfo()) {
      case "/" -> home(request, response);
      case "/who" -> response.getWriter().append(user(request));
      case "/login" -> login(request, response);
      case "/logout" -> logout(request, response);
      case "/renew" -> renew(request, response);
      case "/touch", "/public/logo" -> response.getWriter().append("touched");
      case "/timeout" -> request.getSession().setMaxInactiveInterval(1);
      case "/slow" -> slow(request, response);
      case "/async" -> async(request, response);
      case "/forward" -> request.getRequestDispatcher("/").forward(request, response);
      case "/include" -> request.getRequestDispatcher("/touch").include(request, response);
      case "/fail" -> throw new ServletException("the panel's own failure");
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void home(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response
        .getWriter()
        .append("row=")
        .append(PanelSessions.of(request.getServletContext()).current(request).orElse("none"));
  }

  /** The login as the panel itself knows it. */
  private static String user(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute(USER);
    return user == null ? "nobody" : (String) user;
  }

  private static void login(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String user = request.getParameter("user");
    if (user == null) {
      response.getWriter().append("LOGIN FORM");
      return;
    }
    String way = parameter(request, "way", "attribute");
    if (request.getParameter("fresh") != null) {
      request.getSession().invalidate();
    }
    HttpSession session = request.getSession();
    switch (way) {
      case "attribute" -> session.setAttribute(USER, user);
      case "object" -> session.setAttribute(USER_OBJECT, new PanelUser(user));
      case "framework" -> session.setAttribute(FRAMEWORK_USER, user);
      case "container" -> request.login(user, "secret");
      case "call" -> call(request, user);
      case "wrong" -> {
        PanelSessions.of(request.getServletContext()).loginFailed(request, user);
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return;
      }
      case "asks" -> {
        if (PanelSessions.of(request.getServletContext()).refusal(request, user).isPresent()) {
          response.sendError(HttpServletResponse.SC_GONE);
          return;
        }
        session.setAttribute(USER, user);
      }
      default -> throw new IllegalArgumentException(way);
    }
    String renewal = request.getParameter("renew");
    if (renewal != null) {
      renew(request, response);
    }
    response.getWriter().append("welcome");
  }

  private static void call(HttpServletRequest request, String user) {
    PanelSessions.of(request.getServletContext())
        .loggedIn(request, new Account(user, AccountType.RESELLER, "example.com"));
  }

  private static void logout(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    HttpSession session = request.getSession();
    switch (parameter(request, "how", "invalidate")) {
      case "invalidate" -> session.invalidate();
      case "invalidateAndGreet" -> {
        session.invalidate();
        request.getSession().setAttribute("flash", "good bye");
      }
      case "container" -> request.logout();
      case "removeUser" -> {
        session.removeAttribute(USER);
        session.removeAttribute(FRAMEWORK_USER);
      }
      case "removeAll" ->
          Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
      case "call" -> PanelSessions.of(request.getServletContext()).loggedOut(request);
      default -> throw new IllegalArgumentException();
    }
    response.getWriter().append("bye");
  }

  /** Protects itself from session fixation, in the ways that there have been. */
  private static void renew(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession old = request.getSession();
    switch (parameter(request, "renew", "changeId")) {
      case "changeId" -> request.changeSessionId();
      case "copyAll" -> {
        Map<String, Object> copy = new HashMap<>();
        Collections.list(old.getAttributeNames())
            .forEach(name -> copy.put(name, old.getAttribute(name)));
        old.invalidate();
        copy.forEach(request.getSession()::setAttribute);
      }
      case "copyUser" -> {
        Map<String, Object> copy = new HashMap<>();
        for (String name : new String[] {USER, USER_OBJECT, FRAMEWORK_USER}) {
          copy.put(name, old.getAttribute(name));
        }
        old.invalidate();
        copy.forEach(request.getSession()::setAttribute);
      }
      case "callAgain" -> {
        old.invalidate();
        call(request, parameter(request, "user", "alice"));
      }
      default -> throw new IllegalArgumentException();
    }
    response.getWriter().append("renewed ");
  }

  private void slow(HttpServletRequest request, HttpServletResponse response) throws IOException {
    HttpSession session = request.getSession();
    Object user = session.getAttribute(USER);
    slowEntered.countDown();
    try {
      slowMayGoOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    switch (parameter(request, "then", "")) {
      case "recreate" -> request.getSession().setAttribute(USER, user);
      case "timeout" -> session.setMaxInactiveInterval(1);
      default -> {}
    }
    response.getWriter().append("slow done");
  }

  private static void async(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      home(request, response);
      return;
    }
    AsyncContext context = request.startAsync();
    context.start(
        () -> {
          String user = request.getParameter("user");
          if (user != null) {
            request.getSession().setAttribute(USER, user);
          }
          context.dispatch();
        });
  }

  private static String parameter(HttpServletRequest request, String name, String otherwise) {
    String value = request.getParameter(name);
    return value == null ? otherwise : value;
  }

  /** Gives requests their principal, except to paths that it does not guard. */
  private final class FrameworkFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      boolean guarded = !request.getRequestURI().startsWith("/public/");
      chain.doFilter(guarded ? new FrameworkRequest(request) : request, response);
    }
  }

  private final class FrameworkRequest extends HttpServletRequestWrapper {
    private FrameworkRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      HttpSession session = super.getSession(create);
      return session == null || !sessionsAreWrapped ? session : wrap(session);
    }

    private HttpSession wrap(HttpSession session) {
      return (HttpSession)
          Proxy.newProxyInstance(
              TestPanel.class.getClassLoader(),
              new Class<?>[] {HttpSession.class},
              (proxy, method, arguments) -> {
                if (sessionsCannotBeInvalidated && method.getName().equals("invalidate")) {
                  throw new UnsupportedOperationException(
                      "store of " + session.getId() + " is down");
                }
                return method.invoke(session, arguments);
              });
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      HttpSession session = getSession(false);
      Object user = session == null ? null : session.getAttribute(FRAMEWORK_USER);
      return user == null ? super.getUserPrincipal() : () -> (String) user;
    }
  }
}
