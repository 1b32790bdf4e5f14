package io.rollcall;

import com.google.common.util.concurrent.Uninterruptibles;
import io.rollcall.spi.SessionHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Twenty connections of one person who does not give up: each comes in by one of the doors, again
 * at once whenever it is ended or refused. Some stay until they are ended, some leave by
 * themselves.
 */
final class ReconnectingClients implements AutoCloseable {
  private static final int CONNECTIONS = 20;

  private final SessionRegistry registry;
  private final AtomicLong refused = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile Throwable failure;

  /** One who logs in to an account, by the panel on every other connection. */
  ReconnectingClients(SessionRegistry registry, Account account, String address) {
    this.registry = registry;
    for (int i = 0; i < CONNECTIONS; i++) {
      Service door = i % 2 == 0 ? Service.PANEL : Service.FTP;
      boolean upper = i % 3 == 0;
      Account written =
          new Account(
              upper ? account.login().toUpperCase(Locale.ROOT) : account.login(),
              account.type(),
              account.domain());
      Random random = new Random(i);
      Thread thread = new Thread(() -> loop(door, written, address, random));
      threads.add(thread);
      thread.start();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // twenty loops leave two processors to nobody else
  private void loop(Service door, Account account, String address, Random random) {
    try {
      while (!over) {
        try {
          SessionHandle handle = Arrivals.come(registry, door, account, address);
          if (random.nextBoolean()) {
            handle.closed(Ending.Cause.DISCONNECTED);
          }
          while (!handle.isClosed() && !over) {
            Thread.yield();
          }
        } catch (SessionRefusedException e) {
          refused.incrementAndGet();
          Thread.yield();
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** How often they have been refused. */
  long refused() {
    if (failure != null) {
      throw new AssertionError("a client failed", failure);
    }
    return refused.get();
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      Uninterruptibles.joinUninterruptibly(thread);
    }
    long unused = refused();
  }
}
