package io.rollcall.benchmarks;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A registry full of FTP sessions; idle for up to an hour, every fourth transferring. */
final class FtpPopulation {
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long CHUNK = 8_192;
  private static final long FILE_SIZE = 10_000_000;

  private FtpPopulation() {}

  static SessionRegistry of(int sessions) {
    // the clock is the real one, less how long ago a session is said to have done something
    AtomicReference<Long> ago = new AtomicReference<>(0L);
    SessionRegistry registry =
        SessionRegistry.builder()
            .clocks(
                () -> InstantSource.system().instant().minusNanos(ago.get()),
                () -> System.nanoTime() - ago.get())
            .build();
    People people = new People(sessions);
    Random random = new Random(2);
    for (int i = 0; i < sessions; i++) {
      // they have come one after the other, and have been idle for any part of the time since
      long connected = HOUR_NANOS / sessions * (sessions - i);
      ago.set(connected);
      FtpHandle handle = registry.openFtp(people.addresses[i], "FTP", order -> {});
      String domain = "domain" + random.nextInt(1_000) + ".example";
      handle.loggedIn(new Account(people.logins[i], AccountType.WEB_USER, domain));
      handle.location("/httpdocs/" + random.nextInt(100));
      ago.set((long) (random.nextDouble() * connected));
      handle.touch();
      if (i % 4 == 0) {
        ago.set(random.nextLong(TimeUnit.SECONDS.toNanos(10)));
        handle
            .startTransfer(TransferDirection.DOWNLOAD, "file" + random.nextInt(1_000), 0, FILE_SIZE)
            .advance(random.nextInt(100) * CHUNK);
      }
    }
    ago.set(0L);
    People.settle();
    return registry;
  }

  /** Opens a session that its order ends at once. */
  static void open(SessionRegistry registry, String login) {
    AtomicReference<FtpHandle> opened = new AtomicReference<>();
    FtpHandle handle =
        registry.openFtp(null, "FTP", order -> opened.get().closed(Ending.Cause.DISCONNECTED));
    opened.set(handle);
    handle.loggedIn(Account.unregistered(login));
  }
}
