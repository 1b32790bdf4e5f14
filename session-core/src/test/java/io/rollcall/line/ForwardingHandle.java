package io.rollcall.line;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.TransferMeter;
import org.jspecify.annotations.Nullable;

/** Passes everything on to another handle. */
class ForwardingHandle implements FtpHandle {
  private final FtpHandle real;
  private @Nullable TransferMeter meter;

  ForwardingHandle(FtpHandle real) {
    this.real = real;
  }

  @Override
  public String id() {
    return real.id();
  }

  @Override
  public void touch() {
    real.touch();
  }

  @Override
  public @Nullable TerminationOrder order() {
    return real.order();
  }

  @Override
  public boolean isClosed() {
    return real.isClosed();
  }

  @Override
  public boolean closed(Ending.Cause cause) {
    return real.closed(cause);
  }

  @Override
  public void loggedIn(Account account) {
    real.loggedIn(account);
  }

  @Override
  public void loggedIn(String login, AccountResolver resolver) {
    real.loggedIn(login, resolver);
  }

  @Override
  public void location(String directory) {
    real.location(directory);
  }

  @Override
  public void protocol(String protocol, boolean secure) {
    real.protocol(protocol, secure);
  }

  @Override
  public void running(FtpStatus status) {
    real.running(status);
  }

  @Override
  public TransferMeter startTransfer(
      TransferDirection direction, String fileName, long offset, @Nullable Long total) {
    meter = real.startTransfer(direction, fileName, offset, total);
    return this::moved;
  }

  /** Bytes have moved. */
  void moved(long bytes) {
    meter.advance(bytes);
  }

  @Override
  public void finished() {
    real.finished();
  }
}
