package io.rollcall.internal;

import io.rollcall.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The listed rows, by id, by service and by login.
 *
 * <p>Concurrency. Rows come, get their login and go under the lock of {@link Admission}; reading
 * takes no lock. Rows of one login form a linked list whose head is the login's entry in the index;
 * the list is read and changed only within that entry's atomic {@code compute}. A row is added and
 * removed by calls under its own lock, so no step here may take another row's lock.
 */
final class SessionTable {
  private final Map<String, SessionRow> byId = new ConcurrentHashMap<>();
  private final RowList panelRows = new RowList();
  private final RowList ftpRows = new RowList();
  private final Map<String, SessionRow> loginHeads = new ConcurrentHashMap<>();

  /** Written under the lock of admission. */
  private volatile int peak;

  /** Counted up under the lock of admission. */
  private final AtomicLong added = new AtomicLong();

  void add(SessionRow row) {
    byId.put(row.id(), row);
    rows(row.service()).add(row);
    added.setRelease(added.getPlain() + 1);
    int now = panelRows.size() + ftpRows.size();
    if (now > peak) {
      peak = now;
    }
  }

  void remove(SessionRow row) {
    rows(row.service()).remove(row);
    byId.remove(row.id());
    String login = row.login();
    if (login != null) {
      loginHeads.computeIfPresent(login, (key, head) -> unlink(row, head));
    }
  }

  void addLogin(SessionRow row) {
    String login = row.login();
    if (login != null) {
      rows(row.service()).loggedIn(row);
      loginHeads.compute(login, (key, head) -> link(row, head));
    }
  }

  @Nullable SessionRow find(String id) {
    return byId.get(id);
  }

  /** The rows of a service, oldest first; of one login only, newest first, if it names one. */
  Iterable<SessionRow> candidates(Service service, RowFilter filter) {
    if (filter.exactLogin() == null) {
      return rows(service);
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
    return peak;
  }

  /** How many rows were ever added. */
  long added() {
    return added.get();
  }

  RowList rows(Service service) {
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
