package io.rollcall.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * When something was active last. A class to extend and not a field: what {@link #touch} needs of a
 * row then stands at the row's very beginning, in one line of the processor's cache, and a touch of
 * one among a million rows waits for memory once.
 *
 * <p>Concurrency. May be used from any thread, without a lock. The time is accessed opaquely: of
 * two touches at once either may be the one that counts, and they are as good as simultaneous.
 */
abstract class LastActivity {
  private static final VarHandle TOUCHED;

  static {
    try {
      TOUCHED =
          MethodHandles.lookup().findVarHandle(LastActivity.class, "touchedNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier nanoClock;

  /** By the nanosecond clock; accessed opaquely. */
  @SuppressWarnings("UnusedVariable") // through TOUCHED
  private long touchedNanos;

  /** Active last at the moment given, by the clock given. */
  LastActivity(LongSupplier nanoClock, long nanos) {
    this.nanoClock = nanoClock;
    touchedNanos = nanos;
  }

  /** Notes activity now. */
  public final void touch() {
    TOUCHED.setOpaque(this, nanoClock.getAsLong());
  }

  /** Notes activity at a moment that may be past. */
  final void touchedAt(long nanos) {
    if (nanos - (long) TOUCHED.getOpaque(this) > 0) {
      TOUCHED.setOpaque(this, nanos);
    }
  }

  long idleNanos(long now) {
    return Math.max(0, now - (long) TOUCHED.getOpaque(this));
  }
}
