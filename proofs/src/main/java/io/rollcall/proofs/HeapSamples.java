package io.rollcall.proofs;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap in use after a collection, again and again. It is flat if a straight line through the
 * samples, but for the first third, in which caches and histories fill, rises by no more than the
 * bound from its first to its last.
 */
final class HeapSamples {
  /** In kilobytes: a thousand sessions that were kept would take about as much. */
  private static final double MOST_GROWTH = 1_500;

  private static final int SHOWN = 20;

  /** The load goes on between a collection and the look: the least of several is what is kept. */
  private static final int COLLECTIONS = 3;

  private static final double NANOS_PER_MINUTE = 60e9;

  private record Sample(double minutes, double kilobytes, int rows, long ended) {}

  private final long begun = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();

  /** Collects, and notes what is in use; with how many are listed, and how many have been. */
  void take(int rows, long ended) {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    samples.add(
        new Sample((System.nanoTime() - begun) / NANOS_PER_MINUTE, used / 1024.0, rows, ended));
  }

  private List<Sample> settled() {
    return samples.subList(samples.size() / 3, samples.size());
  }

  /** By how many kilobytes a minute the line of least squares rises. */
  private double slope() {
    List<Sample> settled = settled();
    double meanX = settled.stream().mapToDouble(Sample::minutes).average().orElse(0);
    double meanY = settled.stream().mapToDouble(Sample::kilobytes).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (Sample sample : settled) {
      covariance += (sample.minutes - meanX) * (sample.kilobytes - meanY);
      variance += (sample.minutes - meanX) * (sample.minutes - meanX);
    }
    return variance == 0 ? 0 : covariance / variance;
  }

  private double growth() {
    List<Sample> settled = settled();
    return settled.isEmpty()
        ? 0
        : slope() * (settled.get(settled.size() - 1).minutes - settled.get(0).minutes);
  }

  List<String> findings() {
    return growth() <= MOST_GROWTH
        ? List.of()
        : List.of(
            "the heap grows: %.0f KB, expected at most %.0f".formatted(growth(), MOST_GROWTH));
  }

  String table() {
    StringBuilder table = new StringBuilder(" minute   heap KB   rows      ended\n");
    int step = Math.max(1, samples.size() / SHOWN);
    for (int i = 0; i < samples.size(); i += step) {
      Sample sample = samples.get(i);
      table.append(
          "%7.1f %,9.0f %6d %,10d%n"
              .formatted(sample.minutes, sample.kilobytes, sample.rows, sample.ended));
    }
    return table
        .append(
            "slope %.1f KB a minute; growth %.0f KB, at most %.0f"
                .formatted(slope(), growth(), MOST_GROWTH))
        .toString();
  }
}
