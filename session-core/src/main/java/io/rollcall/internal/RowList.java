package io.rollcall.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one service, in the order they were admitted, and their logon times beside them. A
 * scan walks an array, which is several times faster than a hash map; in the usual order, longest
 * logged in first, it walks over the times alone, finds them nearly sorted, and passes over whole
 * blocks of places in which nobody logged in early enough.
 *
 * <p>Concurrency. Writers exclude each other: {@link Admission} guards the list. Readers wait for
 * nobody. A row keeps its place in the array until it leaves, which empties the place; when the
 * array is full or mostly empty, the rows that are left move to another, and the old one is changed
 * no more. So a scan sees every row that is listed all the while, and none twice; of those that
 * come or go meanwhile it sees some. Places are read and written plainly, for speed: every change
 * is followed by a write of the volatile mark, and every scan begins with a read of it.
 */
final class RowList implements Iterable<SessionRow> {
  private static final int LEAST_PLACES = 64;

  /** With fewer rows than one in so many places, a scan would mostly walk over empty ones. */
  private static final int SPARSE = 4;

  /** What {@link #logons} says of a row that has no login. */
  static final long NO_LOGON = Long.MAX_VALUE;

  /** The places of a block, as a power of two. */
  private static final int BLOCK_BITS = 8;

  /** Takes rows and their logon times, in microseconds since 1970 or {@link #NO_LOGON}. */
  @FunctionalInterface
  interface LogonVisitor {
    void visit(SessionRow row, long logonMicros);

    /** Returns whether to be shown rows of which none logged in before a time. */
    default boolean wants(long earliestMicros) {
      return true;
    }
  }

  /** Reads and writes times as a whole: a plain {@code long} may be torn (JLS 17.7). */
  private static final VarHandle TIME = MethodHandles.arrayElementVarHandle(long[].class);

  /** The arrays, and how far they are used. A place is filled before the mark moves over it. */
  private static final class Places {
    final @Nullable SessionRow[] rows;
    final long[] logons;

    /** No row of a block has logged in before; one that did may have left. */
    final long[] earliest;

    /** Written by who guards the list. */
    volatile int used;

    Places(int size) {
      rows = new SessionRow[size];
      logons = new long[size];
      earliest = new long[(size >> BLOCK_BITS) + 1];
      Arrays.fill(earliest, NO_LOGON);
    }

    /** Fills a place; nobody sees it before the mark moves over it. */
    void fill(int place, SessionRow row, long micros) {
      rows[place] = row;
      setLogon(place, micros);
      row.place = place;
    }

    void append(SessionRow row) {
      int place = used;
      fill(place, row, row.account() == null ? NO_LOGON : row.logonMicros());
      used = place + 1;
    }

    void remove(int place) {
      rows[place] = null;
      publish();
    }

    void loggedIn(int place, long micros) {
      setLogon(place, micros);
      publish();
    }

    /** Whoever reads the mark from now on sees what was done before. */
    private void publish() {
      int mark = used;
      used = mark;
    }

    private void setLogon(int place, long micros) {
      TIME.setOpaque(logons, place, micros);
      int block = place >> BLOCK_BITS;
      if (micros < earliest[block]) {
        TIME.setOpaque(earliest, block, micros);
      }
    }

    long logon(int place) {
      return (long) TIME.getOpaque(logons, place);
    }

    void logons(LogonVisitor visitor) {
      int end = used;
      for (int first = 0; first < end; first += 1 << BLOCK_BITS) {
        if (visitor.wants((long) TIME.getOpaque(earliest, first >> BLOCK_BITS))) {
          logons(visitor, first, Math.min(first + (1 << BLOCK_BITS), end));
        }
      }
    }

    private void logons(LogonVisitor visitor, int first, int end) {
      for (int place = first; place < end; place++) {
        SessionRow row = rows[place];
        if (row != null) {
          visitor.visit(row, logon(place));
        }
      }
    }
  }

  /** Written by who guards the list. */
  private volatile Places places = new Places(LEAST_PLACES);

  /** Written by who guards the list. */
  private volatile int size;

  void add(SessionRow row) {
    int rows = size;
    int room = places.rows.length;
    if (places.used == room) {
      move(rows > room / 2 ? 2 * room : room);
    }
    places.append(row);
    size = rows + 1;
  }

  void remove(SessionRow row) {
    int left = size - 1;
    places.remove(row.place);
    size = left;
    if (places.used > LEAST_PLACES && left < places.used / SPARSE) {
      move(2 * left);
    }
  }

  /** Notes that a listed row has got its login. */
  void loggedIn(SessionRow row) {
    places.loggedIn(row.place, row.logonMicros());
  }

  /** Shows every wanted row with its logon time; the rows themselves are not looked at. */
  void logons(LogonVisitor visitor) {
    places.logons(visitor);
  }

  int size() {
    return size;
  }

  private void move(int room) {
    Places old = places;
    Places next = new Places(Math.max(LEAST_PLACES, room));
    int moved = 0;
    int end = old.used;
    for (int i = 0; i < end; i++) {
      SessionRow row = old.rows[i];
      if (row != null) {
        next.fill(moved++, row, old.logon(i));
      }
    }
    next.used = moved;
    places = next;
  }

  @Override
  public Iterator<SessionRow> iterator() {
    return new Scan(places);
  }

  private static final class Scan implements Iterator<SessionRow> {
    private final @Nullable SessionRow[] rows;
    private final int end;
    private int place;
    private @Nullable SessionRow next;

    Scan(Places places) {
      end = places.used;
      rows = places.rows;
      advance();
    }

    private void advance() {
      SessionRow found = null;
      while (found == null && place < end) {
        found = rows[place++];
      }
      next = found;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public SessionRow next() {
      SessionRow row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      advance();
      return row;
    }
  }
}
