package io.rollcall;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registry must say, kept in the plainest way: lists that are walked anew for each question.
 * It knows no thread, no index and no counter of what it can count.
 */
final class HistoryModel {
  /** A session that is not over. */
  static final class Session {
    final SessionHandle handle;
    final Service service;
    final String address;
    final boolean breaksItsControl;

    /** The events that listeners are told of it, in order. */
    final List<SessionEvent.Type> events = new ArrayList<>(List.of(SessionEvent.Type.OPENED));

    @Nullable Account account;
    Instant since;
    Instant active;
    @Nullable TerminationOrder order;

    /** Bytes of the running transfer; negative without one. */
    long moved = -1;

    Session(
        SessionHandle handle,
        Service service,
        @Nullable Account account,
        String address,
        boolean breaksItsControl,
        Instant now) {
      this.handle = handle;
      this.service = service;
      this.account = account;
      this.address = address;
      this.breaksItsControl = breaksItsControl;
      since = now;
      active = now;
    }

    @Nullable String login() {
      return account == null ? null : account.login();
    }
  }

  /**
   * What becomes of somebody who comes.
   *
   * @param refused what keeps them out, or null
   * @param victim whose session goes for theirs, or null
   */
  record Verdict(Refusal.@Nullable Cause refused, @Nullable Session victim) {}

  private static final Verdict WELCOME = new Verdict(null, null);

  /** In the order in which they were opened. */
  final List<Session> open = new ArrayList<>();

  final List<Session> gone = new ArrayList<>();

  /** Until when each holds, oldest first; {@link Instant#MAX} for until it is lifted. */
  final Map<LockoutTarget, Instant> lockouts = new LinkedHashMap<>();

  SessionLimits limits = SessionLimits.NONE;

  private final ManualClock clock;

  HistoryModel(ManualClock clock) {
    this.clock = clock;
  }

  /** What becomes of a newcomer, or of a session that wants a login. */
  Verdict admit(
      @Nullable Session present, Service service, @Nullable Account wanted, String address) {
    if (isLockedOut(wanted, address)) {
      return new Verdict(Refusal.Cause.LOCKED_OUT, null);
    }
    if (present != null && present.order != null) {
      return WELCOME; // it counts no more
    }
    List<Scope> full = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      String value = value(scope, wanted, address);
      boolean counts =
          present != null && Objects.equals(value, value(scope, present.account, address));
      if (value != null
          && !counts
          && alike(scope, service, value).count() >= limits.most(service, scope)) {
        full.add(scope);
      }
    }
    if (full.isEmpty()) {
      return WELCOME;
    }
    Session victim =
        limits.policy() == Policy.REFUSE ? null : victim(full, service, wanted, address);
    return victim == null
        ? new Verdict(Refusal.Cause.LIMIT_REACHED, null)
        : new Verdict(null, victim);
  }

  /** Who has been idle longest of those whose end is enough; null if nobody's is. */
  private @Nullable Session victim(
      List<Scope> full, Service service, @Nullable Account wanted, String address) {
    Stream<Session> candidates = open.stream();
    for (Scope scope : full) {
      String value = Objects.requireNonNull(value(scope, wanted, address));
      List<Session> alike = alike(scope, service, value).toList();
      if (alike.size() > limits.most(service, scope)) {
        return null; // there are too many since the limit was set
      }
      candidates = candidates.filter(alike::contains);
    }
    return candidates.min(comparing(session -> session.active)).orElse(null);
  }

  /** The sessions that count as the same in a scope. */
  private Stream<Session> alike(Scope scope, Service service, String value) {
    return open.stream()
        .filter(session -> session.order == null && session.service == service)
        .filter(session -> value.equals(value(scope, session.account, session.address)));
  }

  private static @Nullable String value(Scope scope, @Nullable Account account, String address) {
    return switch (scope) {
      case TOTAL -> "all";
      case ADDRESS -> address;
      case LOGIN -> account == null ? null : lower(account.login());
      case DOMAIN -> account == null || account.domain() == null ? null : lower(account.domain());
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  boolean isLockedOut(@Nullable Account account, String address) {
    return lockouts.entrySet().stream()
        .filter(lockout -> clock.instant().isBefore(lockout.getValue()))
        .anyMatch(lockout -> concerns(lockout.getKey(), account, address));
  }

  private static boolean concerns(LockoutTarget target, @Nullable Account account, String address) {
    if (target.domain() != null) {
      return account != null && target.domain().equalsIgnoreCase(account.domain());
    }
    boolean login =
        target.login() == null
            || (account != null && target.login().equalsIgnoreCase(account.login()));
    String network = target.network();
    boolean from =
        network == null
            || (network.endsWith("/24")
                ? address.startsWith(network.substring(0, network.lastIndexOf('.') + 1))
                : network.equals(address));
    return login && from;
  }

  /** The sessions that a lockout concerns, door by door. */
  List<Session> concerned(LockoutTarget target) {
    return open.stream()
        .filter(session -> concerns(target, session.account, session.address))
        .sorted(comparing(session -> session.service))
        .toList();
  }

  void lockOut(LockoutTarget target, @Nullable Duration duration) {
    lockouts
        .keySet()
        .removeIf(present -> lower(present.toString()).equals(lower(target.toString())));
    lockouts.put(target, duration == null ? Instant.MAX : clock.instant().plus(duration));
  }

  /** Lifts a lockout; returns whether it held. */
  boolean lift(LockoutTarget target) {
    LockoutTarget found = null;
    for (LockoutTarget present : lockouts.keySet()) {
      found = lower(present.toString()).equals(lower(target.toString())) ? present : found;
    }
    Instant until = found == null ? null : lockouts.remove(found);
    return until != null && clock.instant().isBefore(until);
  }

  List<LockoutTarget> holdingLockouts() {
    lockouts.values().removeIf(until -> !clock.instant().isBefore(until));
    return List.copyOf(lockouts.keySet());
  }

  /** Sets limits; returns who is too many under them, those idle longest first. */
  List<Session> limit(SessionLimits newLimits) {
    limits = newLimits;
    List<Session> all = new ArrayList<>(open);
    all.removeIf(session -> session.order != null);
    // who was active last keeps the place; of two alike, the younger
    all.sort(
        comparing((Session session) -> session.active).thenComparing(open::indexOf).reversed());
    List<Session> kept = new ArrayList<>();
    List<Session> excess = new ArrayList<>();
    for (Session session : all) {
      boolean fits = true;
      for (Scope scope : Scope.values()) {
        String value = value(scope, session.account, session.address);
        long before =
            alike(scope, session.service, String.valueOf(value)).filter(kept::contains).count();
        fits &= value == null || before < limits.most(session.service, scope);
      }
      (fits ? kept : excess).add(session);
    }
    excess.sort(comparing(all::indexOf, reverseOrder()));
    return excess;
  }

  /** The sessions of a door, longest logged in first, those without a login last. */
  List<Session> listed(Service service) {
    return open.stream()
        .filter(session -> session.service == service)
        .sorted(comparing(session -> session.account == null ? Instant.MAX : session.since))
        .toList();
  }
}
