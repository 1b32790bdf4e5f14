package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.Service;
import io.rollcall.SessionState;
import io.rollcall.TransferDirection;
import io.rollcall.TransferInfo;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.TransferMeter;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file-transfer session.
 *
 * <p>What belongs together hangs on one reference (a transfer with its name and its counts, the
 * protocol with its security), so that no listing pairs one transfer's name with another's bytes.
 */
final class FtpRow extends SessionRow implements FtpHandle {
  private record Door(String protocol, boolean secure) {}

  private volatile Door door;
  private volatile FtpStatus command = FtpStatus.IDLE;
  private volatile @Nullable String location;
  private volatile @Nullable TransferCounter transfer;

  FtpRow(
      DefaultSessionRegistry registry,
      @Nullable InetAddress address,
      String protocol,
      SessionControl control) {
    super(registry, address, control);
    door = new Door(protocol, false);
  }

  @Override
  Service service() {
    return Service.FTP;
  }

  @Override
  public void loggedIn(Account account) {
    registry.admitted(this, row -> row.logIn(account));
  }

  @Override
  public void loggedIn(String login, AccountResolver resolver) {
    AccountLookup lookup = registry.lookUp(login, resolver);
    Account found = lookup.await();
    loggedIn(
        found == null
            ? Account.unregistered(login)
            : new Account(login, found.type(), found.domain()));
    registry.whenLate(lookup, this);
  }

  @Override
  public void location(String directory) {
    location = directory;
  }

  @Override
  public void protocol(String protocol, boolean secure) {
    door = new Door(protocol, secure);
  }

  @Override
  public void running(FtpStatus status) {
    if (status != FtpStatus.LISTING && status != FtpStatus.BUSY) {
      throw new IllegalArgumentException("status is " + status + "; expected LISTING or BUSY");
    }
    command = status;
  }

  @Override
  public TransferMeter startTransfer(
      TransferDirection direction, String fileName, long offset, @Nullable Long total) {
    TransferCounter started =
        new TransferCounter(registry.nanoClock(), direction, fileName, offset, total);
    transfer = started;
    return started;
  }

  @Override
  public void finished() {
    TransferCounter over = transfer;
    if (over != null) {
      if (over.hasMoved()) {
        touchedAt(over.movedAt());
      }
      transfer = null;
    }
    command = FtpStatus.IDLE;
  }

  String protocol() {
    return door.protocol();
  }

  boolean secure() {
    return door.secure();
  }

  @Nullable String location() {
    return location;
  }

  @Nullable TransferInfo transfer(long now) {
    TransferCounter running = transfer;
    return running == null ? null : running.info(now);
  }

  @Override
  long idleNanos(long now) {
    TransferCounter running = transfer;
    long idle = super.idleNanos(now);
    return running == null ? idle : Math.min(idle, running.stillNanos(now));
  }

  @Override
  FtpStatus ftpStatus(long now) {
    return status(state(), account(), transfer, now);
  }

  @Override
  double bytesPerSecond(long now) {
    TransferCounter running = transfer;
    return running == null ? Double.NaN : running.bytesPerSecond(now);
  }

  private FtpStatus status(
      SessionState state, @Nullable Account account, @Nullable TransferCounter running, long now) {
    if (state == SessionState.TERMINATING) {
      return FtpStatus.TERMINATING;
    }
    if (account == null) {
      return FtpStatus.CONNECTED;
    }
    return running == null ? command : running.status(now);
  }

  @Override
  FtpSessionInfo info(long now) {
    SessionState state = state();
    Account account = account();
    TransferCounter running = transfer;
    Door through = door;
    return new FtpSessionInfo(
        id(),
        account,
        address(),
        Duration.ofNanos(connectedNanos(account, now)),
        account == null ? null : logonTime(),
        idle(now),
        state,
        status(state, account, running, now),
        location,
        running == null ? null : running.info(now),
        through.protocol(),
        through.secure());
  }
}
