package io.rollcall.benchmarks;

import io.rollcall.Filter;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Ends the five sessions of one login, whose adapter ends them at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class TerminateLogin {
  private static final int SESSIONS = 5;
  private static final TerminationOrder ORDER = TerminationOrder.by("benchmark");

  /** How many others there are. */
  @Param({"1000", "1000000"})
  public int sessions;

  private SessionRegistry registry = SessionRegistry.create();

  /** Opens the others. */
  @Setup(Level.Trial)
  public void prepare() {
    registry = FtpPopulation.of(sessions);
  }

  /** Opens those to be ended. */
  @Setup(Level.Invocation)
  public void open() {
    for (int i = 0; i < SESSIONS; i++) {
      FtpPopulation.open(registry, "victim");
    }
  }

  /** Closes the registry. */
  @TearDown(Level.Trial)
  public void close() {
    registry.close();
  }

  /** One order. */
  @Benchmark
  public List<Termination> terminate() {
    return registry.terminateMatching(Service.FTP, Filter.login("victim"), ORDER);
  }
}
