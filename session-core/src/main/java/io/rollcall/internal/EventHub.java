package io.rollcall.internal;

import io.rollcall.Ending;
import io.rollcall.PrintableText;
import io.rollcall.Registration;
import io.rollcall.SessionEvent;
import io.rollcall.SessionListener;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what happens to rows: to listeners, to the counters, to the memory of recent endings and
 * to the log.
 *
 * <p>Concurrency. All but {@link #log} is called under the row's lock, so that a session's events
 * come in order, and puts events into queues without waiting.
 */
final class EventHub {
  private static final Logger logger = LoggerFactory.getLogger(SessionRegistry.class);
  private static final int SHOWN = 256;

  private final DefaultSessionRegistry.Config config;
  private final RecentEndings recentEndings;
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder ended = new LongAdder();
  private final LongAdder terminated = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final List<ListenerQueue> listeners = new CopyOnWriteArrayList<>();

  EventHub(DefaultSessionRegistry.Config config, RecentEndings recentEndings) {
    this.config = config;
    this.recentEndings = recentEndings;
  }

  Registration addListener(SessionListener listener) {
    ListenerQueue queue = new ListenerQueue(listener, config.listenerQueueCapacity(), dropped);
    listeners.add(queue);
    return () -> {
      listeners.remove(queue);
      queue.abandon();
    };
  }

  /** Tells of a step that is not the last. */
  void publish(SessionEvent.Type type, SessionRow row, @Nullable TerminationOrder order) {
    long number = numbers.incrementAndGet();
    if (!listeners.isEmpty()) {
      SessionEvent event = event(number, type, row, order, null);
      listeners.forEach(queue -> queue.offer(event));
    }
  }

  /**
   * Counts an ending and remembers it; before the row leaves the table, so that whoever misses it
   * there finds it counted, and an order finds it in the one or in the other.
   */
  SessionEvent remember(SessionRow row, Ending ending) {
    SessionEvent event =
        event(numbers.incrementAndGet(), SessionEvent.Type.ENDED, row, null, ending);
    ended.increment();
    if (ending.order() != null) {
      terminated.increment();
    }
    recentEndings.add(event);
    return event;
  }

  private SessionEvent event(
      long number,
      SessionEvent.Type type,
      SessionRow row,
      @Nullable TerminationOrder order,
      @Nullable Ending ending) {
    long now = config.nanoClock().getAsLong();
    return new SessionEvent(
        number, type, config.wallClock().instant(), row.info(now), order, ending);
  }

  /** Tells everybody of an ending; once a row. */
  void ended(SessionEvent event) {
    for (ListenerQueue queue : listeners) {
      queue.offer(event);
    }
  }

  /** Logs an ending; not under the row's lock, since an appender may block. */
  void log(SessionRow row, Ending ending) {
    TerminationOrder order = ending.order();
    if (order == null && !logger.isDebugEnabled()) {
      return; // the usual case, and text costs time
    }
    String login = row.login() == null ? "" : PrintableText.of(row.login(), SHOWN);
    if (order == null) {
      logger.debug("session {} of '{}' ended: {}", row.id(), login, ending.cause());
      return;
    }
    logger.info(
        "session {} of '{}' ended: ordered by {}, reason: {}",
        row.id(),
        login,
        PrintableText.of(order.orderedBy(), SHOWN),
        order.reason() == null ? "none" : PrintableText.of(order.reason(), SHOWN));
  }

  long endedTotal() {
    return ended.sum();
  }

  long terminatedTotal() {
    return terminated.sum();
  }

  long droppedTotal() {
    return dropped.sum();
  }

  /** Delivers what is queued, and nothing more. */
  void finish() {
    listeners.forEach(ListenerQueue::finish);
  }
}
