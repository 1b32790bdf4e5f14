package io.rollcall;

import org.jspecify.annotations.Nullable;

/**
 * The embedder's knowledge of its users: turns a login into an account.
 *
 * <p>Called once a login, on a thread of the registry. The login waits a tenth of a second for the
 * answer; if it takes longer, the session is listed as {@link AccountType#UNREGISTERED} until the
 * answer arrives. An exception is logged and counts as "not known", as does a look-up for which a
 * thousand others wait already. Neither holds up the user.
 */
@FunctionalInterface
public interface AccountResolver {
  /** Knows nobody. */
  AccountResolver NONE = login -> null;

  /**
   * Looks an account up.
   *
   * @param login the login name that was accepted at the door
   * @return the account, of which type and domain are used; null if the login is not registered
   * @throws Exception if the look-up failed
   */
  @Nullable Account resolve(String login) throws Exception;
}
