package io.rollcall.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.Ending;
import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Whoever comes in at the moment in which a lockout or a limit is set, or another comes.
 *
 * <p>The model: a newcomer is refused, or is among the sessions that the lockout or the limit
 * finds, and never both or neither. Of two that compete for the last place one gets it or, where
 * the longest idle has to go, both come in and one of them goes again. A session that has ended
 * takes no place, whatever was set while it ended.
 */
public final class AdmissionRaces {
  private static final Lockout LOCKOUT =
      new Lockout(LockoutTarget.login("alice"), Racers.NOW, null, "operator", null);
  private static final SessionLimits NOBODY =
      SessionLimits.builder().most(Service.PANEL, Scope.TOTAL, 0).build();

  private AdmissionRaces() {}

  /** A lockout and a session that opens. */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "let in, and found by the lockout")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "kept out")
  @Outcome(expect = FORBIDDEN, desc = "slipped in, or found though it is not there")
  @State
  public static class LockoutAndOpening {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.panel(registry, Racers.ALICE);

    @Actor
    public void open(ZI_Result result) {
      result.r1 = Racers.open(row) != null;
    }

    @Actor
    public void lockOut(ZI_Result result) {
      result.r2 = registry.admission().lockOutAndFind(List.of(LOCKOUT)).size();
    }
  }

  /** A lockout and a login on a connection that there is. */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "let in, and found by the lockout")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "kept out")
  @Outcome(expect = FORBIDDEN, desc = "slipped in, or found though it has no such login")
  @State
  public static class LockoutAndLogin {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.opened(Racers.ftp(registry));

    @Actor
    public void logIn(ZI_Result result) {
      result.r1 = Racers.logIn(row, Racers.ALICE);
    }

    @Actor
    public void lockOut(ZI_Result result) {
      result.r2 = registry.admission().lockOutAndFind(List.of(LOCKOUT)).size();
    }
  }

  /** A lockout that is lifted and a session that opens: the lockout is lifted either way. */
  @JCStressTest
  @Outcome(id = "[01], 0", expect = ACCEPTABLE, desc = "let in or not, and nothing is left of it")
  @Outcome(expect = FORBIDDEN, desc = "the lockout is still there")
  @State
  public static class LiftAndOpening {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.panel(registry, Racers.ALICE);

    public LiftAndOpening() {
      registry.admission().lockOut(List.of(LOCKOUT));
    }

    @Actor
    public void open(II_Result result) {
      result.r1 = Racers.open(row) == null ? 0 : 1;
    }

    @Actor
    public void lift() {
      Lockout unused = registry.admission().lift(LOCKOUT.target());
    }

    @Arbiter
    public void comeAgain(II_Result result) {
      result.r2 = Racers.open(Racers.panel(registry, Racers.ALICE)) == null ? 1 : 0;
    }
  }

  /** Two logins compete for the last place, on connections that there are. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first got it")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second got it")
  @Outcome(expect = FORBIDDEN, desc = "both or neither")
  @State
  public static class LastPlace {
    private final DefaultSessionRegistry registry = Racers.registryWithOneAtMost(Policy.REFUSE);
    private final SessionRow first = Racers.opened(Racers.ftp(registry));
    private final SessionRow second = Racers.opened(Racers.ftp(registry));

    @Actor
    public void first(ZZ_Result result) {
      result.r1 = Racers.logIn(first, Racers.ALICE);
    }

    @Actor
    public void second(ZZ_Result result) {
      result.r2 = Racers.logIn(second, Racers.ALICE);
    }
  }

  /** Two compete for the last place, and who has been idle longest has to go. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the first came first, and goes for the second")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "the second came first, and goes for the first")
  @Outcome(expect = FORBIDDEN, desc = "both or neither, or another, has to go")
  @State
  public static class LastPlaceIsMadeFree {
    private final DefaultSessionRegistry registry =
        Racers.registryWithOneAtMost(Policy.END_LONGEST_IDLE);
    private final SessionRow first = Racers.panel(registry, Racers.ALICE);
    private final SessionRow second = Racers.panel(registry, Racers.ALICE);

    private int victimOf(SessionRow row) {
      SessionRow victim = Racers.open(row);
      if (victim == null) {
        return 3;
      }
      return victim == row ? 0 : victim == first ? 1 : 2;
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = victimOf(first);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = victimOf(second);
    }
  }

  /** New limits and a session that opens. */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "let in, and found to be too many")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "kept out")
  @Outcome(expect = FORBIDDEN, desc = "slipped in, or too many though it is not there")
  @State
  public static class LimitAndOpening {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.panel(registry, Racers.ALICE);

    @Actor
    public void open(ZI_Result result) {
      result.r1 = Racers.open(row) != null;
    }

    @Actor
    public void limit(ZI_Result result) {
      result.r2 = registry.admission().limits(NOBODY).size();
    }
  }

  /** New limits and a session that ends: it is counted by both or by neither. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "there is room for one")
  @Outcome(expect = FORBIDDEN, desc = "the session that is gone takes a place, or frees two")
  @State
  public static class LimitAndEnd {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.opened(Racers.panel(registry, Racers.ALICE));

    @Actor
    public void end() {
      boolean unused = row.closed(Ending.Cause.LOGGED_OUT);
    }

    @Actor
    public void limit() {
      List<SessionRow> unused = registry.admission().limits(Racers.oneAtMost(Policy.REFUSE));
    }

    @Arbiter
    public void come(I_Result result) {
      for (int i = 0; i < 3; i++) {
        result.r1 += Racers.open(Racers.panel(registry, Racers.ALICE)) == null ? 0 : 1;
      }
    }
  }

  /** New limits and an order to end: a session that is ordered to end takes no place. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "there is room for one")
  @Outcome(expect = FORBIDDEN, desc = "the session that is ending takes a place, or frees two")
  @State
  public static class LimitAndOrder {
    private final DefaultSessionRegistry registry = Racers.registry();
    private final SessionRow row = Racers.opened(Racers.panel(registry, Racers.ALICE));

    @Actor
    public void order() {
      SessionRow.Ordered unused = row.order(Racers.ORDER);
    }

    @Actor
    public void limit() {
      List<SessionRow> unused = registry.admission().limits(Racers.oneAtMost(Policy.REFUSE));
    }

    @Arbiter
    public void come(I_Result result) {
      for (int i = 0; i < 3; i++) {
        result.r1 += Racers.open(Racers.panel(registry, Racers.ALICE)) == null ? 0 : 1;
      }
    }
  }
}
