package io.rollcall;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when told to, for dates and for durations. */
public final class ManualClock implements InstantSource {
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final long originNanos;
  private final AtomicLong elapsedNanos = new AtomicLong();

  public ManualClock() {
    this(0);
  }

  /** A clock whose nanoseconds start at a number, since those of a JVM may start at any. */
  public ManualClock(long originNanos) {
    this.originNanos = originNanos;
  }

  public void advance(Duration duration) {
    elapsedNanos.addAndGet(duration.toNanos());
  }

  public long nanos() {
    return originNanos + elapsedNanos.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(elapsedNanos.get());
  }

  /** Starts building a registry that lives by this clock. */
  public SessionRegistry.Builder registry() {
    return SessionRegistry.builder().clocks(this, this::nanos);
  }
}
