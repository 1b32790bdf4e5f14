package io.rollcall.internal;

import io.rollcall.Lockout;
import io.rollcall.PrintableText;
import io.rollcall.Refusal;
import io.rollcall.SessionLimits;
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

  /** An attacker's login may be as long as a form. */
  private static final int LONGEST_LOGIN = 256;

  private final InstantSource clock;
  private final int capacity;
  private final LongAdder refused = new LongAdder();

  /** Newest first; guarded by itself. */
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  Recorder(InstantSource clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  void refused(Refusal whole) {
    Refusal refusal = shortened(whole);
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

  private static Refusal shortened(Refusal refusal) {
    String login = refusal.login();
    return login == null || login.length() <= LONGEST_LOGIN
        ? refusal
        : new Refusal(
            refusal.time(),
            refusal.service(),
            refusal.cause(),
            PrintableText.of(login, LONGEST_LOGIN),
            refusal.address(),
            refusal.lockout(),
            PrintableText.of(refusal.detail(), 2 * LONGEST_LOGIN));
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

  void limited(SessionLimits limits, TerminationOrder order) {
    write(ordered("limit", order).add("limits", limits));
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
