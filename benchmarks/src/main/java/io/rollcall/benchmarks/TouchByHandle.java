package io.rollcall.benchmarks;

import io.rollcall.benchmarks.peers.SessionStore;
import io.rollcall.spi.SessionHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Notes activity of a session whose handle is at hand, in random order. The floor is one opaque
 * write of the clock's time; a write alone, of a number at hand, is measured beside it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TouchByHandle {
  /** What the floor writes to; as large as a registry's row, so that as many fit in the caches. */
  static final class Stamp {
    private static final VarHandle TIME;

    static {
      try {
        TIME = MethodHandles.lookup().findVarHandle(Stamp.class, "time", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** Room. */
    final long[] room = new long[8];

    /** Written through TIME. */
    @SuppressWarnings("unused")
    private long time;

    void write(long now) {
      TIME.setOpaque(this, now);
    }
  }

  /** Stamps. */
  @State(Scope.Benchmark)
  public static class Stamps {
    Stamp[] stamps = {};

    /** Makes them. */
    @Setup(Level.Trial)
    public void prepare(Population population) {
      stamps = new Stamp[population.sessions];
      for (int i = 0; i < stamps.length; i++) {
        stamps[i] = new Stamp();
      }
      People.settle();
    }
  }

  /** Rollcall's sessions. */
  @State(Scope.Benchmark)
  public static class Sessions {
    private SessionStore store = SessionStore.named("rollcall");
    SessionHandle[] handles = {};

    /** Opens them. */
    @Setup(Level.Trial)
    public void prepare(Population population) {
      store = SessionStore.named("rollcall");
      People people = new People(population.sessions);
      handles = new SessionHandle[population.sessions];
      for (int i = 0; i < handles.length; i++) {
        handles[i] =
            (SessionHandle)
                store.open(people.containerIds[i], people.logins[i], people.addresses[i]);
      }
      People.settle();
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void close() {
      store.close();
    }
  }

  /** A thread's own session, such as the one whose request it serves. */
  @State(Scope.Thread)
  public static class Own {
    private SessionHandle[] handle = {};

    /** Opens it among the others. */
    @Setup(Level.Trial)
    public void prepare(Sessions others) {
      People people = new People(1);
      Object opened =
          others.store.open(people.containerIds[0], people.logins[0], people.addresses[0]);
      handle = new SessionHandle[] {(SessionHandle) opened};
    }

    void touch() {
      handle[0].touch();
    }
  }

  /** Rollcall's touch. */
  @Benchmark
  public void handle(Sessions sessions, Population.Walk walk) {
    sessions.handles[walk.next()].touch();
  }

  /** Rollcall's touch of the thread's own session. */
  @Benchmark
  public void ownHandle(Own own) {
    own.touch();
  }

  /** The clock's time, written opaquely. */
  @Benchmark
  public void writeOfTime(Stamps stamps, Population.Walk walk) {
    stamps.stamps[walk.next()].write(System.nanoTime());
  }

  /** Any number, written opaquely. */
  @Benchmark
  public void writeAlone(Stamps stamps, Population.Walk walk) {
    int place = walk.next();
    stamps.stamps[place].write(place);
  }
}
