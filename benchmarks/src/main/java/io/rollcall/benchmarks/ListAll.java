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

/** Lists all sessions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class ListAll {
  /** Who does it. */
  @Param({"rollcall", "map", "spring", "shiro", "tomcat"})
  public String store = "";

  /** How many sessions there are. */
  @Param("100000")
  public int sessions;

  private SessionStore all = SessionStore.named("map");

  /** Opens the sessions. */
  @Setup(Level.Trial)
  public void prepare() {
    all = SessionStore.named(store);
    People people = new People(sessions);
    for (int i = 0; i < sessions; i++) {
      all.open(people.containerIds[i], people.logins[i], people.addresses[i]);
    }
    People.settle();
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    all.close();
  }

  /** One list. */
  @Benchmark
  public Object list() {
    return all.list();
  }
}
