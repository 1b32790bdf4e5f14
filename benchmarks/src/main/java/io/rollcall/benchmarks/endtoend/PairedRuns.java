package io.rollcall.benchmarks.endtoend;

import io.rollcall.benchmarks.endtoend.Contestant.Sample;
import io.rollcall.benchmarks.endtoend.Contestant.Starter;
import io.rollcall.benchmarks.endtoend.Figure.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The same work done by three servers in turn: one without the registry, one with it, and another
 * without it. They have other cores than the clients. The last is the control: how far its ratio to
 * the first is from 1 is how far chance takes it. Each round does the work once on each, in every
 * order alike, so that what changes with time or with what ran just before hits all alike; only
 * servers of one round are compared. The servers are started anew several times.
 *
 * @param work what is done
 * @param unit what a throughput is given in
 * @param nanosUnit what CPU time is given in
 * @param without starts a server without the registry
 * @param with starts one with it
 */
record PairedRuns(String work, String unit, String nanosUnit, Starter without, Starter with) {
  private static final int[][] ORDERS = {
    {0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}, {2, 0, 1}, {1, 0, 2}
  };
  private static final String WITHOUT = "without";
  private static final String WITH = "with Rollcall";
  private static final String CONTROL = "control: another without";

  List<Figure> run(int starts, int warmups, int rounds) throws IOException, InterruptedException {
    List<Sample[][]> measured = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      try (Cores cores = Cores.split();
          Contestant first = without.start();
          Contestant second = with.start();
          Contestant third = without.start()) {
        Contestant[] contestants = {first, second, third};
        for (Contestant contestant : contestants) {
          cores.keepOnOthers(contestant.server().pid());
        }
        measure(contestants, warmups);
        measured.add(measure(contestants, rounds));
      }
    }
    return List.of(
        figure(work, WITH, unit, measured, 1, Sample::perSecond),
        figure(work, CONTROL, unit, measured, 2, Sample::perSecond),
        figure(work + ", the server's CPU", WITH, nanosUnit, measured, 1, Sample::serverNanos),
        figure(work + ", the server's CPU", CONTROL, nanosUnit, measured, 2, Sample::serverNanos));
  }

  /** Returns a sample for each round and contestant. */
  private static Sample[][] measure(Contestant[] contestants, int rounds)
      throws IOException, InterruptedException {
    Sample[][] samples = new Sample[rounds][contestants.length];
    for (int round = 0; round < rounds; round++) {
      for (int turn : ORDERS[round % ORDERS.length]) {
        samples[round][turn] = contestants[turn].measure();
      }
    }
    return samples;
  }

  private static Figure figure(
      String work,
      String with,
      String unit,
      List<Sample[][]> measured,
      int contestant,
      ToDoubleFunction<Sample> value) {
    Ratios ratios = new Ratios();
    List<Double> values = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (Sample[][] samples : measured) {
      double[] group = new double[samples.length];
      for (int round = 0; round < samples.length; round++) {
        double own = value.applyAsDouble(samples[round][contestant]);
        double other = value.applyAsDouble(samples[round][0]);
        values.add(own);
        others.add(other);
        group[round] = own / other;
      }
      ratios.addGroup(group);
    }
    double[] interval = ratios.interval();
    return new Figure(
        work,
        with,
        median(values),
        unit,
        new Comparison(WITHOUT, median(others), ratios.median(), interval[0], interval[1]));
  }

  private static double median(List<Double> values) {
    return Ratios.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
