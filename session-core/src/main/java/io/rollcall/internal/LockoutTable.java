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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lockouts that hold, found without a scan and, where nobody is locked out, without allocating.
 *
 * <p>Not safe for use by several threads: {@link Admission} guards it.
 */
final class LockoutTable {
  /** So few that are over are no burden. */
  private static final int FEW = 1_000;

  private final InstantSource clock;
  private final Map<LockoutTarget, Lockout> all = new LinkedHashMap<>();
  private final Map<String, Lockout> logins = new HashMap<>();
  private final Map<String, Lockout> domains = new HashMap<>();
  private final Map<String, NetworkTrie> loginsFrom = new HashMap<>();
  private final NetworkTrie networks = new NetworkTrie();

  /** With so many, those that are over are looked for. */
  private int many = FEW;

  LockoutTable(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Logins are compared as {@link String#equalsIgnoreCase} does, character by character: {@link
   * String#toLowerCase} takes a sigma at a word's end for another letter. A login in lower case
   * costs nothing.
   */
  static String normalLogin(String login) {
    int index = 0;
    while (index < login.length() && isPlain(login.charAt(index))) {
      index++;
    }
    while (index < login.length()) {
      int next = login.codePointAt(index);
      if (normal(next) != next) {
        StringBuilder normal = new StringBuilder(login.length()).append(login, 0, index);
        login
            .codePoints()
            .skip(login.codePointCount(0, index))
            .map(LockoutTable::normal)
            .forEach(normal::appendCodePoint);
        return normal.toString();
      }
      index += Character.charCount(next);
    }
    return login;
  }

  /** Whether it is in ASCII and no capital. */
  private static boolean isPlain(char next) {
    return next < 'A' || (next > 'Z' && next < 0x80);
  }

  private static int normal(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  private static LockoutTarget key(LockoutTarget target) {
    return new LockoutTarget(
        target.login() == null ? null : normalLogin(target.login()),
        target.network(),
        target.domain() == null ? null : RowFilter.normalDomain(target.domain()));
  }

  /** Adds a lockout, in place of one for the same target. */
  void put(Lockout lockout) {
    if (all.size() >= many) { // attackers make them without end
      forgetOver();
      many = Math.max(FEW, 2 * all.size());
    }
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

  /** Adds a lockout, unless one for the same target lasts as long; returns whether it did. */
  boolean putIfLonger(Lockout lockout) {
    Lockout present = holding(all.get(key(lockout.target())));
    if (present != null
        && (present.until() == null
            || (lockout.until() != null && !present.until().isBefore(lockout.until())))) {
      return false;
    }
    put(lockout);
    return true;
  }

  /** Lifts this very lockout, if another for its target has not come in its place. */
  void forget(Lockout lockout) {
    if (lockout.equals(all.get(key(lockout.target())))) {
      Lockout unused = remove(lockout.target());
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

  boolean hasDomains() {
    return !domains.isEmpty();
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
    forgetOver();
    return List.copyOf(all.values());
  }

  /** How many there are, with those that are over and not yet forgotten. */
  int size() {
    return all.size();
  }

  private void forgetOver() {
    Instant now = clock.instant();
    List<LockoutTarget> over = new ArrayList<>();
    for (Lockout lockout : all.values()) {
      if (lockout.isOver(now)) {
        over.add(lockout.target());
      }
    }
    over.forEach(this::remove);
  }
}
