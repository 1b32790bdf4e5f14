package io.rollcall.internal;

import io.rollcall.Lockout;
import io.rollcall.Refusal;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferAbort;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of who ordered what and who was refused: a line each to the logger {@code
 * io.rollcall.record}, and the last refusals in memory.
 *
 * <p>Not called under any lock but its own, since an appender may block.
 */
final class Recorder {
  private static final Logger record = LoggerFactory.getLogger("io.rollcall.record");

  private final InstantSource clock;
  private final int capacity;
  private final LongAdder refused = new LongAdder();

  /** Newest first; guarded by itself. */
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  Recorder(InstantSource clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  void refused(Refusal refusal) {
    refused.increment();
    synchronized (refusals) {
      refusals.addFirst(refusal);
      if (refusals.size() > capacity) {
        refusals.removeLast();
      }
    }
    write(
        new RecordLine(refusal.time(), "refuse")
            .add("service", refusal.service())
            .add("login", refusal.login())
            .add("address", refusal.address() == null ? null : AddressRange.text(refusal.address()))
            .add("cause", refusal.cause())
            .add("detail", refusal.detail()));
  }

  void terminated(Termination termination, TerminationOrder order) {
    write(
        ordered("terminate", order)
            .add("id", termination.id())
            .add("login", termination.login())
            .add("outcome", termination.outcome())
            .add("detail", termination.detail()));
  }

  void aborted(TransferAbort abort, TerminationOrder order) {
    write(
        ordered("abort-transfer", order)
            .add("id", abort.id())
            .add("outcome", abort.outcome())
            .add("detail", abort.detail()));
  }

  void lockedOut(Lockout lockout) {
    write(
        new RecordLine(lockout.since(), "lock-out")
            .add("target", lockout.target())
            .add("until", lockout.until())
            .add("by", lockout.orderedBy())
            .add("reason", lockout.reason()));
  }

  void lifted(Lockout lockout, TerminationOrder order) {
    write(ordered("lift-lockout", order).add("target", lockout.target()));
  }

  void limited(Object limits, @Nullable TerminationOrder order) {
    RecordLine line =
        order == null ? new RecordLine(clock.instant(), "limit") : ordered("limit", order);
    write(line.add("limits", limits));
  }

  private RecordLine ordered(String action, TerminationOrder order) {
    Instant now = clock.instant();
    return new RecordLine(now, action).add("by", order.orderedBy()).add("reason", order.reason());
  }

  private static void write(RecordLine line) {
    if (record.isInfoEnabled()) {
      record.info("{}", line);
    }
  }

  List<Refusal> recentRefusals() {
    synchronized (refusals) {
      return List.copyOf(new ArrayList<>(refusals));
    }
  }

  long refusedTotal() {
    return refused.sum();
  }
}
