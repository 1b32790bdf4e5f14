package io.rollcall.proofs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients saw, beside what the operator was told. Each client's login is its own, so that an
 * answer can be held against the one client that it is about: once it is told TERMINATED, nothing
 * that this client begins may succeed, and it must see its end. May be used from any thread.
 */
final class Ledger {
  /** An answer comes within the registry's patience: those that left long before are forgotten. */
  private static final int REMEMBERED = 2_000;

  private static final int MOST_CONTRADICTIONS = 20;

  /** One client, from its login to its end; guarded by the ledger. */
  static final class Visit {
    private final String login;
    private long lastSuccessBegun = Long.MIN_VALUE;
    private @Nullable Long terminatedAt;
    private boolean isOver;

    private Visit(String login) {
      this.login = login;
    }

    String login() {
      return login;
    }
  }

  /** By login; guarded by this. */
  private final Map<String, Visit> visits = new HashMap<>();

  /** Those that are over, oldest first; guarded by this. */
  private final Deque<Visit> over = new ArrayDeque<>();

  /** Guarded by this. */
  private final List<String> contradictions = new ArrayList<>();

  /** Guarded by this. */
  private long terminated;

  /** Guarded by this. */
  private long unknown;

  /** Guarded by this. */
  private long begun;

  /** A client is about to log in. */
  synchronized Visit begin(String login) {
    Visit visit = new Visit(login);
    visits.put(login, visit);
    begun++;
    return visit;
  }

  /** Something that a client began at a moment has succeeded. */
  synchronized void succeeded(Visit visit, long begunAt) {
    visit.lastSuccessBegun = Math.max(visit.lastSuccessBegun, begunAt);
    check(visit);
  }

  /** A client has seen its end, or has left. */
  synchronized void over(Visit visit) {
    visit.isOver = true;
    over.addLast(visit);
    if (over.size() > REMEMBERED) {
      Visit oldest = over.removeFirst();
      visits.remove(oldest.login, oldest);
    }
  }

  /** The operator was told that a login's session is terminated; the clock is read after that. */
  synchronized void terminated(String login, long answeredAt) {
    terminated++;
    Visit visit = visits.get(login);
    if (visit == null) {
      unknown++;
    } else {
      visit.terminatedAt = answeredAt;
      check(visit);
    }
  }

  private void check(Visit visit) {
    Long terminatedAt = visit.terminatedAt;
    if (terminatedAt != null && visit.lastSuccessBegun > terminatedAt) {
      contradict(visit.login + " was told TERMINATED, and went on");
    }
  }

  private void contradict(String what) {
    if (contradictions.size() < MOST_CONTRADICTIONS) {
      contradictions.add(what);
    }
  }

  /** What does not fit, once all clients have left. */
  synchronized Collection<String> contradictions() {
    List<String> all = new ArrayList<>(contradictions);
    visits.values().stream()
        .filter(visit -> !visit.isOver)
        .limit(MOST_CONTRADICTIONS)
        .forEach(visit -> all.add(visit.login + " never saw its end"));
    if (unknown > 0) {
      all.add(unknown + " answers were about nobody that is remembered");
    }
    return all;
  }

  synchronized String summary() {
    return begun + " sessions with a login, " + terminated + " of them told TERMINATED";
  }
}
