package io.rollcall.tck;

/**
 * A running host with the adapter installed, and its door. Methods may be called from several
 * threads at once.
 */
public interface AdapterUnderTest {
  /**
   * Connects a client from a loopback address and logs it in with the right password; returns once
   * the client has been answered. A client that is refused, at whatever step, is returned as well:
   * {@link TestClient#isIn} then says that it is out.
   *
   * @param login one of {@link KitSetup#LOGINS}
   * @return the client
   * @throws Exception if it was neither let in nor refused
   */
  TestClient connect(String login) throws Exception;

  /**
   * Tries to log in with a wrong password, if the adapter counts failed logins.
   *
   * @param login one of {@link KitSetup#LOGINS}
   * @return true if that was tried; false, as unless overridden, if the adapter does not count
   * @throws Exception if the client was not answered
   */
  default boolean failToLogIn(String login) throws Exception {
    return false;
  }

  /**
   * Returns whether the adapter has {@link KitSetup#hook} called when an order has ended a session.
   *
   * @return true if it has; false unless overridden
   */
  default boolean callsHook() {
    return false;
  }

  /**
   * Stops the host as in production, with clients connected, and returns when it has stopped. A
   * second call does nothing.
   *
   * @throws Exception if it cannot be stopped
   */
  void stop() throws Exception;

  /**
   * Returns whether a thread may outlive the host because it is none of the host's and none of the
   * adapter's: one of the client's library, say.
   *
   * @param thread a thread that was not there before the host was started
   * @return true if it may stay; false unless overridden
   */
  default boolean outlives(Thread thread) {
    return false;
  }
}
