package io.rollcall.panel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until it is moved. */
final class TestClock implements InstantSource, LongSupplier {
  private static final Instant START = Instant.parse("2026-02-03T04:05:06Z");

  private final AtomicLong nanos = new AtomicLong();

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
