package io.rollcall.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A scan of the rows while one comes or goes.
 *
 * <p>The model: a row that is listed before the scan begins and after it ends is seen exactly once;
 * one that comes or goes meanwhile is seen once or not at all, and if it is seen it is whole, with
 * the logon time that belongs to its login. What is written is seen, if not by this scan then by a
 * later one.
 */
public final class RowListRaces {
  /** As many as an array first has places for. */
  private static final int FULL = 64;

  /** So few of an array's places in use that one less moves the rows to another. */
  private static final int SPARSE = 16;

  private static final DefaultSessionRegistry REGISTRY = Racers.registry();

  private RowListRaces() {}

  private static RowList list(SessionRow[] rows) {
    RowList list = new RowList();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Racers.panel(REGISTRY, Racers.ALICE);
      list.add(rows[i]);
    }
    return list;
  }

  /** Counts how often a scan shows some rows, each of them, and another. */
  private static void scan(RowList list, SessionRow[] staying, SessionRow other, II_Result result) {
    int[] seen = new int[staying.length];
    for (SessionRow row : list) {
      if (row == other) {
        result.r2++;
      }
      for (int i = 0; i < staying.length; i++) {
        seen[i] += row == staying[i] ? 1 : 0;
      }
    }
    for (int times : seen) {
      result.r1 += times == 1 ? 1 : 1_000;
    }
  }

  /** The second row comes: the first is always there, and the second whole. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "before it came")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after it came")
  @Outcome(expect = FORBIDDEN, desc = "a row missing, twice, or not whole")
  @State
  public static class RowComes {
    private final SessionRow[] staying = new SessionRow[1];
    private final RowList list = list(staying);

    @Actor
    public void add() {
      list.add(Racers.panel(REGISTRY, Racers.BOB));
    }

    @Actor
    public void scan(II_Result result) {
      for (SessionRow row : list) {
        if (row == staying[0]) {
          result.r1++;
        } else {
          boolean whole = "bob".equals(row.login()) && row.logonTime().equals(Racers.NOW);
          result.r2 += whole ? 1 : 1_000;
        }
      }
    }
  }

  /** A row that comes has its time beside it as soon as it is seen. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "before it came")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "after it came")
  @Outcome(expect = FORBIDDEN, desc = "another time")
  @State
  public static class RowComesWithItsTime {
    private final RowList list = new RowList();
    private final PanelRow coming = Racers.panel(REGISTRY, Racers.BOB);

    @Actor
    public void add() {
      list.add(coming);
    }

    @Actor
    public void scan(I_Result result) {
      list.logons((row, logon) -> result.r1 = logon == coming.logonMicros() ? 1 : 2);
    }
  }

  /** The array is full: all move to a larger one, and the new row with them. */
  @JCStressTest
  @Outcome(id = "64, 0", expect = ACCEPTABLE, desc = "before it came")
  @Outcome(id = "64, 1", expect = ACCEPTABLE, desc = "after it came")
  @Outcome(expect = FORBIDDEN, desc = "a row missing or twice")
  @State
  public static class ArrayGrows {
    private final SessionRow[] staying = new SessionRow[FULL];
    private final RowList list = list(staying);
    private final SessionRow coming = Racers.panel(REGISTRY, Racers.BOB);

    @Actor
    public void add() {
      list.add(coming);
    }

    @Actor
    public void scan(II_Result result) {
      RowListRaces.scan(list, staying, coming, result);
    }
  }

  /** A row goes and the array is mostly empty: those that stay move to a smaller one. */
  @JCStressTest
  @Outcome(id = "15, 0", expect = ACCEPTABLE, desc = "after it went")
  @Outcome(id = "15, 1", expect = ACCEPTABLE, desc = "before it went")
  @Outcome(expect = FORBIDDEN, desc = "a row missing or twice")
  @State
  public static class ArrayShrinks {
    private final SessionRow[] all = new SessionRow[FULL + 1];
    private final SessionRow[] staying = new SessionRow[SPARSE - 1];
    private final RowList list = list(all);
    private final SessionRow going = all[FULL];

    public ArrayShrinks() {
      for (int i = 0; i < FULL; i++) {
        if (i < staying.length) {
          staying[i] = all[4 * i];
        }
        if (i % 4 != 0 || i / 4 >= staying.length) {
          list.remove(all[i]);
        }
      }
    }

    @Actor
    public void remove() {
      list.remove(going);
    }

    @Actor
    public void scan(II_Result result) {
      RowListRaces.scan(list, staying, going, result);
    }
  }

  /** A row goes and another comes: they are never taken for each other. */
  @JCStressTest
  @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "the new one seen or not")
  @Outcome(expect = FORBIDDEN, desc = "a row missing or twice")
  @State
  public static class RowGoesAndAnotherComes {
    private final SessionRow[] rows = new SessionRow[2];
    private final RowList list = list(rows);
    private final SessionRow[] staying = {rows[1]};
    private final SessionRow coming = Racers.panel(REGISTRY, Racers.BOB);

    @Actor
    public void removeAndAdd() {
      list.remove(rows[0]);
      list.add(coming);
    }

    @Actor
    public void scan(II_Result result) {
      RowListRaces.scan(list, staying, coming, result);
    }
  }

  /** A connection that is listed and logs in. */
  abstract static class ListedConnection {
    final RowList list = new RowList();
    final FtpRow row = Racers.ftp(REGISTRY);

    ListedConnection() {
      list.add(row);
    }

    final void login() {
      row.openWith(Racers.ALICE, Racers.NOW, 0);
      list.loggedIn(row);
    }
  }

  /** A listed row gets its login: its time is the right one, and comes with the login. */
  @JCStressTest
  @Outcome(id = "0, false", expect = ACCEPTABLE, desc = "before the login")
  @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "the login came in between")
  @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "after the login")
  @Outcome(expect = FORBIDDEN, desc = "a time without a login, or another time")
  @State
  public static class RowGetsItsLogin extends ListedConnection {
    private final long micros = Racers.panel(REGISTRY, Racers.ALICE).logonMicros();

    @Actor
    public void logIn() {
      login();
    }

    @Actor
    public void scan(IZ_Result result) {
      list.logons(
          (seen, logon) -> {
            if (logon == micros) {
              result.r1 = 1;
            } else if (logon != RowList.NO_LOGON) {
              result.r1 = 2;
            }
            result.r2 = seen.account() != null && seen.logonMicros() == micros;
          });
    }
  }

  /** Whoever passes over blocks in which nobody has logged in passes over nobody who has. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before the login")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the login came in between")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after the login")
  @Outcome(expect = FORBIDDEN, desc = "logged in, and passed over")
  @State
  public static class LoginIsNotPassedOver extends ListedConnection {
    private volatile int loggedIn;

    @Actor
    public void logIn() {
      login();
      loggedIn = 1;
    }

    @Actor
    public void scan(II_Result result) {
      result.r1 = loggedIn;
      list.logons(
          new RowList.LogonVisitor() {
            @Override
            public boolean wants(long earliestMicros) {
              return earliestMicros != RowList.NO_LOGON;
            }

            @Override
            public void visit(SessionRow seen, long logon) {
              result.r2 = 1;
            }
          });
    }
  }

  /** A scan that is repeated comes to see a row that came. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it is seen")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "it is never seen")
  @State
  public static class RowIsSeenInTheEnd {
    private final RowList list = new RowList();
    private final SessionRow coming = Racers.panel(REGISTRY, Racers.BOB);

    @Actor
    public void scan() {
      while (!list.iterator().hasNext()) {
        // look again
      }
    }

    @Signal
    public void add() {
      list.add(coming);
    }
  }

  /** A scan that is repeated comes to see rows that have moved to another array. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it is seen")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "it is never seen")
  @State
  public static class MovedRowsAreSeenInTheEnd {
    private final RowList list = list(new SessionRow[FULL]);
    private final SessionRow coming = Racers.panel(REGISTRY, Racers.BOB);

    @Actor
    public void scan() {
      boolean seen = false;
      while (!seen) {
        for (SessionRow row : list) {
          seen |= row == coming;
        }
      }
    }

    @Signal
    public void add() {
      list.add(coming);
    }
  }

  /** A scan that is repeated comes to miss a row that went. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it is gone")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "it is seen for ever")
  @State
  public static class RowIsMissedInTheEnd {
    private final SessionRow[] rows = new SessionRow[1];
    private final RowList list = list(rows);

    @Actor
    public void scan() {
      while (list.iterator().hasNext()) {
        // look again
      }
    }

    @Signal
    public void remove() {
      list.remove(rows[0]);
    }
  }
}
