package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What races: registries and rows that cost little, since each try has its own. */
final class Racers {
  static final Account ALICE = new Account("alice", AccountType.CLIENT, "example.com");
  static final Account BOB = new Account("bob", AccountType.CLIENT, "example.com");
  static final TerminationOrder ORDER = TerminationOrder.by("operator");
  static final SessionControl IGNORING = order -> {};

  /** A clock that stands: reading the real one costs more than most steps. */
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private Racers() {}

  static DefaultSessionRegistry registry() {
    return (DefaultSessionRegistry)
        SessionRegistry.builder().clocks(() -> NOW, () -> 7).patience(Duration.ZERO).build();
  }

  static DefaultSessionRegistry registryWithOneAtMost(Policy policy) {
    DefaultSessionRegistry registry = registry();
    registry.admission().limits(oneAtMost(policy));
    return registry;
  }

  static SessionLimits oneAtMost(Policy policy) {
    return SessionLimits.builder()
        .most(Service.PANEL, Scope.LOGIN, 1)
        .most(Service.FTP, Scope.LOGIN, 1)
        .policy(policy)
        .build();
  }

  /** A row that is not opened yet. */
  static PanelRow panel(DefaultSessionRegistry registry, Account account) {
    return new PanelRow(registry, account, PanelLogin.of(account).build(), IGNORING);
  }

  static FtpRow ftp(DefaultSessionRegistry registry) {
    return new FtpRow(registry, null, "FTP", IGNORING);
  }

  static <R extends SessionRow> R opened(R row) {
    SessionRow victim = row.open();
    if (victim != null) {
      throw new AssertionError("nobody has to go here");
    }
    return row;
  }

  /**
   * Opens a row; returns who has to go for it, the row itself for nobody, null if it is refused.
   */
  static @Nullable SessionRow open(SessionRow row) {
    try {
      SessionRow victim = row.open();
      return victim == null ? row : victim;
    } catch (SessionRefusedException e) {
      return null;
    }
  }

  /** Logs in; returns whether that was admitted. */
  static boolean logIn(SessionRow row, Account account) {
    try {
      SessionRow unused = row.logIn(account);
      return true;
    } catch (SessionRefusedException e) {
      return false;
    }
  }
}
