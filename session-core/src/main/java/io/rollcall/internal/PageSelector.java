package io.rollcall.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Ints;
import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Picks the rows of one page out of all, without sorting all: it keeps the best so far in a heap
 * whose head is the worst of them, and most rows are turned away by one comparison with the head.
 * Memory is proportional to the page and what comes before it.
 */
final class PageSelector {
  private final RowOrder order;
  private final int wanted;
  private final PriorityQueue<SortKey> best;
  private SortKey candidate = new SortKey();
  private int total;

  private PageSelector(RowOrder order, int wanted) {
    this.order = order;
    this.wanted = wanted;
    best = new PriorityQueue<>((a, b) -> SortKey.compare(b, a, order.descending()));
  }

  static <T extends SessionInfo> Page<T> select(
      SessionTable table,
      Service service,
      SessionQuery query,
      long now,
      Function<SessionRow, T> copy) {
    List<SessionRow> rows = new ArrayList<>();
    int total = select(table, service, query, now, rows);
    return new Page<>(total, rows.stream().map(copy).toList());
  }

  /** Adds the page's rows to a list, and returns how many rows match. */
  static int select(
      SessionTable table, Service service, SessionQuery query, long now, List<SessionRow> page) {
    RowFilter filter = ((RowFilter) query.filter()).forService(service);
    RowOrder order = RowOrder.parse(service, query.orderBy());
    int wanted = Ints.saturatedCast((long) query.offset() + query.limit());
    PageSelector selector = new PageSelector(order, wanted);
    for (SessionRow row : table.candidates(service, filter)) {
      if (filter.matches(row, now)) {
        selector.offer(row, now);
      }
    }
    selector.addPage(query.offset(), page);
    return selector.total;
  }

  private void offer(SessionRow row, long now) {
    total++;
    if (wanted == 0) {
      return;
    }
    candidate.read(row, order.item(), now);
    if (best.size() < wanted) {
      best.add(candidate);
      candidate = new SortKey();
    } else if (SortKey.compare(candidate, best.element(), order.descending()) < 0) {
      SortKey worst = best.remove();
      best.add(candidate);
      candidate = worst;
    }
  }

  private void addPage(int offset, List<SessionRow> page) {
    List<SortKey> keys = new ArrayList<>(best);
    keys.sort((a, b) -> SortKey.compare(a, b, order.descending()));
    for (SortKey key : keys.subList(Math.min(offset, keys.size()), keys.size())) {
      page.add(requireNonNull(key.row()));
    }
  }
}
