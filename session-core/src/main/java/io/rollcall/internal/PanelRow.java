package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import io.rollcall.Account;
import io.rollcall.PanelSessionInfo;
import io.rollcall.Service;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A control panel session. */
final class PanelRow extends SessionRow {
  private final @Nullable String client;

  PanelRow(
      DefaultSessionRegistry registry, Account account, PanelLogin login, SessionControl control) {
    super(registry, login.address(), control);
    client = login.client();
    Instant now = registry.now();
    Instant logonTime = login.logonTime() == null ? now : login.logonTime();
    long agoNanos = Math.max(0, Duration.between(logonTime, now).toNanos());
    openWith(account, logonTime, registry.nanos() - agoNanos);
  }

  @Override
  Service service() {
    return Service.PANEL;
  }

  @Nullable String client() {
    return client;
  }

  @Override
  PanelSessionInfo info(long now) {
    return new PanelSessionInfo(
        id(),
        requireNonNull(account()),
        address(),
        requireNonNull(logonTime()),
        idle(now),
        state(),
        client);
  }
}
