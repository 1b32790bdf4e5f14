package io.rollcall.internal;

import com.google.common.primitives.Ints;
import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Picks the rows of one page out of all, without sorting all: whenever it has collected twice what
 * is wanted, it sorts that and keeps the better half, and from then on turns away by one comparison
 * what is worse than the worst of these. So a first page costs little more than the scan, all of a
 * list no more than its sorting, and the first page of the usual order no scan at all.
 */
final class PageSelector implements RowList.LogonVisitor {
  /** Less is not worth sorting. */
  private static final int LEAST = 128;

  private final RowOrder order;
  private final int wanted;

  /** With so many, the worse ones are dropped. */
  private final int many;

  private final List<SortKey> best = new ArrayList<>();

  /**
   * The worst of those kept when others were dropped; what does not come before it is not wanted.
   */
  private @Nullable SortKey worst;

  /** The logon time of the worst, where that is what is sorted by. */
  private long lastLogon = Long.MAX_VALUE;

  private SortKey candidate = new SortKey();
  private int total;

  /** Whether there were rows that it did not want to see, and so has not counted. */
  private boolean passedOver;

  private PageSelector(RowOrder order, int wanted) {
    this.order = order;
    this.wanted = wanted;
    many = Ints.saturatedCast(2L * Math.max(LEAST, wanted));
  }

  static <T extends SessionInfo> Page<T> select(
      SessionTable table,
      Service service,
      SessionQuery query,
      long now,
      Function<SessionRow, T> copy) {
    List<SessionRow> rows = new ArrayList<>();
    int total = select(table, service, query, now, rows);
    List<T> sessions = new ArrayList<>(rows.size());
    for (SessionRow row : rows) {
      sessions.add(copy.apply(row));
    }
    return new Page<>(total, sessions);
  }

  /** Adds the page's rows to a list, and returns how many rows match. */
  static int select(
      SessionTable table, Service service, SessionQuery query, long now, List<SessionRow> page) {
    RowFilter filter = ((RowFilter) query.filter()).forService(service);
    RowOrder order = RowOrder.parse(service, query.orderBy());
    int wanted = Ints.saturatedCast((long) query.offset() + query.limit());
    PageSelector selector = new PageSelector(order, wanted);
    if (order.isDefault() && filter.terms().isEmpty()) {
      RowList all = table.rows(service);
      if (wanted >= all.size()) {
        LogonRun run = LogonRun.of(all);
        if (run.isSorted()) {
          return addPart(run.rows(), query.offset(), wanted, page);
        }
      }
      int listed = all.size();
      all.logons(selector);
      if (selector.passedOver) {
        selector.total = Math.max(listed, selector.total);
      }
    } else {
      for (SessionRow row : table.candidates(service, filter)) {
        if (filter.matches(row, now)) {
          selector.offer(row, now);
        }
      }
    }
    addPart(selector.sorted(), query.offset(), wanted, page);
    return selector.total;
  }

  /** Adds a part of some rows to the page, and returns how many there are in all. */
  private static int addPart(List<SessionRow> rows, int from, int to, List<SessionRow> page) {
    int end = Math.min(to, rows.size());
    page.addAll(rows.subList(Math.min(from, end), end));
    return rows.size();
  }

  private void offer(SessionRow row, long now) {
    total++;
    candidate.read(row, order.item(), now);
    takeCandidate();
  }

  @Override
  public boolean wants(long earliestMicros) {
    boolean early = earliestMicros <= lastLogon;
    passedOver |= !early;
    return early;
  }

  @Override
  public void visit(SessionRow row, long logonMicros) {
    total++;
    if (logonMicros <= lastLogon) {
      candidate.logon(row, logonMicros);
      takeCandidate();
    }
  }

  private void takeCandidate() {
    if (worst == null || compare(candidate, worst) < 0) {
      best.add(candidate);
      candidate = new SortKey();
      if (best.size() == many) {
        dropWorse();
      }
    }
  }

  private void dropWorse() {
    best.sort(this::compare);
    best.subList(wanted, best.size()).clear();
    if (wanted > 0) {
      worst = best.get(wanted - 1);
      lastLogon = worst.number();
    }
  }

  private List<SessionRow> sorted() {
    best.sort(this::compare);
    List<SessionRow> rows = new ArrayList<>(best.size());
    for (SortKey key : best) {
      rows.add(key.row());
    }
    return rows;
  }

  private int compare(SortKey a, SortKey b) {
    return SortKey.compare(a, b, order.descending());
  }
}
