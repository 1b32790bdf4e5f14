package io.rollcall.jmx;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.Revocation;
import io.rollcall.SessionLimits;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import org.jspecify.annotations.Nullable;

/** Orders who may come in, in the caller's name, and says what became of the orders. */
final class AccessOrders {
  /** The answer to programs that revoke. */
  static final CompositeType REVOCATION =
      OpenTypes.composite(
          "io.rollcall.Revocation",
          "Somebody is locked out, and the sessions there were are ended.",
          List.of(
              new OpenTypes.Item(
                  "lockout", LockoutLayout.LAYOUT.type(), "The lockout that now holds."),
              new OpenTypes.Item(
                  "terminations",
                  OpenTypes.array(TerminationReport.ANSWER.type()),
                  "A row for each session, at both doors.")));

  private final SessionRegistry registry;

  AccessOrders(SessionRegistry registry) {
    this.registry = registry;
  }

  String lockOut(LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    Lockout lockout = registry.lockouts().add(target, duration, order);
    return LockoutLayout.sentence(lockout)
        + "\nSessions that are open stay; revoke ends them as well.";
  }

  /** Lifts a lockout, taking its target as the list shows it or as it may be written as well. */
  String liftLockout(String targetText, TerminationOrder order) {
    Optional<Lockout> lifted = registry.lockouts().lift(target(targetText), order);
    return lifted
        .map(lockout -> "Lifted: " + LockoutLayout.target(lockout))
        .orElseGet(
            () ->
                "There is no lockout for exactly: %s. Take the target from LockoutTable."
                    .formatted(OperatorInput.quoted(targetText)));
  }

  /**
   * What the list shows comes first: of a login with characters that do not print, reading the
   * shown text would make another login.
   */
  private LockoutTarget target(String text) {
    return registry.lockouts().list().stream()
        .map(Lockout::target)
        .filter(target -> LockoutLayout.target(target).equals(text))
        .findFirst()
        .orElseGet(() -> LockoutTarget.parse(text));
  }

  /** Returns one report: the lockout, and a line for each session. */
  String revoke(LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    Revocation revocation = registry.lockouts().revoke(target, duration, order);
    String sessions =
        revocation.terminations().isEmpty()
            ? "There was no session to end."
            : TerminationReport.ofBothDoors(registry, revocation.terminations());
    return LockoutLayout.sentence(revocation.lockout()) + "\n" + sessions;
  }

  CompositeData revokeSessions(
      LockoutTarget target, @Nullable Duration duration, TerminationOrder order) {
    Revocation revocation = registry.lockouts().revoke(target, duration, order);
    return OpenTypes.data(
        REVOCATION,
        Map.of(
            "lockout", LockoutLayout.LAYOUT.row(revocation.lockout()),
            "terminations", TerminationReport.ANSWER.rows(revocation.terminations())));
  }

  /** Sets the limits, and ends sessions that are too many unless they are to be kept. */
  String setLimits(SessionLimits limits, boolean keepExcess, TerminationOrder order) {
    String before = LimitsText.of(registry.limits());
    String sessions;
    if (keepExcess) {
      registry.limit(limits, order);
      sessions = "Sessions that are too many stay; keepExcess false ends them.";
    } else {
      List<Termination> ended = registry.limitAndEndExcess(limits, order);
      sessions =
          ended.isEmpty()
              ? "No session was too many."
              : "Too many: " + TerminationReport.ofBothDoors(registry, ended);
    }
    return "Limits: %s\nBefore: %s\n%s".formatted(LimitsText.of(limits), before, sessions);
  }
}
