package io.rollcall.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows as they stand, and tells whether they stood in the usual order already: they do, but
 * for a few that were restored or that waited between connecting and logging in.
 */
final class LogonRun implements RowList.LogonVisitor {
  /** A few may come meanwhile. */
  private static final int SPARE = 128;

  private final List<SessionRow> rows;
  private @Nullable SessionRow last;
  private long lastLogon = Long.MIN_VALUE;
  private boolean sorted = true;

  private LogonRun(int size) {
    rows = new ArrayList<>(size + SPARE);
  }

  static LogonRun of(RowList list) {
    LogonRun run = new LogonRun(list.size());
    list.logons(run);
    return run;
  }

  @Override
  public void visit(SessionRow row, long logonMicros) {
    if (logonMicros < lastLogon
        || (logonMicros == lastLogon && last != null && row.sequence() < last.sequence())) {
      sorted = false;
    }
    last = row;
    lastLogon = logonMicros;
    rows.add(row);
  }

  List<SessionRow> rows() {
    return rows;
  }

  boolean isSorted() {
    return sorted;
  }
}
