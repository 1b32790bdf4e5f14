package io.rollcall.benchmarks;

import io.rollcall.LockoutTarget;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Whether somebody is locked out, asked for those who are not, in random order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class LoginCheck {
  private static final int PEOPLE = 1 << 12;

  /**
   * How many are locked out: a quarter each by login, address, network, and login from a network.
   */
  @Param({"0", "100000"})
  public int lockouts;

  private final String[] logins = new String[PEOPLE];
  private final InetAddress[] addresses = new InetAddress[PEOPLE];
  private SessionRegistry registry = SessionRegistry.create();
  private int next;

  /** Locks out, and makes people who are not. */
  @Setup(Level.Trial)
  public void prepare() throws UnknownHostException {
    registry = SessionRegistry.create();
    Random random = new Random(1);
    TerminationOrder order = TerminationOrder.by("benchmark");
    for (int i = 0; i < lockouts; i++) {
      int host = random.nextInt(1 << 24);
      String address = "10.%d.%d.%d".formatted(host >> 16, host >> 8 & 255, host & 255);
      LockoutTarget target =
          switch (i % 4) {
            case 0 -> LockoutTarget.login("locked" + i);
            case 1 -> LockoutTarget.address(address);
            case 2 -> LockoutTarget.address(address + "/28");
            default -> LockoutTarget.loginFrom("user" + i % PEOPLE, address + "/24");
          };
      registry.lockouts().add(target, null, order);
    }
    for (int i = 0; i < PEOPLE; i++) {
      logins[i] = "user" + i;
      addresses[i] =
          InetAddress.getByAddress(
              new byte[] {
                (byte) 192, (byte) random.nextInt(256), (byte) random.nextInt(256), (byte) i
              });
    }
  }

  /** Closes the registry. */
  @TearDown(Level.Trial)
  public void close() {
    registry.close();
  }

  /** One check. */
  @Benchmark
  public @Nullable Refusal check() {
    int person = next++ & (PEOPLE - 1);
    return registry.refusal(Service.FTP, logins[person], addresses[person]);
  }
}
