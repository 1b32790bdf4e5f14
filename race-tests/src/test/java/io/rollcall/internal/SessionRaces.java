package io.rollcall.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.FtpSessionInfo;
import io.rollcall.Service;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOutcome;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * One session, two who do something to it at the same moment.
 *
 * <p>The model: the session goes one way, open, perhaps logged in, perhaps ordered to end, closed.
 * Each step happens once or not at all, and whoever asks is answered as if the steps had come one
 * after the other. A session that says it is closed is listed nowhere; one that is not listed has
 * its ending on record; nothing brings one back or leaves anything of it behind.
 */
public final class SessionRaces {
  private SessionRaces() {}

  private abstract static class PanelSession {
    final DefaultSessionRegistry registry = Racers.registry();
    final PanelRow row = Racers.opened(Racers.panel(registry, Racers.ALICE));

    final boolean close() {
      return row.closed(Ending.Cause.LOGGED_OUT);
    }
  }

  private abstract static class Connection {
    final DefaultSessionRegistry registry;
    final FtpRow row;

    Connection(DefaultSessionRegistry registry) {
      this.registry = registry;
      row = Racers.opened(Racers.ftp(registry));
    }
  }

  /** Two orders: one begins the attempt, the other joins it. */
  @JCStressTest
  @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first begins it")
  @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the second begins it")
  @Outcome(expect = FORBIDDEN, desc = "both, neither, or two attempts")
  @State
  public static class TwoOrders extends PanelSession {
    private TerminationAttempt first;
    private TerminationAttempt second;

    @Actor
    public void first(ZZI_Result result) {
      SessionRow.Ordered ordered = row.order(Racers.ORDER);
      result.r1 = ordered.begun();
      first = ordered.attempt();
    }

    @Actor
    public void second(ZZI_Result result) {
      SessionRow.Ordered ordered = row.order(Racers.ORDER);
      result.r2 = ordered.begun();
      second = ordered.attempt();
    }

    @Arbiter
    public void compare(ZZI_Result result) {
      result.r3 = first == second ? 1 : 2;
    }
  }

  /** An order and the session's own end: the ending is the order's exactly if it came first. */
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "ordered, then closed by that order")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "closed before the order")
  @Outcome(expect = FORBIDDEN, desc = "order and ending disagree")
  @State
  public static class OrderAndEnd extends PanelSession {
    @Actor
    public void order(ZI_Result result) {
      result.r1 = row.order(Racers.ORDER) != null;
    }

    @Actor
    public void end() {
      boolean unused = close();
    }

    @Arbiter
    public void count(ZI_Result result) {
      result.r2 = (int) registry.counts().terminatedTotal();
    }
  }

  /** An order by id that meets the end: the session is found, or its ending is. */
  @JCStressTest
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "ended by this order")
  @Outcome(id = "CLOSING", expect = ACCEPTABLE, desc = "ordered; not gone yet")
  @Outcome(id = "ALREADY_ENDED", expect = ACCEPTABLE, desc = "ended before")
  @Outcome(expect = FORBIDDEN, desc = "neither found nor remembered")
  @State
  public static class OrderByIdAndEnd extends PanelSession {
    @Actor
    public void order(L_Result result) {
      TerminationOutcome outcome = registry.terminate(row.id(), Racers.ORDER).outcome();
      result.r1 = outcome.name();
    }

    @Actor
    public void end() {
      boolean unused = close();
    }

    @Arbiter
    public void free(L_Result result) {
      registry.close();
    }
  }

  /** Whoever misses a session in the list finds its end counted. */
  @JCStressTest
  @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "still listed, counted or not yet")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "gone and counted")
  @Outcome(expect = FORBIDDEN, desc = "neither listed nor counted")
  @State
  public static class EndIsCounted extends PanelSession {
    @Actor
    public void end() {
      boolean unused = close();
    }

    @Actor
    public void look(II_Result result) {
      result.r1 = registry.panelSessions().size();
      result.r2 = (int) registry.counts().endedTotal();
    }
  }

  /** Two ends: one of them is it, and is counted. */
  @JCStressTest
  @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first ends it")
  @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the second ends it")
  @Outcome(expect = FORBIDDEN, desc = "two endings or none")
  @State
  public static class TwoEnds extends PanelSession {
    @Actor
    public void first(ZZI_Result result) {
      result.r1 = close();
    }

    @Actor
    public void second(ZZI_Result result) {
      result.r2 = close();
    }

    @Arbiter
    public void count(ZZI_Result result) {
      result.r3 = (int) registry.counts().endedTotal();
    }
  }

  /** Whoever sees that the session is closed finds it nowhere. */
  @JCStressTest
  @Outcome(id = "false, .*, .*", expect = ACCEPTABLE, desc = "looked before it was closed")
  @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "closed and gone")
  @Outcome(expect = FORBIDDEN, desc = "closed and still listed")
  @State
  public static class EndAndListing extends PanelSession {
    @Actor
    public void end() {
      boolean unused = close();
    }

    @Actor
    public void look(ZZZ_Result result) {
      result.r1 = row.isClosed();
      result.r2 = registry.session(row.id()).isPresent();
      result.r3 = !registry.panelSessions().isEmpty();
    }
  }

  /** A touch never brings a session back. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "touched before the end")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "too late")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @State
  public static class TouchAndEnd extends PanelSession {
    @Actor
    public void touch(ZZ_Result result) {
      result.r1 = registry.touch(row.id());
    }

    @Actor
    public void end() {
      boolean unused = close();
    }

    @Arbiter
    public void look(ZZ_Result result) {
      result.r2 =
          registry.session(row.id()).isPresent()
              || registry.counts().panelSessions() != 0
              || registry.table().candidates(Service.PANEL, RowFilter.ALL).iterator().hasNext();
    }
  }

  /** A login that meets the end leaves nothing in the index, and takes no place. */
  @JCStressTest
  @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "nothing is left")
  @Outcome(expect = FORBIDDEN, desc = "an entry or a count is left")
  @State
  public static class LoginAndEnd extends Connection {
    public LoginAndEnd() {
      super(Racers.registryWithOneAtMost(Policy.REFUSE));
    }

    @Actor
    public void logIn() {
      boolean unused = Racers.logIn(row, Racers.ALICE);
    }

    @Actor
    public void end() {
      boolean unused = row.closed(Ending.Cause.DISCONNECTED);
    }

    @Arbiter
    public void look(IZ_Result result) {
      for (SessionRow unused : registry.table().candidates(Service.FTP, RowFilter.login("alice"))) {
        result.r1++;
      }
      for (SessionRow unused : registry.table().candidates(Service.FTP, RowFilter.ALL)) {
        result.r1++;
      }
      result.r2 = Racers.logIn(Racers.opened(Racers.ftp(registry)), Racers.ALICE);
    }
  }

  /** A listing shows a login with its time, or neither. */
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "before the login")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "after it")
  @Outcome(expect = FORBIDDEN, desc = "one without the other")
  @State
  public static class LoginAndListing extends Connection {
    public LoginAndListing() {
      super(Racers.registry());
    }

    @Actor
    public void logIn() {
      boolean unused = Racers.logIn(row, Racers.ALICE);
    }

    @Actor
    public void look(ZZ_Result result) {
      FtpSessionInfo info = registry.ftpSessions().get(0);
      result.r1 = info.account() != null;
      result.r2 = Racers.NOW.equals(info.logonTime());
    }
  }

  /** A session takes one login: of two, one is refused as a mistake of the adapter. */
  @JCStressTest
  @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "alice's came first")
  @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "bob's came first")
  @Outcome(expect = FORBIDDEN, desc = "both, neither, or found by another name")
  @State
  public static class TwoLogins extends Connection {
    public TwoLogins() {
      super(Racers.registry());
    }

    private boolean logIn(Account account) {
      try {
        return Racers.logIn(row, account);
      } catch (IllegalStateException e) { // it has a login already
        return false;
      }
    }

    @Actor
    public void alice(ZZI_Result result) {
      result.r1 = logIn(Racers.ALICE);
    }

    @Actor
    public void bob(ZZI_Result result) {
      result.r2 = logIn(Racers.BOB);
    }

    @Arbiter
    public void look(ZZI_Result result) {
      for (SessionRow unused : registry.table().candidates(Service.FTP, RowFilter.login("alice"))) {
        result.r3 += 1;
      }
      for (SessionRow unused : registry.table().candidates(Service.FTP, RowFilter.login("bob"))) {
        result.r3 += 2;
      }
    }
  }

  /** A session that opens while the registry closes is refused, or is reported closed. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing is left")
  @Outcome(expect = FORBIDDEN, desc = "a session is left that nobody will report closed")
  @State
  public static class OpeningAndShutdown {
    private final SessionRegistry registry = Racers.registry();

    @Actor
    public void open() {
      try {
        var unused = registry.openFtp(null, "FTP", Racers.IGNORING);
      } catch (IllegalStateException e) {
        // closed before it came
      }
    }

    @Actor
    public void close() {
      registry.close();
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 =
          registry.counts().ftpSessions()
              + (int) (registry.counts().openedTotal() - registry.counts().endedTotal());
    }
  }
}
