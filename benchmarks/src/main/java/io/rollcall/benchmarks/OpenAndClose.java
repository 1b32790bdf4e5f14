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

/** Opens a session and takes it out again, among others that stay. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class OpenAndClose {
  /** Who does it. */
  @Param({"rollcall", "map", "spring", "shiro", "tomcat"})
  public String store = "";

  /** How many others there are. */
  @Param("10000")
  public int sessions;

  private SessionStore all = SessionStore.named("map");
  private People people = new People(0);

  /** Opens the others. */
  @Setup(Level.Trial)
  public void prepare() {
    all = SessionStore.named(store);
    people = new People(2 * sessions);
    for (int i = sessions; i < 2 * sessions; i++) {
      all.open(people.containerIds[i], people.logins[i], people.addresses[i]);
    }
    People.settle();
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    all.close();
  }

  /** One session. */
  @Benchmark
  public void openAndClose(Population.Walk walk) {
    int who = walk.next();
    all.remove(all.open(people.containerIds[who], people.logins[who], people.addresses[who]));
  }
}
