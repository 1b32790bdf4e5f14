package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionRegistry;
import io.rollcall.panel.PanelSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the page into a web application in which {@link PanelSessions} are installed. */
public final class SessionsPages {
  private SessionsPages() {}

  /**
   * Whether a page makes a request by itself, so that the person's idle time goes on: for {@link
   * io.rollcall.panel.PanelSessionsBuilder#background}.
   *
   * @param request a request
   * @return true for the stream of an open page, and for what is marked as the adapter has it
   */
  public static boolean isBackground(HttpServletRequest request) {
    return request.getServletPath().equals(StreamServlet.PATH)
        || request.getHeader("X-Rollcall-Background") != null;
  }

  /**
   * Adds the page, at {@code /sessions}.
   *
   * @param context the web application, while it starts
   * @param sessions whose sessions it shows
   * @param accounts tells who makes a request, or null if nobody is logged in; called on each
   *     request, on its thread
   * @param loginPage where a browser is sent that is not logged in, as a path
   */
  public static void install(
      ServletContext context,
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      String loginPage) {
    FilterRegistration.Dynamic guard = context.addFilter("page-guard", new PageGuard());
    guard.setAsyncSupported(true);
    guard.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    RequestToken token = new RequestToken();
    SessionsServlet list = new SessionsServlet(sessions, accounts, token, loginPage);
    add(context, "sessions", list, Tab.PANEL.path(), Tab.FTP.path());
    add(
        context,
        "sessions-remove",
        new RemoveSessionsServlet(sessions, accounts, token),
        "/sessions/remove");
    add(
        context,
        "sessions-confirm",
        new ConfirmServlet(sessions, accounts, token),
        "/sessions/confirm");
    StreamServlet stream = new StreamServlet(sessions, accounts, new SessionStreams(sessions));
    add(context, "sessions-stream", stream, StreamServlet.PATH + "/*");
    add(context, "assets", new AssetServlet(), "/assets/*");
  }

  private static void add(
      ServletContext context, String name, HttpServlet servlet, String... paths) {
    ServletRegistration.Dynamic added = context.addServlet(name, servlet);
    added.setAsyncSupported(true);
    added.addMapping(paths);
  }
}
