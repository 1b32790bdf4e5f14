package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rollcall.Doors;
import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.ManualClock;
import io.rollcall.Service;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table finds what a search of the whole list finds, and allocates nothing where it is none.
 */
class LockoutTableTest {
  private static final int MANY = 100_000;

  private static Lockout lockout(LockoutTarget target, Instant since, @Nullable Instant until) {
    return new Lockout(target, since, until, "operator", null);
  }

  private static String ipv4(int bits) {
    return "%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
  }

  /** A hundred thousand of all kinds. */
  private static LockoutTable full() {
    LockoutTable table = new LockoutTable(InstantSource.system());
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      LockoutTarget target =
          switch (i % 5) {
            case 0 -> LockoutTarget.login("login" + i);
            case 1 -> LockoutTarget.address(ipv4(random.nextInt() | 1));
            case 2 -> LockoutTarget.address("2001:db8:%x:%x::/64".formatted(i >> 16, i & 0xFFFF));
            case 3 -> LockoutTarget.loginFrom("from" + i, ipv4(random.nextInt()));
            default -> LockoutTarget.domain("domain" + i + ".example");
          };
      table.put(lockout(target, Instant.EPOCH, null));
    }
    return table;
  }

  @Tag("heavy")
  @Test
  void allocatesNothingOnTheWayThatLetsAUserIn() {
    LockoutTable table = full();
    Admission admission =
        new Admission(InstantSource.system(), System::nanoTime, new SessionTable());
    admission.lockOut(table.list());
    InetAddress[] addresses = new InetAddress[256];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = Doors.address(ipv4(0x0A000000 | i << 1)); // even: none of them is locked out
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long allocated = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 50 && allocated > 0; attempt++) { // the first loads classes
      long before = threads.getThreadAllocatedBytes(self);
      boolean letIn = true;
      for (int i = 0; i < 10_000; i++) {
        InetAddress address = addresses[i & 255];
        letIn &= table.find("alice", "example.com", address) == null;
        letIn &= admission.lockedOut(Service.FTP, "alice", null, address) == null;
      }
      allocated = threads.getThreadAllocatedBytes(self) - before;
      assertTrue(letIn);
    }
    assertEquals(0, allocated, "bytes for 20,000 logins");
  }

  @Tag("heavy")
  @Test
  void findsEachOfAHundredThousand() {
    LockoutTable table = full();
    List<Lockout> all = table.list();
    assertEquals(MANY, all.size());
    for (Lockout lockout : all) {
      LockoutTarget target = lockout.target();
      InetAddress address =
          target.network() == null ? null : Doors.address(target.network().split("/", 2)[0]);
      assertNotNull(table.find(target.login(), target.domain(), address), target.toString());
    }
    for (Lockout lockout : all) {
      assertEquals(lockout, table.remove(lockout.target()));
    }
    assertEquals(List.of(), table.list());
    for (Lockout lockout : all) {
      assertNull(table.find(lockout.target().login(), lockout.target().domain(), null));
    }
  }

  /** What a search of the whole list would say. */
  private static boolean isKeptOut(
      List<Lockout> all,
      Instant now,
      @Nullable String login,
      @Nullable String domain,
      @Nullable InetAddress address) {
    for (Lockout lockout : all) {
      LockoutTarget target = lockout.target();
      boolean meant =
          (target.login() == null || target.login().equalsIgnoreCase(login))
              && (target.domain() == null
                  || (domain != null
                      && withoutDot(target.domain()).equalsIgnoreCase(withoutDot(domain))))
              && (target.network() == null
                  || (address != null && AddressRange.require(target.network()).contains(address)));
      if (meant && !lockout.isOver(now)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static final List<String> LOGINS =
      List.of("alice", "ALICE", "bob", "Bob", "ΟΔΟΣ", "οδοσ");
  private static final List<String> DOMAINS = List.of("a.example", "A.EXAMPLE.", "b.example");

  /** Addresses that share long prefixes, of both families, and mapped ones. */
  private static byte[] address(Random random) {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    if (bytes.length == 4) {
      bytes[0] = 10;
    } else {
      bytes[0] = 0x20;
    }
    bytes[bytes.length - 2] = (byte) (random.nextInt(4) << 6);
    bytes[bytes.length - 1] = (byte) random.nextInt(4);
    return bytes;
  }

  private static LockoutTarget target(Random random) throws UnknownHostException {
    byte[] bytes = address(random);
    int prefix = bytes.length * 8 - random.nextInt(12);
    if (random.nextInt(50) == 0) {
      prefix = random.nextInt(bytes.length * 8 + 1);
    }
    String network = AddressRange.text(InetAddress.getByAddress(bytes)) + "/" + prefix;
    return switch (random.nextInt(4)) {
      case 0 -> LockoutTarget.login(any(random, LOGINS));
      case 1 -> LockoutTarget.domain(any(random, DOMAINS));
      case 2 -> LockoutTarget.loginFrom(any(random, LOGINS), network);
      default -> LockoutTarget.address(network);
    };
  }

  @Test
  void findsWhatASearchOfTheWholeListFinds() throws UnknownHostException {
    int keptOut = 0;
    int letIn = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ManualClock clock = new ManualClock();
      LockoutTable table = new LockoutTable(clock);
      for (int step = 0; step < 60; step++) {
        LockoutTarget target = target(random);
        switch (random.nextInt(4)) {
          case 0 -> {
            boolean listed = table.list().stream().anyMatch(one -> isSame(one.target(), target));
            assertEquals(listed, table.remove(target) != null, target.toString());
          }
          case 1 -> clock.advance(Duration.ofSeconds(random.nextInt(20)));
          default -> {
            Instant now = clock.instant();
            Instant until = random.nextInt(3) == 0 ? null : now.plusSeconds(1 + random.nextInt(60));
            table.put(lockout(target, now, until));
          }
        }
        List<Lockout> all = random.nextBoolean() ? table.list() : List.of();
        String login = random.nextInt(3) == 0 ? null : any(random, LOGINS);
        String domain = random.nextInt(3) == 0 ? null : any(random, DOMAINS);
        InetAddress address =
            random.nextInt(4) == 0 ? null : InetAddress.getByAddress(address(random));
        Lockout found = table.find(login, domain, address);
        all = all.isEmpty() ? table.list() : all;
        boolean expected = isKeptOut(all, clock.instant(), login, domain, address);
        assertEquals(expected, found != null, "seed " + seed + " step " + step + ": " + found);
        if (found != null) {
          assertTrue(all.contains(found));
          keptOut++;
        } else {
          letIn++;
        }
      }
    }
    assertTrue(keptOut > 3_000 && letIn > 3_000, keptOut + " " + letIn);
  }

  private static boolean isSame(LockoutTarget one, LockoutTarget other) {
    return equal(one.login(), other.login())
        && Objects.equals(one.network(), other.network())
        && equal(
            one.domain() == null ? null : withoutDot(one.domain()),
            other.domain() == null ? null : withoutDot(other.domain()));
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equalsIgnoreCase(other);
  }

  /** A lockout that is not added is on no record. */
  @Test
  void saysWhetherALongerLockoutWasAdded() {
    LockoutTable table = new LockoutTable(() -> Instant.EPOCH);
    LockoutTarget target = LockoutTarget.login("alice");
    Lockout minute = lockout(target, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
    Lockout hour = lockout(target, Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600));
    Lockout forGood = lockout(target, Instant.EPOCH, null);
    assertTrue(table.putIfLonger(minute));
    assertFalse(table.putIfLonger(minute));
    assertTrue(table.putIfLonger(hour));
    assertFalse(table.putIfLonger(minute));
    assertEquals(List.of(hour), table.list());
    assertTrue(table.putIfLonger(forGood));
    assertFalse(table.putIfLonger(hour));
    assertFalse(table.putIfLonger(forGood));
    assertEquals(List.of(forGood), table.list());
  }

  /** Attackers make lockouts that nobody lists. */
  @Test
  void forgetsThoseThatAreOverThoughNobodyAsks() {
    ManualClock clock = new ManualClock();
    int[] asked = new int[1];
    InstantSource counting =
        () -> {
          asked[0]++;
          return clock.instant();
        };
    LockoutTable table = new LockoutTable(counting);
    for (int i = 0; i < 200_000; i++) {
      Instant now = clock.instant();
      table.put(lockout(LockoutTarget.login("login" + i), now, now.plusSeconds(10)));
      clock.advance(Duration.ofSeconds(1));
      assertTrue(table.size() >= 1 && table.size() <= 1_000, "holds " + table.size());
    }
    assertTrue(asked[0] < 300_000, "looks for them now and then only: " + asked[0]);
  }

  @Test
  void emptiesItsTries() {
    LockoutTable table = new LockoutTable(new ManualClock());
    NetworkTrie trie = new NetworkTrie();
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : List.of("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "::/0", "2001:db8::1")) {
      AddressRange range = AddressRange.require(text);
      ranges.add(range);
      trie.put(range, lockout(LockoutTarget.address(text), Instant.EPOCH, null));
    }
    for (AddressRange range : ranges) {
      assertTrue(!trie.isEmpty());
      trie.remove(range);
      trie.remove(range);
    }
    assertTrue(trie.isEmpty());
    assertNull(table.find("alice", "example.com", Doors.address("10.1.2.3")));
  }
}
