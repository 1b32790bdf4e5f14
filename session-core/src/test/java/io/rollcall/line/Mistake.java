package io.rollcall.line;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mistake that an adapter can make; unless overridden, it passes everything on. */
abstract class Mistake {
  /** The embedder's hook; the plain adapter has none, so it is called here. */
  volatile Runnable hook = () -> {};

  /** Ends what the mistake has left behind. */
  final CountDownLatch over = new CountDownLatch(1);

  private final String name;
  private final List<String> broken;

  /**
   * Creates a mistake.
   *
   * @param name says what it is
   * @param broken the promises that it breaks, by the names of their tests
   */
  Mistake(String name, String... broken) {
    this.name = name;
    this.broken = List.of(broken);
  }

  /** The promises that have to be found broken, by the names of their tests. */
  List<String> broken() {
    return broken;
  }

  /**
   * Returns the control that the registry is given for a row.
   *
   * @param real the adapter's own
   * @param handle the handle, once the adapter has it
   */
  SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
    return real;
  }

  /** Returns the handle that the adapter is given. */
  FtpHandle handle(FtpHandle real) {
    return real;
  }

  /** Returns whether the registry hears of a call. */
  boolean hears(String method) {
    return true;
  }

  /** Exchanges what stands for a login; the plain adapter has nothing such, so nothing changes. */
  boolean renew(LineClient client, String login) throws IOException {
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
