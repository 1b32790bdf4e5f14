package io.rollcall;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is kept out, at both doors. All methods may be called from any thread.
 *
 * <p>From the return of a method that adds a lockout, nobody whom it concerns gets a session, and
 * nobody slips in while it runs: a login of the same moment is either refused or already listed.
 * Sessions that there are stay, unless the method ends them. A domain is known when the account is:
 * where an {@link AccountResolver} answers late, the session is listed until then, and ended.
 */
public interface Lockouts {
  /**
   * Keeps somebody out from now on. A lockout of the same target is replaced.
   *
   * @param target whom
   * @param duration for how long, more than 0 and at most 100 years; null until it is lifted
   * @param order who orders it and why
   * @return the lockout
   * @throws IllegalArgumentException if the duration is not as said
   */
  Lockout add(LockoutTarget target, @Nullable Duration duration, TerminationOrder order);

  /**
   * Keeps somebody out from now on and ends all sessions they have, at both doors, in one step: for
   * the moment when a password is changed, an account is suspended or a customer leaves.
   *
   * @param target whom
   * @param duration for how long, as for {@link #add}
   * @param order who orders it and why
   * @return the lockout, and what became of each session
   * @throws IllegalArgumentException if the duration is not as said
   */
  Revocation revoke(LockoutTarget target, @Nullable Duration duration, TerminationOrder order);

  /**
   * Lets somebody in again.
   *
   * @param target whom, as it was locked out
   * @param order who orders it and why
   * @return the lockout that is lifted, or empty if there was none
   */
  Optional<Lockout> lift(LockoutTarget target, TerminationOrder order);

  /**
   * Lists the lockouts that hold.
   *
   * @return the lockouts, oldest first; immutable
   */
  List<Lockout> list();
}
