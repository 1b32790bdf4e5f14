package io.rollcall;

import static io.rollcall.Arrivals.ORDER;
import static io.rollcall.Arrivals.account;
import static io.rollcall.Arrivals.isLetIn;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lockouts that outlive their registry. */
class LockoutRestartTest {
  private static final String HOME = "203.0.113.7";
  private static final Account ALICE = account("alice", null);

  @TempDir private Path directory;
  private final ManualClock clock = new ManualClock();

  private SessionRegistry start() {
    return clock
        .registry()
        .lockoutFile(directory.resolve("lockouts"))
        .failedLoginLimit(
            new FailedLoginLimit(1, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)))
        .build();
  }

  @Test
  void holdFromTheStart() {
    List<Lockout> before;
    try (SessionRegistry registry = start()) {
      Lockout unused = registry.lockouts().add(LockoutTarget.login("Alice"), null, ORDER);
      unused = registry.lockouts().add(LockoutTarget.address(HOME), Duration.ofHours(2), ORDER);
      unused = registry.lockouts().add(LockoutTarget.domain("example.com"), null, ORDER);
      Optional<Lockout> lifted =
          registry.lockouts().lift(LockoutTarget.domain("example.com"), ORDER);
      assertTrue(lifted.isPresent());
      unused = registry.lockouts().revoke(LockoutTarget.login("bob"), null, ORDER).lockout();
      registry.loginFailed(Service.FTP, "mallory", null);
      before = registry.lockouts().list();
      assertEquals(4, before.size());
    }
    clock.advance(Duration.ofMinutes(59));
    try (SessionRegistry registry = start()) {
      assertEquals(before, registry.lockouts().list());
      assertFalse(isLetIn(registry, ALICE, "198.51.100.1"));
      assertFalse(isLetIn(registry, account("carol", null), HOME));
      assertFalse(isLetIn(registry, account("mallory", null), "198.51.100.1"));
    }
  }

  /** Whoever has many addresses fills the memory no more after a restart than before. */
  @Tag("heavy")
  @Test
  void byFailedLoginsBeforeTheRestartAreTheFirstToGo() {
    Lockout operators;
    try (SessionRegistry registry = start()) {
      registry.loginFailed(Service.FTP, null, Doors.address("192.0.2.1"));
      operators = registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    }
    try (SessionRegistry registry = start()) {
      for (int i = 0; i < 100_000; i++) {
        String address = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
        registry.loginFailed(Service.FTP, null, Doors.address(address));
      }
      assertTrue(isLetIn(registry, account("bob", null), "192.0.2.1"));
      List<Lockout> left = registry.lockouts().list();
      assertEquals(100_001, left.size());
      assertEquals(operators, left.get(0));
      assertEquals("10.0.0.0", left.get(1).target().network());
    }
  }

  @Test
  void endByTheClockThoughNobodyWasThere() {
    try (SessionRegistry registry = start()) {
      Lockout unused =
          registry.lockouts().add(LockoutTarget.login("alice"), Duration.ofHours(1), ORDER);
    }
    clock.advance(Duration.ofHours(1));
    try (SessionRegistry registry = start()) {
      assertTrue(isLetIn(registry, ALICE, HOME));
      assertEquals(List.of(), registry.lockouts().list());
    }
  }

  @Test
  void stayLiftedThoughNothingElseHasChanged() {
    try (SessionRegistry registry = start()) {
      Lockout unused = registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    }
    try (SessionRegistry registry = start()) {
      assertTrue(registry.lockouts().lift(LockoutTarget.login("alice"), ORDER).isPresent());
    }
    try (SessionRegistry registry = start()) {
      assertEquals(List.of(), registry.lockouts().list());
      assertTrue(isLetIn(registry, ALICE, HOME));
    }
  }

  @Test
  void areSavedWithoutClosing() {
    SessionRegistry crashed = start();
    Lockout unused = crashed.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    await().until(() -> Files.exists(directory.resolve("lockouts")));
    try (SessionRegistry registry = start()) {
      assertFalse(isLetIn(registry, ALICE, HOME));
    }
    crashed.close();
  }

  @Test
  void inADamagedFileDoNotStopTheStart() throws IOException {
    Path file = directory.resolve("lockouts");
    try (SessionRegistry registry = start()) {
      Lockout unused = registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
      unused = registry.lockouts().add(LockoutTarget.login("bob"), null, ORDER);
    }
    Files.writeString(file, Files.readString(file).replace("bob", "b\u001B]0;x\u0007b"));
    try (SessionRegistry registry = start()) {
      assertFalse(isLetIn(registry, ALICE, HOME));
      assertTrue(isLetIn(registry, account("bob", null), HOME));
      Lockout unused = registry.lockouts().add(LockoutTarget.login("carol"), null, ORDER);
    }
    try (SessionRegistry registry = start()) {
      assertEquals(
          List.of("login=alice", "login=carol"),
          registry.lockouts().list().stream().map(lockout -> lockout.target().toString()).toList());
    }
  }

  @Test
  void withoutAFileEndWithTheRegistry() throws IOException {
    try (SessionRegistry registry = clock.registry().build()) {
      Lockout unused = registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
    }
    try (SessionRegistry registry = clock.registry().build()) {
      assertTrue(isLetIn(registry, ALICE, HOME));
    }
  }
}
