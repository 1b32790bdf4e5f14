package io.rollcall.internal;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.rollcall.FailedLoginLimit;
import io.rollcall.LockoutTarget;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins by address and by login, and says when somebody is to be locked out.
 *
 * <p>Concurrency. One lock guards it all. What attackers can make it remember is bounded: the names
 * that have not failed for longest are forgotten first.
 */
final class FailedLogins {
  private static final int MOST_NAMES = 100_000;
  private static final int LONGEST_LOGIN = 256;
  private static final int MOST_DOUBLINGS = 30;

  /** The network in which one client has as many addresses as it likes (RFC 4291 section 2.5.1). */
  private static final String IPV6_NETWORK = "/64";

  private final FailedLoginLimit limit;
  private final LongSupplier nanoClock;

  /** Guarded by this. */
  private final Cache<LockoutTarget, Failures> names;

  FailedLogins(FailedLoginLimit limit, LongSupplier nanoClock) {
    this.limit = limit;
    this.nanoClock = nanoClock;
    names =
        CacheBuilder.newBuilder()
            .maximumSize(MOST_NAMES)
            .expireAfterWrite(limit.within().plus(limit.longestLockout().multipliedBy(2)))
            .ticker(
                new Ticker() {
                  @Override
                  public long read() {
                    return nanoClock.getAsLong();
                  }
                })
            .build();
  }

  /** One name's failures of late, and how often it has been locked out. */
  private static final class Failures {
    private final Deque<Long> times = new ArrayDeque<>();
    private int lockouts;
  }

  /**
   * A lockout that is due.
   *
   * @param target whom to lock out
   * @param duration for how long
   */
  record Due(LockoutTarget target, Duration duration) {}

  /** Counts a failure; returns the lockouts that are due for it. */
  synchronized List<Due> failed(@Nullable String login, @Nullable InetAddress address) {
    List<Due> due = new ArrayList<>(2);
    if (address != null) {
      String text = AddressRange.text(address);
      boolean ipv6 = text.indexOf(':') >= 0;
      count(LockoutTarget.address(ipv6 ? text + IPV6_NETWORK : text), due);
    }
    if (login != null && login.length() <= LONGEST_LOGIN) {
      count(LockoutTarget.login(LockoutTable.normalLogin(login)), due);
    }
    return due;
  }

  private void count(LockoutTarget name, List<Due> due) {
    Failures failures = names.getIfPresent(name);
    if (failures == null) {
      failures = new Failures();
    }
    names.put(name, failures);
    long now = nanoClock.getAsLong();
    long window = limit.within().toNanos();
    while (!failures.times.isEmpty() && now - failures.times.peekFirst() > window) {
      failures.times.removeFirst();
    }
    failures.times.addLast(now);
    if (failures.times.size() >= limit.failures()) {
      failures.times.clear();
      int doublings = Math.min(failures.lockouts++, MOST_DOUBLINGS);
      Duration longer = limit.firstLockout().multipliedBy(1L << doublings);
      boolean tooLong = longer.compareTo(limit.longestLockout()) > 0;
      due.add(new Due(name, tooLong ? limit.longestLockout() : longer));
    }
  }

  /** Forgets a login's failures: it has logged in. Its address may have others behind it. */
  synchronized void succeeded(String login) {
    names.invalidate(LockoutTarget.login(LockoutTable.normalLogin(login)));
  }
}
