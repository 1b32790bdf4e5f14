package io.rollcall.internal;

import io.rollcall.Filter;
import io.rollcall.Lockout;
import io.rollcall.LockoutScope;
import io.rollcall.LockoutTarget;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferAbort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds the rows that an order is for, and has it carried out. */
final class Orders {
  private final SessionTable table;
  private final RecentEndings recentEndings;
  private final Terminator terminator;
  private final Recorder recorder;
  private final DefaultLockouts lockouts;
  private final LongSupplier nanoClock;

  Orders(
      SessionTable table,
      RecentEndings recentEndings,
      Terminator terminator,
      Recorder recorder,
      DefaultLockouts lockouts,
      LongSupplier nanoClock) {
    this.table = table;
    this.recentEndings = recentEndings;
    this.terminator = terminator;
    this.recorder = recorder;
    this.lockouts = lockouts;
    this.nanoClock = nanoClock;
  }

  List<Termination> terminate(Collection<String> ids, TerminationOrder order) {
    List<String> asked = List.copyOf(ids);
    return terminator.terminate(asked, rows(asked), order);
  }

  List<Termination> terminateMatching(Service service, Filter filter, TerminationOrder order) {
    List<SessionRow> rows = new ArrayList<>();
    PageSelector.select(table, service, SessionQuery.matching(filter), nanoClock.getAsLong(), rows);
    return terminator.terminate(rows, order);
  }

  List<Termination> terminateAndLockOut(
      Collection<String> ids,
      TerminationOrder order,
      LockoutScope scope,
      @Nullable Duration duration) {
    List<String> asked = new ArrayList<>(ids);
    List<@Nullable SessionRow> rows = rows(asked);
    Set<LockoutTarget> targets = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      SessionRow row = rows.get(i);
      SessionInfo session =
          row != null ? row.info(nanoClock.getAsLong()) : recentlyEnded(asked.get(i));
      if (session != null) {
        targets.add(LockoutTargets.of(session, scope));
      }
    }
    List<Lockout> added =
        targets.stream().map(target -> lockouts.lockout(target, duration, order)).toList();
    Set<SessionRow> others = new LinkedHashSet<>(lockouts.addAndFind(added));
    others.removeAll(new HashSet<>(rows));
    for (SessionRow row : others) { // a client that reconnects is in by another row by now
      asked.add(row.id());
      rows.add(row);
    }
    return terminator.terminate(asked, rows, order);
  }

  TransferAbort abortTransfer(String id, TerminationOrder order) {
    SessionRow row = table.find(SessionIds.normal(id));
    TransferAbort answer =
        row == null || row.service() != Service.FTP
            ? new TransferAbort(
                id, TransferAbort.Outcome.NOT_FOUND, "no file-transfer session of this id is here")
            : terminator.abortTransfer(row, order);
    recorder.aborted(answer, order);
    return answer;
  }

  private List<@Nullable SessionRow> rows(List<String> ids) {
    List<@Nullable SessionRow> rows = new ArrayList<>(ids.size());
    for (String id : ids) {
      rows.add(table.find(SessionIds.normal(id)));
    }
    return rows;
  }

  private @Nullable SessionInfo recentlyEnded(String id) {
    SessionEvent event = recentEndings.find(SessionIds.normal(id));
    return event == null ? null : event.session();
  }
}
