package io.rollcall;

/**
 * Told what happens to sessions.
 *
 * <p>Each listener has a thread and a bounded queue of its own: it sees events one at a time, in
 * order, some moment after they happened, and a slow one delays nobody. What its queue cannot hold
 * is dropped and {@linkplain SessionCounts#droppedEventTotal() counted}. What it throws is logged.
 */
@FunctionalInterface
public interface SessionListener {
  /**
   * Takes an event.
   *
   * @param event what happened
   */
  void onEvent(SessionEvent event);
}
