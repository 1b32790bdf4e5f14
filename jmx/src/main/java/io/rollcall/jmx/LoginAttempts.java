package io.rollcall.jmx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how often an address may try passwords: so many failures, and then none until a minute has
 * passed since the first of them. An attempt counts as failed until it has succeeded, so that many
 * at once are no way round. IPv6 addresses count by network, of which one client has many.
 *
 * <p>Concurrency. Everything is guarded by this; nothing foreign is called.
 */
final class LoginAttempts {
  static final int MOST_FAILURES = 10;
  static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** When all are taken, addresses that are not among them are refused. */
  static final int MOST_ADDRESSES = 1_000;

  private static final class Failures {
    private final long since;
    private int count;

    private Failures(long since) {
      this.since = since;
    }
  }

  private final LongSupplier nanoClock;

  /** Guarded by this. */
  private final Map<String, Failures> failures = new HashMap<>();

  LoginAttempts(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Takes an attempt; false if the address has none left for now. */
  synchronized boolean take(String address) {
    long now = nanoClock.getAsLong();
    String network = network(address);
    Failures known = failures.get(network);
    if (known == null || isOver(known, now)) {
      if (known == null && failures.size() >= MOST_ADDRESSES) {
        failures.values().removeIf(some -> isOver(some, now));
        if (failures.size() >= MOST_ADDRESSES) {
          return false;
        }
      }
      known = new Failures(now);
      failures.put(network, known);
    }
    if (known.count >= MOST_FAILURES) {
      return false;
    }
    known.count++;
    return true;
  }

  /** Gives an attempt back that succeeded. */
  synchronized void succeeded(String address) {
    String network = network(address);
    Failures known = failures.get(network);
    if (known != null && --known.count <= 0) {
      failures.remove(network);
    }
  }

  private static boolean isOver(Failures known, long now) {
    return now - known.since >= WINDOW_NANOS;
  }

  /** The first four groups of an IPv6 address as the JDK writes it, or the address. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    return groups.length == 8 ? String.join(":", List.of(groups).subList(0, 4)) : address;
  }
}
