package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.Filter;
import io.rollcall.SessionRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the stream of a page. */
final class StreamServlet extends UserServlet {
  static final String PATH = "/sessions/stream";
  private static final long serialVersionUID = 1;
  private static final String RETRY_SECONDS = "30";

  private final transient SessionStreams streams;

  StreamServlet(
      SessionRegistry sessions,
      Function<HttpServletRequest, @Nullable Account> accounts,
      SessionStreams streams) {
    super(sessions, accounts);
    this.streams = streams;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PanelUser user = user(request);
    if (user == null) {
      askForLogin(response);
      return;
    }
    View view = View.of("/ftp".equals(request.getPathInfo()) ? Tab.FTP : Tab.PANEL, request);
    try {
      Filter.parse(view.tab().service(), view.filter());
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    AsyncContext context = request.startAsync();
    context.setTimeout(0); // the stream knows when to end
    SessionStream stream =
        new SessionStream(sessions, user, view, context, response.getOutputStream());
    context.addListener(new Removing(stream));
    if (!streams.add(stream)) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", RETRY_SECONDS);
      context.complete();
      return;
    }
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("X-Accel-Buffering", "no"); // a proxy must not hold events back
    stream.begin();
  }

  @Override
  public void destroy() {
    streams.close();
  }

  /** Gives the stream's place up when it has ended, whoever ended it. */
  private final class Removing implements AsyncListener {
    private final SessionStream stream;

    private Removing(SessionStream stream) {
      this.stream = stream;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      streams.remove(stream);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      stream.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      stream.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // never started again
    }
  }
}
