package io.rollcall.tck;

/**
 * A real client at the door. What it is told is all it knows: it never asks the registry.
 *
 * <p>The host may cut a client off at any moment. {@link #isIn} tells; no other method fails for
 * it.
 */
public interface TestClient {
  /**
   * Asks the door whether it still serves this client as its login, in a way that is the software's
   * doing and not the person's.
   *
   * @return true if the door answers; false if the client is out for good: its connection is seen
   *     to be closed, or what stood for its login is no longer accepted
   * @throws Exception if it is neither: a connection that is silent, say
   */
  boolean isIn() throws Exception;

  /**
   * Does something that the person does, and returns once it has been answered.
   *
   * @throws Exception if the answer was none that the door gives
   */
  void act() throws Exception;

  /**
   * Logs out as a well-behaved client does.
   *
   * @throws Exception if the answer was none that the door gives
   */
  void logOut() throws Exception;

  /**
   * Goes without a word, as when a cable is cut or a browser never comes back, and frees what the
   * client has open. Called for every client at the end, for one that has gone and when the host
   * has stopped, too. Where only a time limit tells the host, it is brought down to a second or so.
   *
   * @throws Exception if the client's own means fail
   */
  void vanish() throws Exception;

  /**
   * Does what the software does by itself to stay connected, and must not reset the idle time.
   *
   * @return true if done; false, as unless overridden, if the door has nothing such
   * @throws Exception if the answer was none that the door gives
   */
  default boolean keepAlive() throws Exception {
    return false;
  }

  /**
   * Has the host exchange what stands for the login, as protection from session fixation does; the
   * login stays.
   *
   * @return true if done; false, as unless overridden, if the door has nothing such
   * @throws Exception if the answer was none that the door gives
   */
  default boolean renew() throws Exception {
    return false;
  }

  /**
   * Logs in as somebody else, without leaving first.
   *
   * @param login one of {@link KitSetup#LOGINS}
   * @return true if done; false, as unless overridden, if the door has nothing such
   * @throws Exception if the answer was none that the door gives
   */
  default boolean logInAs(String login) throws Exception {
    return false;
  }

  /**
   * Begins a file transfer that does not end by itself while the kit looks at it, and leaves it
   * running.
   *
   * @return true if begun; false, as unless overridden, if the door transfers no files
   * @throws Exception if the answer was none that the door gives
   */
  default boolean startTransfer() throws Exception {
    return false;
  }
}
