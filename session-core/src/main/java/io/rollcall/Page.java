package io.rollcall;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param <T> the kind of session
 * @param total how many sessions match, on this page or not
 * @param sessions the sessions of this page, in the order asked for; immutable
 */
public record Page<T extends SessionInfo>(int total, List<T> sessions) {
  /**
   * Copies the list.
   *
   * @param total how many sessions match
   * @param sessions the sessions of this page
   */
  public Page {
    sessions = List.copyOf(sessions);
  }
}
