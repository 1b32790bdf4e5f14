package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the registry can do, at random, at once: nothing waits for ever, and all adds up. */
@Tag("heavy")
class AdmissionStressTest {
  private static final int THREADS = 8;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final List<String> LOGINS = List.of("alice", "Alice", "bob", "carol", "dave");
  private static final List<LockoutScope> SCOPES = List.of(LockoutScope.values());
  private static final int KINDS = 16;

  @TempDir private Path directory;
  private final Queue<SessionHandle> handles = new ConcurrentLinkedQueue<>();
  private final Map<String, List<SessionEvent.Type>> events = new ConcurrentHashMap<>();
  private final int[] done = new int[KINDS];
  private final AtomicInteger refused = new AtomicInteger();
  private SessionRegistry registry;

  private static String login(Random random) {
    return LOGINS.get(random.nextInt(LOGINS.size()));
  }

  private static String address(Random random) {
    return random.nextBoolean() ? "203.0.113." + random.nextInt(4) : "2001:db8::1";
  }

  private static LockoutTarget target(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> LockoutTarget.login(login(random));
      case 1 -> LockoutTarget.address("203.0.113." + random.nextInt(4) + "/31");
      case 2 -> LockoutTarget.loginFrom(login(random), "203.0.113.0/24");
      default -> LockoutTarget.domain("example.com");
    };
  }

  private static SessionLimits limits(Random random) {
    SessionLimits.Builder limits =
        SessionLimits.builder()
            .policy(random.nextBoolean() ? Policy.REFUSE : Policy.END_LONGEST_IDLE);
    for (Service door : Service.values()) {
      for (Scope scope : Scope.values()) {
        limits.most(door, scope, 5 + random.nextInt(30));
      }
    }
    return limits.build();
  }

  private String anyId(Random random) {
    List<SessionInfo> all = Arrivals.all(registry);
    return all.isEmpty() ? "none" : all.get(random.nextInt(all.size())).id();
  }

  private AccountResolver resolver(Random random) {
    boolean known = random.nextBoolean();
    return known ? login -> account(login, "example.com") : AccountResolver.NONE;
  }

  private void open(int kind, Random random) {
    String login = login(random);
    SessionHandle handle;
    if (kind == 0) {
      PanelLogin.Builder panel =
          random.nextBoolean()
              ? PanelLogin.of(login, resolver(random))
              : PanelLogin.of(account(login, "example.org"));
      PanelLogin from = panel.address(Doors.address(address(random))).build();
      handle = Doors.obedient(control -> registry.openPanel(from, control));
    } else {
      FtpHandle ftp = Arrivals.connect(registry, address(random));
      handles.add(ftp);
      handle = ftp;
      if (kind == 1) {
        ftp.loggedIn(login, resolver(random));
      }
    }
    handles.add(handle);
  }

  private Object act(int kind, Random random) {
    Duration duration = random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(50));
    switch (kind) {
      case 0, 1, 2 -> open(kind, random);
      case 3, 4 -> {
        SessionHandle handle = handles.poll();
        return handle != null && handle.closed(Ending.Cause.DISCONNECTED);
      }
      case 5 -> {
        return registry.terminate(anyId(random), ORDER);
      }
      case 6 -> {
        LockoutScope scope = SCOPES.get(random.nextInt(SCOPES.size()));
        try {
          return registry.terminateAndLockOut(
              List.of(anyId(random)), ORDER, scope, Duration.ofMillis(5));
        } catch (IllegalArgumentException e) {
          return e; // nothing of that scope
        }
      }
      case 7 -> {
        return registry.lockouts().revoke(target(random), Duration.ofMillis(5), ORDER);
      }
      case 8 -> {
        return registry.lockouts().add(target(random), duration, ORDER);
      }
      case 9, 10 -> {
        for (Lockout lockout : registry.lockouts().list()) {
          boolean unused = registry.lockouts().lift(lockout.target(), ORDER).isPresent();
        }
      }
      case 11 -> registry.limit(limits(random), TerminationOrder.by("operator"));
      case 12 -> {
        return registry.limitAndEndExcess(limits(random), ORDER);
      }
      case 13 -> registry.loginFailed(Service.FTP, login(random), Doors.address(address(random)));
      case 14 -> {
        return registry.abortTransfer(anyId(random), ORDER);
      }
      default -> {
        return registry.refusal(Service.PANEL, login(random), Doors.address(address(random)))
            == null;
      }
    }
    return kind;
  }

  private void actAtRandom(int seed) {
    Random random = new Random(seed);
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS) {
      int kind = random.nextInt(KINDS);
      try {
        Object unused = act(kind, random);
      } catch (SessionRefusedException e) {
        refused.incrementAndGet();
      }
      synchronized (done) {
        done[kind]++;
      }
    }
  }

  @Test
  void addsUpAfterwards() throws Exception {
    registry =
        SessionRegistry.builder()
            .patience(Duration.ofSeconds(20))
            .listenerQueueCapacity(10_000_000)
            .lockoutFile(directory.resolve("lockouts"))
            .failedLoginLimit(
                new FailedLoginLimit(
                    3, Duration.ofSeconds(1), Duration.ofMillis(5), Duration.ofMillis(20)))
            .build();
    Registration listening =
        registry.addListener(
            event ->
                events
                    .computeIfAbsent(event.session().id(), id -> new CopyOnWriteArrayList<>())
                    .add(event.type()));
    List<Runnable> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      threads.add(() -> actAtRandom(seed));
    }
    Together.run(threads);
    for (int kind = 0; kind < KINDS; kind++) {
      assertTrue(done[kind] > 20, "kind " + kind + " was done " + done[kind] + " times");
    }
    assertTrue(refused.get() > 20, "refused: " + refused);
    for (Lockout lockout : registry.lockouts().list()) {
      boolean unused = registry.lockouts().lift(lockout.target(), ORDER).isPresent();
    }
    handles.forEach(handle -> handle.closed(Ending.Cause.DISCONNECTED));
    // what an answer that came late has ended goes by itself
    await().until(() -> Arrivals.all(registry).isEmpty());
    checkEvents();
    for (Service door : Service.values()) {
      checkRoom(door);
    }
    listening.close();
    registry.close();
  }

  private void checkEvents() {
    SessionCounts counts = registry.counts();
    assertEquals(counts.openedTotal(), counts.endedTotal());
    assertEquals(0, counts.droppedEventTotal());
    assertEquals(0, counts.failedTerminationTotal());
    assertTrue(counts.refusedTotal() >= refused.get());
    await().until(() -> events.size() == counts.openedTotal());
    await()
        .until(() -> events.values().stream().allMatch(of -> of.contains(SessionEvent.Type.ENDED)));
    for (List<SessionEvent.Type> ofOne : events.values()) {
      List<SessionEvent.Type> sorted = ofOne.stream().distinct().sorted().toList();
      assertEquals(sorted, ofOne, "each once, in order");
      assertEquals(SessionEvent.Type.OPENED, ofOne.get(0));
    }
  }

  /** There is room for as many as the last limits say: the counts are those of nobody. */
  private void checkRoom(Service door) {
    SessionLimits limits = registry.limits();
    int most = limits.most(door, Scope.TOTAL);
    List<SessionHandle> last = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      last.add(Arrivals.come(registry, door, account("last" + i, "last" + i), "192.0.2." + i));
    }
    last.forEach(handle -> assertNull(handle.order()));
    Account more = account("more", null);
    if (limits.policy() == Policy.REFUSE) {
      assertThrows(
          SessionRefusedException.class, () -> Arrivals.come(registry, door, more, "192.0.2.200"));
    } else {
      SessionHandle unused = Arrivals.come(registry, door, more, "192.0.2.200");
      assertEquals(1, last.stream().filter(handle -> handle.order() != null).count());
    }
  }
}
