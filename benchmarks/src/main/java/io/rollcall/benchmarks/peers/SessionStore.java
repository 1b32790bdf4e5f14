package io.rollcall.benchmarks.peers;

import java.net.InetAddress;

/** What every registry of sessions does, so that all of them do the same work. */
public interface SessionStore extends AutoCloseable {
  /**
   * Adds a session.
   *
   * @param containerId the id that a container would give it
   * @param login who logs in
   * @param address from where
   * @return what its owner keeps of it: a handle where there is one, or else its id
   */
  Object open(String containerId, String login, InetAddress address);

  /**
   * Returns the id by which a session is found.
   *
   * @param session what {@link #open} returned
   * @return its id
   */
  default String id(Object session) {
    return (String) session;
  }

  /**
   * Notes activity.
   *
   * @param id the session's id
   */
  void touch(String id);

  /**
   * Takes a session out.
   *
   * @param session what {@link #open} returned
   */
  void remove(Object session);

  /**
   * Lists all sessions in the way of the store.
   *
   * @return something that depends on every one of them
   */
  Object list();

  @Override
  void close();

  /**
   * Makes an empty store.
   *
   * @param name rollcall, map, spring, shiro or tomcat
   * @return the store
   */
  static SessionStore named(String name) {
    return switch (name) {
      case "rollcall" -> new RollcallStore();
      case "map" -> new BareMapStore();
      case "spring" -> new SpringSecurityStore();
      case "shiro" -> new ShiroStore();
      case "tomcat" -> new TomcatStore();
      default ->
          throw new IllegalArgumentException(
              "no store '" + name + "': expected rollcall, map, spring, shiro or tomcat");
    };
  }
}
