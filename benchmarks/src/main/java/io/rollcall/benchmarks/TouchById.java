package io.rollcall.benchmarks;

import io.rollcall.benchmarks.peers.SessionStore;
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

/** Notes activity of a session whose id is known, in random order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class TouchById {
  /** Who does it. */
  @Param({"rollcall", "map", "spring", "shiro", "tomcat"})
  public String store = "";

  private SessionStore all = SessionStore.named("map");
  private String[] ids = {};

  /** Opens the sessions. */
  @Setup(Level.Trial)
  public void prepare(Population population) {
    all = SessionStore.named(store);
    People people = new People(population.sessions);
    ids = new String[population.sessions];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = all.id(all.open(people.containerIds[i], people.logins[i], people.addresses[i]));
    }
    People.settle();
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    all.close();
  }

  /** One touch. */
  @Benchmark
  public void touch(Population.Walk walk) {
    all.touch(ids[walk.next()]);
  }
}
