package io.rollcall.jconsole;

import java.io.IOException;
import java.util.List;

/**
 * The order to end sessions of one registry. Blocks; for a background thread.
 *
 * @param server which server
 * @param service whose sessions
 * @param registry which registry
 */
record RemoveOrder(Server server, Service service, RegistryName registry) {
  /** Locks nobody out. */
  static final String NOBODY = "";

  /** Lasts until it is lifted. */
  static final int UNTIL_LIFTED = -1;

  /**
   * What an operator chose.
   *
   * @param ids which sessions
   * @param reason why; empty for no reason
   * @param scope whom to lock out, as the bean takes it, or {@link #NOBODY}
   * @param minutes for how long, or {@link #UNTIL_LIFTED}
   */
  record Choice(List<String> ids, String reason, String scope, int minutes) {}

  Beans.LockedOut give(Choice choice) throws IOException, RefusedException {
    Beans beans = new Beans(server.connection(), registry);
    if (choice.scope().equals(NOBODY)) {
      return new Beans.LockedOut(
          beans.terminate(service, choice.ids(), choice.reason()), List.of());
    }
    return beans.terminateAndLockOut(
        service, choice.ids(), choice.scope(), choice.minutes(), choice.reason());
  }
}
