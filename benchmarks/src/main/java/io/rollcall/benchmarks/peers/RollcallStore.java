package io.rollcall.benchmarks.peers;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;

/** Rollcall with all its indexes, and a limit in every scope, none of which is ever reached. */
final class RollcallStore implements SessionStore {
  private static final int NEVER_REACHED = 100_000_000;
  private static final SessionControl NOTHING_TO_END = order -> {};

  private final SessionRegistry registry =
      SessionRegistry.builder()
          .limits(
              SessionLimits.builder()
                  .most(Service.PANEL, Scope.TOTAL, NEVER_REACHED)
                  .most(Service.PANEL, Scope.LOGIN, NEVER_REACHED)
                  .most(Service.PANEL, Scope.DOMAIN, NEVER_REACHED)
                  .most(Service.PANEL, Scope.ADDRESS, NEVER_REACHED)
                  .build())
          .build();

  @Override
  public Object open(String containerId, String login, InetAddress address) {
    return registry.openPanel(
        PanelLogin.of(new Account(login, AccountType.CLIENT, null)).address(address).build(),
        NOTHING_TO_END);
  }

  @Override
  public String id(Object session) {
    return ((SessionHandle) session).id();
  }

  @Override
  public void touch(String id) {
    registry.touch(id);
  }

  @Override
  public void remove(Object session) {
    ((SessionHandle) session).closed(Ending.Cause.LOGGED_OUT);
  }

  @Override
  public Object list() {
    return registry.panelSessions(SessionQuery.all());
  }

  @Override
  public void close() {
    registry.close();
  }
}
