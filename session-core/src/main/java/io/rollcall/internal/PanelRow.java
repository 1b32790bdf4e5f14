package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Longs;
import io.rollcall.Account;
import io.rollcall.PanelSessionInfo;
import io.rollcall.Service;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A control panel session. */
final class PanelRow extends SessionRow {
  /** 146 years: however wrong a restored logon time is, the clock's arithmetic holds. */
  private static final long LONGEST_AGO = Long.MAX_VALUE / 2;

  private final @Nullable String client;

  PanelRow(
      DefaultSessionRegistry registry, Account account, PanelLogin login, SessionControl control) {
    super(registry, login.address(), control);
    client = login.client();
    Instant now = registry.now();
    Instant time = login.logonTime();
    if (time == null) {
      openWith(account, now, 0);
    } else {
      long ago = TimeUnit.NANOSECONDS.convert(Duration.between(time, now));
      openWith(account, time, Longs.constrainToRange(ago, 0, LONGEST_AGO));
    }
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
    Account account = requireNonNull(account());
    return new PanelSessionInfo(id(), account, address(), logonTime(), idle(now), state(), client);
  }
}
