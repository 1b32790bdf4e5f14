package io.rollcall;

import java.util.List;

/**
 * The report of a revocation: somebody is locked out, and the sessions there were are ended.
 *
 * @param lockout the lockout that now holds
 * @param terminations what became of each session, at both doors; immutable
 */
public record Revocation(Lockout lockout, List<Termination> terminations) {
  /**
   * Copies the list.
   *
   * @param lockout the lockout that now holds
   * @param terminations what became of each session
   */
  public Revocation {
    terminations = List.copyOf(terminations);
  }
}
