package io.rollcall.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** How many sessions there are, and each thread's own random way through them. */
@State(Scope.Benchmark)
public class Population {
  /** How many. */
  @Param({"10000", "1000000"})
  public int sessions;

  /** A random order, from whose end it goes on at the beginning. */
  @State(Scope.Thread)
  public static class Walk {
    private int[] order = {};
    private int next;

    /** Draws the order, another for each thread. */
    @Setup(Level.Trial)
    public void prepare(BenchmarkParams benchmark, ThreadParams thread) {
      int sessions = Integer.parseInt(benchmark.getParam("sessions"));
      order = People.shuffled(sessions, thread.getThreadIndex());
    }

    /** The place of the next session. */
    int next() {
      int place = order[next];
      next = next + 1 == order.length ? 0 : next + 1;
      return place;
    }
  }
}
