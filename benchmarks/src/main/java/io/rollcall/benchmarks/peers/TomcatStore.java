package io.rollcall.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.apache.catalina.Session;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.session.StandardManager;

/** Tomcat's session manager, with sessions that hold nothing. It keeps no login and no address. */
final class TomcatStore implements SessionStore {
  private final ManagerBase manager = new StandardManager();

  TomcatStore() {
    manager.setContext(new StandardContext());
  }

  @Override
  public Object open(String containerId, String login, InetAddress address) {
    return manager.createSession(containerId);
  }

  @Override
  public String id(Object session) {
    return ((Session) session).getId();
  }

  @Override
  public void touch(String id) {
    try {
      Session session = manager.findSession(id);
      session.access();
      session.endAccess();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void remove(Object session) {
    ((Session) session).expire();
  }

  @Override
  public Object list() {
    return manager.findSessions();
  }

  @Override
  public void close() {}
}
