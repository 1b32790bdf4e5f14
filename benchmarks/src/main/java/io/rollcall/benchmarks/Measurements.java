package io.rollcall.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What JMH and the memory benchmark have measured, by a name such as {@code ListAll.list(spring)}.
 */
final class Measurements {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final double MEDIAN = 50;

  /**
   * One measurement.
   *
   * @param score the median of the iterations, which one that was disturbed does not move
   * @param least the fastest iteration
   * @param most the slowest
   * @param unit the unit of all three
   * @param allocated bytes allocated an operation
   */
  record Measured(double score, double least, double most, String unit, double allocated) {}

  private final Map<String, Measured> all = new TreeMap<>();
  private final Map<String, Double> bytes = new TreeMap<>();

  void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      Statistics iterations = result.getPrimaryResult().getStatistics();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      all.put(
          name(result.getParams()),
          new Measured(
              iterations.getPercentile(MEDIAN),
              iterations.getMin(),
              iterations.getMax(),
              result.getPrimaryResult().getScoreUnit(),
              allocated == null ? Double.NaN : allocated.getScore()));
    }
  }

  void bytesPerSession(String store, double each) {
    bytes.put(store, each);
  }

  /** The class, the method and the parameters, in the parameters' alphabetical order. */
  private static String name(BenchmarkParams params) {
    String[] path = params.getBenchmark().split("\\.", -1);
    StringBuilder name = new StringBuilder(path[path.length - 2] + "." + path[path.length - 1]);
    for (String key : params.getParamsKeys()) {
      name.append(' ').append(params.getParam(key));
    }
    if (params.getThreads() > 1) {
      name.append(" (").append(params.getThreads()).append(" threads)");
    }
    return name.toString();
  }

  /** Everything, by name. */
  Map<String, Measured> all() {
    return all;
  }

  /** Bytes a session, by store. */
  Map<String, Double> bytes() {
    return bytes;
  }

  /** One score; NaN if it was not measured, as in a quick run. */
  double score(String name) {
    Measured measured = all.get(name);
    return measured == null ? Double.NaN : measured.score();
  }

  double allocated(String name) {
    Measured measured = all.get(name);
    return measured == null ? Double.NaN : measured.allocated();
  }

  double bytesPerSession(String store) {
    return bytes.getOrDefault(store, Double.NaN);
  }
}
