package io.rollcall.panel;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Learns from the container which HTTP sessions end and which get a new id. {@link
 * PanelSessions#install} adds it; a host that wires its server itself adds it to the web
 * application beside {@link PanelFilter}. It has no state.
 */
public final class PanelSessionListener implements HttpSessionListener, HttpSessionIdListener {
  /** Creates a listener. */
  public PanelSessionListener() {}

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    HttpSession session = event.getSession();
    StoredLogin stored = LiveSession.storedLogin(session);
    TrackedSession tracked = stored == null ? null : stored.tracked();
    if (tracked != null) {
      tracked.destroyed(session);
    }
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
    HttpSession session = event.getSession();
    StoredLogin stored = LiveSession.storedLogin(session);
    TrackedSession tracked = stored == null ? null : stored.tracked();
    if (tracked != null) {
      tracked.attach(session);
    }
  }
}
