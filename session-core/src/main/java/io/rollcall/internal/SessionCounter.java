package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Scope;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions count toward each limit. What no limit asks for is not counted.
 *
 * <p>Not safe for use by several threads: {@link Admission} guards it.
 */
final class SessionCounter {
  /** The sessions of one value, such as one login; in its limit's map while there are any. */
  private static final class Tally {
    final Object value;
    int sessions;

    Tally(Object value) {
      this.value = value;
    }
  }

  private record Limit(Scope scope, int most, Map<Object, Tally> tallies) {}

  /**
   * As what a session is counted, so that it is counted off as the same.
   *
   * @param limits the limits of its service
   * @param tallies for each of them that of its value; null where it has none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Counted(List<Limit> limits, @Nullable Tally[] tallies) {}

  private final Map<Service, List<Limit>> limits = new EnumMap<>(Service.class);

  SessionCounter() {
    reset(SessionLimits.NONE);
  }

  /** Forgets all that was counted, and counts for these limits from now on. */
  void reset(SessionLimits newLimits) {
    for (Service service : Service.values()) {
      List<Limit> ofService = new ArrayList<>();
      for (Scope scope : Scope.values()) {
        int most = newLimits.most(service, scope);
        if (most != Integer.MAX_VALUE) {
          ofService.add(new Limit(scope, most, new HashMap<>()));
        }
      }
      limits.put(service, ofService);
    }
  }

  /** As what a session would count. */
  Counted values(
      Service service,
      @Nullable String login,
      @Nullable String domain,
      @Nullable InetAddress address) {
    List<Limit> ofService = limits.getOrDefault(service, List.of());
    @Nullable Tally[] tallies = new Tally[ofService.size()];
    for (int i = 0; i < tallies.length; i++) {
      Limit limit = ofService.get(i);
      Object value =
          switch (limit.scope()) {
            case TOTAL -> service;
            case LOGIN -> login == null ? null : LockoutTable.normalLogin(login);
            case DOMAIN -> domain == null ? null : RowFilter.normalDomain(domain);
            // an IPv6 address may be written with a zone, or carry an IPv4 address
            case ADDRESS ->
                address == null || address instanceof Inet4Address
                    ? address
                    : AddressRange.text(address);
          };
      if (value != null) {
        Tally present = limit.tallies().get(value);
        tallies[i] = present == null ? new Tally(value) : present;
      }
    }
    return new Counted(ofService, tallies);
  }

  void add(Counted counted) {
    for (int i = 0; i < counted.tallies.length; i++) {
      Tally tally = counted.tallies[i];
      if (tally != null && tally.sessions++ == 0) {
        counted.limits.get(i).tallies().put(tally.value, tally);
      }
    }
  }

  void remove(Counted counted) {
    for (int i = 0; i < counted.tallies.length; i++) {
      Tally tally = counted.tallies[i];
      if (tally != null && --tally.sessions == 0) {
        counted.limits.get(i).tallies().remove(tally.value);
      }
    }
  }

  /**
   * The scopes in which one more would be too many.
   *
   * @param wanted as what it would count
   * @param before as what it counts already, or null; where that is the same, nothing is added
   */
  static Set<Scope> full(Counted wanted, @Nullable Counted before) {
    Set<Scope> full = Set.of();
    for (int i = 0; i < wanted.tallies.length; i++) {
      Tally tally = wanted.tallies[i];
      Limit limit = wanted.limits.get(i);
      boolean isNew = tally != null && (before == null || tally != before.tallies[i]);
      if (isNew && tally.sessions >= limit.most()) {
        full = full.isEmpty() ? EnumSet.of(limit.scope()) : full;
        full.add(limit.scope());
      }
    }
    return full;
  }

  /** Whether two sessions of one service count as the same in all of some scopes. */
  static boolean areSame(Counted a, Counted b, Set<Scope> scopes) {
    for (int i = 0; i < a.tallies.length; i++) {
      if (scopes.contains(a.limits.get(i).scope())
          && (a.tallies[i] == null || a.tallies[i] != b.tallies[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whom a limit is for, in words. */
  static String describe(Counted counted, Scope scope) {
    int place = 0;
    while (counted.limits.get(place).scope() != scope) {
      place++;
    }
    Object value = requireNonNull(counted.tallies[place]).value;
    return switch (scope) {
      case TOTAL -> "all of " + value;
      case LOGIN -> "login " + value;
      case DOMAIN -> "domain " + value;
      case ADDRESS ->
          "address " + (value instanceof InetAddress ip ? AddressRange.text(ip) : value);
    };
  }
}
