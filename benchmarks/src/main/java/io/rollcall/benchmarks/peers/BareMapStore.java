package io.rollcall.benchmarks.peers;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The floor: a map and a volatile time, with no index, no limit and nobody to tell. */
final class BareMapStore implements SessionStore {
  private static final class Session {
    final String login;
    final InetAddress address;
    volatile long touched;

    Session(String login, InetAddress address) {
      this.login = login;
      this.address = address;
      touched = System.nanoTime();
    }
  }

  private record Row(String login, InetAddress address, long idleNanos) {}

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  @Override
  public Object open(String containerId, String login, InetAddress address) {
    sessions.put(containerId, new Session(login, address));
    return containerId;
  }

  @Override
  public void touch(String id) {
    sessions.get(id).touched = System.nanoTime();
  }

  @Override
  public void remove(Object session) {
    sessions.remove((String) session);
  }

  @Override
  public Object list() {
    long now = System.nanoTime();
    List<Row> rows = new ArrayList<>();
    for (Session session : sessions.values()) {
      rows.add(new Row(session.login, session.address, now - session.touched));
    }
    return rows;
  }

  @Override
  public void close() {
    sessions.clear();
  }
}
