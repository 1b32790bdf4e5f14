package io.rollcall.benchmarks;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the clocks alone cost: a session that opens and closes needs the date and the time of both,
 * and a touch the time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClockReadings {
  /** As many as a touch needs. */
  @Benchmark
  public long ofTouch() {
    return System.nanoTime();
  }

  /** As many as a session needs. */
  @Benchmark
  public void ofOpenAndClose(Blackhole seen) {
    seen.consume(Instant.now());
    seen.consume(System.nanoTime());
    seen.consume(System.nanoTime());
    seen.consume(Instant.now());
  }
}
