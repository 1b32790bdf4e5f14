package io.rollcall.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The ratios of paired measurements, in groups: two JVMs that run the same code differ by what
 * their compilers made of it, for as long as they live, so pairs of the same two JVMs go together.
 *
 * <p>The confidence interval is a bootstrap's: groups are drawn, and from each its pairs, both with
 * replacement.
 */
final class Ratios {
  private static final int RESAMPLES = 4_000;
  private static final double TAIL = 0.025;

  private final List<double[]> groups = new ArrayList<>();

  void addGroup(double[] ratios) {
    groups.add(ratios.clone());
  }

  double median() {
    return median(groups.stream().flatMapToDouble(Arrays::stream).toArray());
  }

  /** Returns the two ends of the median's 95 % confidence interval. */
  double[] interval() {
    Random random = new Random(1);
    double[] medians = new double[RESAMPLES];
    Arrays.setAll(medians, i -> resampled(random));
    Arrays.sort(medians);
    int tail = (int) (RESAMPLES * TAIL);
    return new double[] {medians[tail], medians[RESAMPLES - 1 - tail]};
  }

  private double resampled(Random random) {
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      double[] group = groups.get(random.nextInt(groups.size()));
      for (int j = 0; j < group.length; j++) {
        drawn.add(group[random.nextInt(group.length)]);
      }
    }
    return median(drawn.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the value that a share of the values does not exceed. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
