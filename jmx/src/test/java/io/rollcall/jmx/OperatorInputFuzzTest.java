package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rollcall.HostileText;
import io.rollcall.LockoutTarget;
import io.rollcall.SessionLimits;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever an operator types into a field is read, or is refused with what to type instead. */
class OperatorInputFuzzTest {
  private static final List<String> LIMITS =
      List.of(
          "none",
          "PANEL LOGIN 3",
          "panel login 3, ftp address 10, FTP TOTAL 200; REFUSE",
          "FTP DOMAIN 0;END_LONGEST_IDLE");
  private static final List<String> TARGETS =
      List.of("login=alice", "ip=203.0.113.0/24 login=\"a b\"", "domain=example.com");
  private static final List<String> IDS =
      List.of("k7f39q2m", "k7f39q2m, 0a1b2c3d", "K7F39Q2M;x\n y\t,,z");

  @Provide
  Arbitrary<String> limits() {
    return HostileText.like(LIMITS);
  }

  @Provide
  Arbitrary<String> targets() {
    return HostileText.like(TARGETS);
  }

  @Provide
  Arbitrary<String> ids() {
    return HostileText.like(IDS);
  }

  /** What was read, or null if it was refused as it should be. */
  private static <T> @Nullable T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      HostileText.assertRefusal(e);
      return null;
    }
  }

  @Property
  void limitsAreReadOrRefused(@ForAll("limits") String text) {
    SessionLimits limits = read(() -> AccessInput.limits(text));
    if (limits != null) {
      SessionLimits again = LimitsText.parse(LimitsText.of(limits));
      assertEquals(limits.toString(), again.toString());
    }
  }

  @Property
  void targetsAreReadOrRefused(@ForAll("targets") String text) {
    LockoutTarget target = read(() -> AccessInput.target(text));
    if (target != null) {
      assertEquals(target, AccessInput.target(target.toString()));
    }
  }

  @Property
  void idsAreReadOrRefused(@ForAll("ids") String text) {
    List<String> ids = read(() -> OperatorInput.ids(text));
    if (ids != null) {
      assertEquals(ids, OperatorInput.ids(String.join(",", ids)));
      assertFalse(ids.stream().anyMatch(String::isBlank));
    }
  }
}
