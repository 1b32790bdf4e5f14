package io.rollcall.ftp;

import io.rollcall.SessionRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when told to, for dates and for durations. */
final class ManualClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final AtomicLong elapsedNanos = new AtomicLong();

  void advance(Duration duration) {
    elapsedNanos.addAndGet(duration.toNanos());
  }

  @Override
  public Instant instant() {
    return START.plusNanos(elapsedNanos.get());
  }

  /** Starts building a registry that lives by this clock. */
  SessionRegistry.Builder registry() {
    return SessionRegistry.builder().clocks(this, elapsedNanos::get);
  }
}
