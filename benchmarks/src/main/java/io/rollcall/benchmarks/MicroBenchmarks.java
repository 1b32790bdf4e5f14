package io.rollcall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static Measurements run(boolean quick) throws IOException, RunnerException {
    Path log = Files.createTempFile("rollcall-benchmarks", ".log");
    try {
      Measurements measured = new Measurements();
      measured.add(runs(quick, 1, ".*", log));
      measured.add(runs(quick, 2, quick ? "TouchByHandle.ownHandle" : "TouchBy.*", log));
      return measured;
    } finally {
      Files.delete(log);
    }
  }

  private static Collection<RunResult> runs(boolean quick, int threads, String which, Path log)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("io\\.rollcall\\.benchmarks\\." + which)
            .threads(threads)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(quick ? VerboseMode.SILENT : VerboseMode.NORMAL)
            .jvmArgs("-Xmx3g", "-Dorg.slf4j.simpleLogger.logFile=" + log);
    if (quick) {
      options
          .exclude("ClockReadings|writeAlone|JmxPage.(all|openDataAlone|pageWithoutConnection)")
          .forks(1)
          .warmupIterations(2)
          .warmupTime(TimeValue.milliseconds(200))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(200))
          .param("sessions", "10000")
          .param("store", "rollcall", "map", "spring")
          .param("orderBy", "idleSeconds", "logonTime")
          .param("filter", "login=user77")
          .param("listeners", "0", "1");
    } else {
      options
          .forks(1)
          // the heap is there before and in large pages: what is measured is not the kernel
          .jvmArgsAppend("-Xms3g", "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages")
          .warmupIterations(4)
          .warmupTime(TimeValue.milliseconds(800))
          .measurementIterations(6)
          .measurementTime(TimeValue.milliseconds(500));
    }
    return new Runner(options.build()).run();
  }
}
