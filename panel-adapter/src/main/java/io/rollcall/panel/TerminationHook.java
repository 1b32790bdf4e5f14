package io.rollcall.panel;

/**
 * What an embedder has to do itself when a login is terminated: revoke remember-me tokens, close
 * web sockets.
 *
 * <p>Called on a thread of the registry, after the HTTP session has been invalidated. Until it
 * returns, the row stays listed as {@link io.rollcall.SessionState#TERMINATING}; the order waits
 * for it no longer than the registry's patience.
 */
@FunctionalInterface
public interface TerminationHook {
  /** Does nothing. */
  TerminationHook NONE = login -> {};

  /**
   * Does what is to be done.
   *
   * @param login whose session has ended, and by whose order
   * @throws Exception if it could not be done: it is logged and the order is answered {@link
   *     io.rollcall.TerminationOutcome#FAILED}; ordering again calls the hook again
   */
  void onTerminated(TerminatedLogin login) throws Exception;
}
