package io.rollcall.panel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import com.google.common.hash.Hashing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers terminated HTTP sessions until their browsers come back, so that they can be told. The
 * ids are kept as one-way hashes. Bounded in number and time. Safe for use from any thread.
 */
final class TerminatedSessions {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Cache<String, TrackedSession> sessions;
  private volatile boolean closed;

  TerminatedSessions(Ticker ticker) {
    sessions =
        CacheBuilder.newBuilder()
            .concurrencyLevel(1) // one segment: what has expired anywhere is found by any look
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST)
            .ticker(ticker)
            .removalListener(TerminatedSessions::forgotten)
            .build();
  }

  private static void forgotten(RemovalNotification<String, TrackedSession> removal) {
    if (removal.getValue() != null && removal.wasEvicted()) {
      removal.getValue().forgotten();
    }
  }

  void add(String httpSessionId, TrackedSession session) {
    sessions.put(hash(httpSessionId), session);
    if (closed) { // perhaps meanwhile
      sessions.invalidateAll();
    }
  }

  /** Forgets all, for good: no browser will be told any more. */
  void close() {
    closed = true;
    sessions.invalidateAll();
  }

  /** Returns the terminated session of the id that a request presents, or null. */
  @Nullable TrackedSession find(HttpServletRequest request) {
    if (sessions.size() == 0) {
      return null;
    }
    String requested = request.getRequestedSessionId();
    return requested == null ? null : find(requested);
  }

  /** Returns the terminated session of an HTTP session id, or null. */
  @Nullable TrackedSession find(String httpSessionId) {
    if (sessions.size() == 0) {
      return null;
    }
    TrackedSession found = sessions.getIfPresent(hash(httpSessionId));
    return found != null ? found : sessions.getIfPresent(hash(withoutNode(httpSessionId)));
  }

  /** Forgets the session of the id that a request presents: its browser has been told. */
  void forget(HttpServletRequest request, TrackedSession session) {
    String requested = request.getRequestedSessionId();
    if (requested != null) {
      sessions.invalidate(hash(requested));
      sessions.invalidate(hash(withoutNode(requested)));
    }
    session.forgotten();
  }

  /** Jetty appends the node's name to the id in the cookie, and to that only. */
  private static String withoutNode(String httpSessionId) {
    int dot = httpSessionId.lastIndexOf('.');
    return dot < 0 ? httpSessionId : httpSessionId.substring(0, dot);
  }

  private static String hash(String httpSessionId) {
    return Hashing.sha256().hashString(httpSessionId, UTF_8).toString();
  }
}
