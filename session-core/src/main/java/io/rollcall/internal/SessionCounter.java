package io.rollcall.internal;

import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Scope;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions there are of each login, domain and address, for the limits.
 *
 * <p>Not safe for use by several threads: {@link Admission} guards it.
 */
final class SessionCounter {
  private record Key(Service service, Scope scope, Object value) {}

  private final Map<Key, Integer> counts = new HashMap<>();

  /**
   * As what a row is counted, so that it is counted off as the same.
   *
   * @param service its door
   * @param values what it counts as in each scope; a scope is absent where it has no value
   */
  record Counted(Service service, Map<Scope, Object> values) {
    /** Returns whether it counts with another in all of some scopes. */
    boolean isSameIn(Set<Scope> scopes, Counted other) {
      for (Scope scope : scopes) {
        Object value = values.get(scope);
        if (value == null || !value.equals(other.values.get(scope))) {
          return false;
        }
      }
      return true;
    }
  }

  static Counted values(
      Service service,
      @Nullable String login,
      @Nullable String domain,
      @Nullable InetAddress address) {
    Map<Scope, Object> values = new EnumMap<>(Scope.class);
    values.put(Scope.TOTAL, service);
    if (address != null) {
      values.put(Scope.ADDRESS, AddressRange.text(address));
    }
    if (login != null) {
      values.put(Scope.LOGIN, LockoutTable.normalLogin(login));
    }
    if (domain != null) {
      values.put(Scope.DOMAIN, RowFilter.normalDomain(domain));
    }
    return new Counted(service, values);
  }

  void add(Counted counted) {
    counted
        .values()
        .forEach(
            (scope, value) ->
                counts.merge(new Key(counted.service(), scope, value), 1, Integer::sum));
  }

  void remove(Counted counted) {
    counted
        .values()
        .forEach(
            (scope, value) ->
                counts.computeIfPresent(
                    new Key(counted.service(), scope, value),
                    (key, count) -> count == 1 ? null : count - 1));
  }

  void clear() {
    counts.clear();
  }

  /**
   * The scopes in which one more would be too many.
   *
   * @param wanted as what it would count
   * @param before as what it counts already, or null; where that is the same, nothing is added
   */
  Set<Scope> full(Counted wanted, @Nullable Counted before, SessionLimits limits) {
    Set<Scope> full = EnumSet.noneOf(Scope.class);
    wanted
        .values()
        .forEach(
            (scope, value) -> {
              boolean isNew = before == null || !value.equals(before.values().get(scope));
              int most = limits.most(wanted.service(), scope);
              if (isNew
                  && most != Integer.MAX_VALUE
                  && count(wanted.service(), scope, value) >= most) {
                full.add(scope);
              }
            });
    return full;
  }

  int count(Service service, Scope scope, Object value) {
    return counts.getOrDefault(new Key(service, scope, value), 0);
  }
}
