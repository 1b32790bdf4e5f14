package io.rollcall.examples.page;

import io.rollcall.Registration;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open pages. One thread refreshes them all, each second and soon after a session has come or
 * gone; as no stream ever blocks it, a slow browser delays nobody. Their number is bounded, for
 * each login and altogether: a login's newest pages have its places, since a page that is left
 * keeps its own until that is noticed. Safe for use from any thread.
 */
final class SessionStreams implements AutoCloseable {
  static final int MOST = 200;
  static final int MOST_PER_SESSION = 4;
  private static final Logger logger = LoggerFactory.getLogger(SessionStreams.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final long SOON_MILLIS = 200;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread refresher = new Thread(task, "panel-streams");
            refresher.setDaemon(true);
            return refresher;
          });
  private final Registration listener;
  private final AtomicBoolean soon = new AtomicBoolean();

  /** The oldest first. Guarded by itself. */
  private final Set<SessionStream> streams = new LinkedHashSet<>();

  @SuppressWarnings("FutureReturnValueIgnored") // refresh() catches what goes wrong
  SessionStreams(SessionRegistry sessions) {
    listener = sessions.addListener(this::happened);
    thread.scheduleWithFixedDelay(
        this::refresh, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes a place, if need be that of the login's oldest stream; false if there are too many. */
  boolean add(SessionStream stream) {
    SessionStream displaced = null;
    synchronized (streams) {
      List<SessionStream> own =
          streams.stream().filter(other -> other.owner().equals(stream.owner())).toList();
      if (own.size() == MOST_PER_SESSION) {
        displaced = own.get(0);
        streams.remove(displaced);
      }
      if (streams.size() == MOST) {
        return false;
      }
      streams.add(stream);
    }
    if (displaced != null) {
      displaced.displace();
    }
    return true;
  }

  void remove(SessionStream stream) {
    synchronized (streams) {
      streams.remove(stream);
    }
  }

  int count() {
    synchronized (streams) {
      return streams.size();
    }
  }

  /** However much happens, there are no more than a few refreshes a second. */
  @SuppressWarnings("FutureReturnValueIgnored") // as above
  private void happened(SessionEvent event) {
    if (soon.compareAndSet(false, true)) {
      try {
        thread.schedule(
            () -> {
              soon.set(false);
              refresh();
            },
            SOON_MILLIS,
            TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        logger.debug("the panel is stopping", e);
      }
    }
  }

  private void refresh() {
    List<SessionStream> present;
    synchronized (streams) {
      present = List.copyOf(streams);
    }
    for (SessionStream stream : present) {
      try {
        stream.refresh();
      } catch (IOException e) {
        logger.debug("a browser has gone", e);
        stream.close();
      } catch (RuntimeException e) { // whatever is wrong with one, the others go on
        logger.warn("a page could not be refreshed", e);
        stream.close();
      }
    }
  }

  @Override
  public void close() {
    listener.close();
    thread.shutdownNow();
    List<SessionStream> present;
    synchronized (streams) {
      present = List.copyOf(streams);
    }
    present.forEach(SessionStream::close);
  }
}
