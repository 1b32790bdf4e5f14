package io.rollcall.internal;

import io.rollcall.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The listed rows, by id and by login.
 *
 * <p>Concurrency. The maps are concurrent and their iteration takes no lock. Rows of one login form
 * a linked list whose head is the login's entry in the index; the list is read and changed only
 * within that entry's atomic {@code compute}. A row is added and removed by calls under its own
 * lock, so no step here may take another row's lock.
 */
final class SessionTable {
  private final Map<String, SessionRow> panelRows = new ConcurrentHashMap<>();
  private final Map<String, SessionRow> ftpRows = new ConcurrentHashMap<>();
  private final Map<String, SessionRow> loginHeads = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  void add(SessionRow row) {
    rows(row.service()).put(row.id(), row);
    int now = count.incrementAndGet();
    if (now > peak.get()) {
      peak.accumulateAndGet(now, Math::max);
    }
  }

  void remove(SessionRow row) {
    rows(row.service()).remove(row.id());
    count.decrementAndGet();
    String login = row.login();
    if (login != null) {
      loginHeads.computeIfPresent(login, (key, head) -> unlink(row, head));
    }
  }

  void addLogin(SessionRow row) {
    String login = row.login();
    if (login != null) {
      loginHeads.compute(login, (key, head) -> link(row, head));
    }
  }

  @Nullable SessionRow find(String id) {
    SessionRow row = ftpRows.get(id);
    return row != null ? row : panelRows.get(id);
  }

  /** The rows of a service, in no order; of one login only, if the filter names one. */
  Collection<SessionRow> candidates(Service service, RowFilter filter) {
    if (filter.exactLogin() == null) {
      return rows(service).values();
    }
    List<SessionRow> ofLogin = new ArrayList<>();
    loginHeads.computeIfPresent(
        filter.exactLogin(),
        (key, head) -> {
          for (SessionRow row = head; row != null; row = row.nextOfLogin) {
            if (row.service() == service) {
              ofLogin.add(row);
            }
          }
          return head;
        });
    return ofLogin;
  }

  int size(Service service) {
    return rows(service).size();
  }

  int peak() {
    return peak.get();
  }

  private Map<String, SessionRow> rows(Service service) {
    return service == Service.FTP ? ftpRows : panelRows;
  }

  private static SessionRow link(SessionRow row, @Nullable SessionRow head) {
    row.nextOfLogin = head;
    if (head != null) {
      head.previousOfLogin = row;
    }
    return row;
  }

  /** Returns the new head, or null if the list is empty. */
  private static @Nullable SessionRow unlink(SessionRow row, SessionRow head) {
    SessionRow next = row.nextOfLogin;
    SessionRow previous = row.previousOfLogin;
    // an adapter may keep a closed row for long; it must not keep its neighbours and theirs
    row.nextOfLogin = null;
    row.previousOfLogin = null;
    if (next != null) {
      next.previousOfLogin = previous;
    }
    if (previous == null) {
      return next;
    }
    previous.nextOfLogin = next;
    return head;
  }
}
