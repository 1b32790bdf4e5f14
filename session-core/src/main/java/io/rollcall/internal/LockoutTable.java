package io.rollcall.internal;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lockouts that hold, found without a scan and, where nobody is locked out, without allocating.
 *
 * <p>Not safe for use by several threads: {@link Admission} guards it.
 */
final class LockoutTable {
  private final InstantSource clock;
  private final Map<LockoutTarget, Lockout> all = new LinkedHashMap<>();
  private final Map<String, Lockout> logins = new HashMap<>();
  private final Map<String, Lockout> domains = new HashMap<>();
  private final Map<String, NetworkTrie> loginsFrom = new HashMap<>();
  private final NetworkTrie networks = new NetworkTrie();

  LockoutTable(InstantSource clock) {
    this.clock = clock;
  }

  /** Logins are compared without regard to case; a login in lower case costs nothing. */
  static String normalLogin(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  private static LockoutTarget key(LockoutTarget target) {
    return new LockoutTarget(
        target.login() == null ? null : normalLogin(target.login()),
        target.network(),
        target.domain() == null ? null : RowFilter.normalDomain(target.domain()));
  }

  /** Adds a lockout, in place of one for the same target. */
  void put(Lockout lockout) {
    LockoutTarget key = key(lockout.target());
    all.remove(key); // the newest comes last
    all.put(key, lockout);
    if (key.domain() != null) {
      domains.put(key.domain(), lockout);
    } else if (key.network() == null) {
      logins.put(key.login(), lockout);
    } else {
      AddressRange range = AddressRange.require(key.network());
      if (key.login() == null) {
        networks.put(range, lockout);
      } else {
        loginsFrom.computeIfAbsent(key.login(), login -> new NetworkTrie()).put(range, lockout);
      }
    }
  }

  /** Lifts a lockout; returns it, or null if there is none for the target. */
  @Nullable Lockout remove(LockoutTarget target) {
    LockoutTarget key = key(target);
    Lockout removed = all.remove(key);
    if (removed == null) {
      return null;
    }
    if (key.domain() != null) {
      domains.remove(key.domain());
    } else if (key.network() == null) {
      logins.remove(key.login());
    } else {
      AddressRange range = AddressRange.require(key.network());
      if (key.login() == null) {
        networks.remove(range);
      } else {
        NetworkTrie trie = loginsFrom.get(key.login());
        trie.remove(range);
        if (trie.isEmpty()) {
          loginsFrom.remove(key.login());
        }
      }
    }
    return removed.isOver(clock.instant()) ? null : removed;
  }

  /** The lockout that keeps somebody out, or null. */
  @Nullable Lockout find(
      @Nullable String login, @Nullable String domain, @Nullable InetAddress address) {
    if (all.isEmpty()) {
      return null;
    }
    Lockout found = address == null ? null : networks.find(address, clock);
    if (found == null && login != null) {
      String normal = normalLogin(login);
      found = holding(logins.get(normal));
      NetworkTrie from = loginsFrom.get(normal);
      if (found == null && from != null && address != null) {
        found = from.find(address, clock);
      }
    }
    if (found == null && domain != null && !domains.isEmpty()) {
      found = holding(domains.get(RowFilter.normalDomain(domain)));
    }
    return found;
  }

  private @Nullable Lockout holding(@Nullable Lockout lockout) {
    return lockout == null || lockout.isOver(clock.instant()) ? null : lockout;
  }

  /** The lockouts that hold, oldest first; forgets those that are over. */
  List<Lockout> list() {
    Instant now = clock.instant();
    List<LockoutTarget> over = new ArrayList<>();
    for (Lockout lockout : all.values()) {
      if (lockout.isOver(now)) {
        over.add(lockout.target());
      }
    }
    over.forEach(this::remove);
    return List.copyOf(all.values());
  }
}
