package io.rollcall.benchmarks;

import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.Comparator;
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

/** The first page of FTP sessions, and the same by copying all of them and sorting the copies. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FirstPage {
  private static final int PAGE = 100;

  /** FTP sessions. */
  @State(Scope.Benchmark)
  public static class Sessions {
    /** How many there are. */
    @Param({"100000", "1000000"})
    public int sessions;

    SessionRegistry registry = SessionRegistry.create();

    /** Opens them. */
    @Setup(Level.Trial)
    public void prepare() {
      registry = FtpPopulation.of(sessions);
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void close() {
      registry.close();
    }
  }

  /** An order. */
  @State(Scope.Benchmark)
  public static class Order {
    /** By which item. */
    @Param({
      "idleSeconds",
      "logonTime",
      "connectedSeconds",
      "login",
      "domain",
      "type",
      "status",
      "location",
      "fileName",
      "speedKBps",
      "progressPercent",
      "ipAddress"
    })
    public String orderBy = "";
  }

  /** A filter. */
  @State(Scope.Benchmark)
  public static class Restriction {
    /** As an operator writes it. */
    @Param({"login=user77", "ip=100.0.0.0/8", "idle>10m", "login=user77*"})
    public String filter = "";
  }

  /** The registry's way. */
  @Benchmark
  public List<FtpSessionInfo> page(Sessions sessions, Order order) {
    return sessions
        .registry
        .ftpSessions(SessionQuery.all().orderedBy(order.orderBy).page(0, PAGE))
        .sessions();
  }

  /** The registry's way, with a filter. */
  @Benchmark
  public List<FtpSessionInfo> filtered(Sessions sessions, Restriction restriction) {
    Filter filter = Filter.parse(Service.FTP, restriction.filter);
    return sessions.registry.ftpSessions(SessionQuery.matching(filter).page(0, PAGE)).sessions();
  }

  /** All copied, and sorted by idle time. */
  @Benchmark
  public List<FtpSessionInfo> copyAndSort(Sessions sessions) {
    return sessions.registry.ftpSessions(SessionQuery.all()).sessions().stream()
        .sorted(Comparator.comparing(SessionInfo::idle))
        .limit(PAGE)
        .toList();
  }
}
