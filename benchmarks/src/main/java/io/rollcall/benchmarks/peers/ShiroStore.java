package io.rollcall.benchmarks.peers;

import java.net.InetAddress;
import org.apache.shiro.session.Session;
import org.apache.shiro.session.mgt.SimpleSession;
import org.apache.shiro.session.mgt.eis.MemorySessionDAO;

/** Apache Shiro's sessions in memory, as its session manager uses them. It draws ids itself. */
final class ShiroStore implements SessionStore {
  private static final String LOGIN = "login";

  private final MemorySessionDAO sessions = new MemorySessionDAO();

  @Override
  public Object open(String containerId, String login, InetAddress address) {
    SimpleSession session = new SimpleSession(address.getHostAddress());
    session.setAttribute(LOGIN, login);
    sessions.create(session);
    return session;
  }

  @Override
  public String id(Object session) {
    return (String) ((Session) session).getId();
  }

  @Override
  public void touch(String id) {
    Session session = sessions.readSession(id);
    session.touch();
    sessions.update(session);
  }

  @Override
  public void remove(Object session) {
    sessions.delete((Session) session);
  }

  @Override
  public Object list() {
    return sessions.getActiveSessions().toArray();
  }

  @Override
  public void close() {}
}
