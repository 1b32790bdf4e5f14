package io.rollcall.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved, for dates and for durations. Thread-safe. */
public final class KitClock implements InstantSource {
  /** What it tells at the beginning. */
  public static final Instant START = Instant.parse("2026-04-01T12:00:00Z");

  private final AtomicLong elapsedNanos = new AtomicLong();

  /** Creates a clock at its beginning. */
  public KitClock() {}

  /**
   * Moves the clock.
   *
   * @param duration how far; not negative
   */
  public void advance(Duration duration) {
    elapsedNanos.addAndGet(duration.toNanos());
  }

  /**
   * Tells durations, as {@link System#nanoTime} does.
   *
   * @return nanoseconds since the beginning
   */
  public long nanos() {
    return elapsedNanos.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos());
  }
}
