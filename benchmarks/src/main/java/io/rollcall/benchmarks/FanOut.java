package io.rollcall.benchmarks;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/**
 * Opens and closes a session while listeners are told of both: what it costs whoever logs in. The
 * queues are bounded; what listeners are too slow for is dropped and counted, which is part of what
 * is measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class FanOut {
  private static final SessionControl NOTHING_TO_END = order -> {};
  private static final PanelLogin LOGIN = PanelLogin.of(Account.unregistered("alice")).build();

  /** How many listeners there are. */
  @Param({"0", "1", "10"})
  public int listeners;

  private final AtomicLong told = new AtomicLong();
  private SessionRegistry registry = SessionRegistry.create();

  /** Adds the listeners. */
  @Setup(Level.Trial)
  public void prepare() {
    registry = SessionRegistry.create();
    for (int i = 0; i < listeners; i++) {
      registry.addListener(event -> told.incrementAndGet());
    }
  }

  /** Closes the registry. */
  @TearDown(Level.Trial)
  public void close() {
    registry.close();
  }

  /** One session. */
  @Benchmark
  public boolean openAndClose() {
    return registry.openPanel(LOGIN, NOTHING_TO_END).closed(Ending.Cause.LOGGED_OUT);
  }
}
