package io.rollcall.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks, all with the same settings. */
final class MicroBenchmarks {
  private MicroBenchmarks() {}

  static Measurements run(boolean quick) throws RunnerException {
    Measurements measured = new Measurements();
    measured.add(runs(quick, 1, ".*"));
    measured.add(runs(quick, 2, "TouchBy.*"));
    return measured;
  }

  private static Collection<RunResult> runs(boolean quick, int threads, String which)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("io\\.rollcall\\.benchmarks\\." + which)
            .threads(threads)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(quick ? VerboseMode.SILENT : VerboseMode.NORMAL)
            // the heap is there before and in large pages: what is measured is not the kernel
            .jvmArgs("-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages");
    if (quick) {
      options
          .forks(1)
          .warmupIterations(2)
          .warmupTime(TimeValue.milliseconds(200))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(200))
          .param("sessions", threads == 1 ? "10000" : "1000")
          .param("store", "rollcall", "map", "spring")
          .param("orderBy", "idleSeconds", "logonTime")
          .param("filter", "login=user77")
          .param("listeners", "0", "1");
    } else {
      options
          .forks(2)
          .warmupIterations(4)
          .warmupTime(TimeValue.milliseconds(800))
          .measurementIterations(4)
          .measurementTime(TimeValue.milliseconds(500));
    }
    return new Runner(options.build()).run();
  }
}
