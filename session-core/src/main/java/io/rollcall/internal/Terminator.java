package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.SessionEvent;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferAbort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out orders: marks every row first, then has all controls called, then waits for all
 * together. Waiting is by the real clock: it is for real threads, whatever the clock of a test
 * says.
 *
 * <p>A process that is out of threads is one in which sessions have to be ended. Whoever waits for
 * an order then calls the control himself; an order for which nobody waits is postponed until there
 * is a thread.
 */
final class Terminator {
  private static final Logger logger = LoggerFactory.getLogger(Terminator.class);
  private static final int THREADS = 32;
  private static final int MOST_THREADS = 512;
  private static final long RELIEF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final EmbedderThreads threads =
      new EmbedderThreads("rollcall-terminate", THREADS, MOST_THREADS, Integer.MAX_VALUE);
  private final Duration patience;
  private final RecentEndings recentEndings;
  private final Recorder recorder;
  private final LongAdder failures = new LongAdder();

  /** Orders that nobody waits for, and for which there was no thread. */
  private final Queue<Postponed> postponed = new ConcurrentLinkedQueue<>();

  Terminator(Duration patience, RecentEndings recentEndings, Recorder recorder) {
    this.patience = patience;
    this.recentEndings = recentEndings;
    this.recorder = recorder;
  }

  /** What was asked for, and the attempt at it: null where there is no row to end. */
  private record Request(String id, @Nullable TerminationAttempt attempt, boolean mine) {}

  private record Postponed(SessionRow row, TerminationOrder order) {}

  /**
   * Orders rows to end.
   *
   * @param ids as they were asked for
   * @param rows the row of each, or null for one that is not listed
   */
  List<Termination> terminate(
      List<String> ids, List<@Nullable SessionRow> rows, TerminationOrder order) {
    resumePostponed();
    List<Request> requests = mark(ids, rows, order);
    // the longest patience is 292 years; convert() does not overflow
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(patience);
    try {
      List<TerminationAttempt> withoutThread = new ArrayList<>();
      for (Request request : requests) {
        if (request.mine() && request.attempt() != null && !start(request.attempt())) {
          withoutThread.add(request.attempt());
        }
      }
      callHere(withoutThread, deadline);
      awaitAll(requests, deadline);
    } finally { // an attempt that somebody waits for is never tried again
      for (Request request : requests) {
        if (request.mine() && request.attempt() != null) {
          request.attempt().stopWaiting();
        }
      }
    }
    List<Termination> answers = requests.stream().map(request -> answer(request, order)).toList();
    answers.forEach(answer -> recorder.terminated(answer, order));
    return answers;
  }

  /** Marks rows; if that fails for one, those before it are ended, and nobody waits for them. */
  private List<Request> mark(
      List<String> ids, List<@Nullable SessionRow> rows, TerminationOrder order) {
    List<Request> requests = new ArrayList<>(ids.size());
    try {
      for (int i = 0; i < ids.size(); i++) {
        SessionRow row = rows.get(i);
        SessionRow.Ordered ordered = row == null ? null : row.order(order);
        requests.add(
            ordered == null
                ? new Request(ids.get(i), null, false)
                : new Request(ids.get(i), ordered.attempt(), ordered.begun()));
      }
    } catch (RuntimeException | Error e) {
      for (Request request : requests) {
        if (request.mine()) {
          carryOutUnawaited(request.attempt());
        }
      }
      throw e;
    }
    return requests;
  }

  /** Orders rows to end that are listed. */
  List<Termination> terminate(Collection<SessionRow> rows, TerminationOrder order) {
    List<String> ids = rows.stream().map(SessionRow::id).toList();
    return terminate(ids, new ArrayList<@Nullable SessionRow>(rows), order);
  }

  /** Orders a row to end, and does not wait for it. */
  void begin(SessionRow row, TerminationOrder order) {
    SessionRow.Ordered ordered = row.order(order);
    if (ordered != null && ordered.begun()) {
      carryOutUnawaited(ordered.attempt());
      recorder.terminated(
          new Termination(
              row.id(), TerminationOutcome.CLOSING, row.login(), "ordered to end; not gone yet"),
          order);
    }
  }

  private void carryOutUnawaited(TerminationAttempt attempt) {
    if (!startUnawaited(attempt)) {
      logger.warn(
          "no thread to end session {}; it is tried again with the next login or order",
          attempt.row().id());
      postponed.add(new Postponed(attempt.row(), attempt.order()));
    }
  }

  /**
   * Carries out what has been postponed or waits behind controls that hang, as far as there are
   * threads by now. Does not wait.
   */
  void resumePostponed() {
    if (threads.hasWaiting()) {
      threads.relieve();
    }
    Postponed next = postponed.poll();
    while (next != null) {
      SessionRow.Ordered ordered = next.row().order(next.order());
      if (ordered != null && ordered.begun() && !startUnawaited(ordered.attempt())) {
        postponed.add(next);
        return;
      }
      next = postponed.poll();
    }
  }

  /** Has a control called that nobody waits for; if there is no thread, gives the attempt up. */
  private boolean startUnawaited(TerminationAttempt attempt) {
    attempt.stopWaiting();
    if (start(attempt)) {
      return true;
    }
    attempt.controlReturned(new IllegalStateException("no thread to end it"));
    return false;
  }

  /** Has a row's transfer aborted, and waits for it as long as for an end. */
  TransferAbort abortTransfer(SessionRow row, TerminationOrder order) {
    CompletableFuture<TransferAbort> answer = new CompletableFuture<>();
    try {
      threads.run(
          () -> {
            if (!answer.isDone()) { // nobody waits any more: it would hit a later transfer
              answer.complete(callAbort(row, order));
            }
          });
      return await(answer);
    } catch (TimeoutException e) {
      answer.cancel(false);
      return failed(row, "no answer in time");
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      return failed(row, "the order was interrupted");
    } catch (OutOfMemoryError e) { // out of threads: on this one, which waits anyway
      return callAbort(row, order);
    } catch (RejectedExecutionException e) { // closing
      return failed(row, e.toString());
    } catch (ExecutionException e) {
      throw new AssertionError("the answer is never completed exceptionally", e);
    }
  }

  private static TransferAbort callAbort(SessionRow row, TerminationOrder order) {
    try {
      return row.control.abortTransfer(order)
          ? new TransferAbort(
              row.id(), TransferAbort.Outcome.ABORTED, "the transfer has been cut off")
          : new TransferAbort(
              row.id(), TransferAbort.Outcome.NO_TRANSFER, "no transfer is running");
    } catch (Throwable thrown) { // an embedder's code
      restoreInterrupt(thrown);
      logger.warn("aborting the transfer of session {} failed", row.id(), thrown);
      return failed(row, thrown.toString());
    }
  }

  private TransferAbort await(CompletableFuture<TransferAbort> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(patience);
    while (true) {
      long left = deadline - System.nanoTime();
      try {
        return answer.get(Math.min(left, RELIEF_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        threads.relieve();
        if (left <= RELIEF_NANOS) {
          throw e;
        }
      }
    }
  }

  private static TransferAbort failed(SessionRow row, String why) {
    return new TransferAbort(
        row.id(), TransferAbort.Outcome.FAILED, "the transfer could not be aborted: " + why);
  }

  /** Has a control called on a thread of ours; returns false if there is none to be had. */
  private boolean start(TerminationAttempt attempt) {
    try {
      threads.run(() -> controlReturned(attempt, attempt.callControl()));
    } catch (OutOfMemoryError e) {
      return false;
    } catch (RejectedExecutionException e) { // closing
      controlReturned(attempt, e);
    }
    return true;
  }

  /**
   * Calls controls for which there was no thread on this one, which would wait anyway: the first in
   * any case, the others while there is time.
   */
  private void callHere(List<TerminationAttempt> attempts, long deadline) {
    boolean first = true;
    for (TerminationAttempt attempt : attempts) {
      if (!start(attempt)) {
        Throwable failure =
            first || deadline - System.nanoTime() > 0
                ? attempt.callControl()
                : new IllegalStateException("no thread to end it, and no time without one");
        restoreInterrupt(failure);
        controlReturned(attempt, failure);
        first = false;
      }
    }
  }

  /** The thread may be the caller's, who has to know. */
  private static void restoreInterrupt(@Nullable Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private void controlReturned(TerminationAttempt attempt, @Nullable Throwable failure) {
    if (failure != null) {
      failures.increment(); // before whoever waits is told of it
    }
    attempt.controlReturned(failure);
    if (failure != null) {
      logger.warn("ending session {} failed", attempt.row().id(), failure);
    }
  }

  private void awaitAll(List<Request> requests, long deadline) {
    try {
      for (Request request : requests) {
        TerminationAttempt attempt = request.attempt();
        if (attempt != null) {
          await(attempt, deadline);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(TerminationAttempt attempt, long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    while (!attempt.await(Math.min(left, RELIEF_NANOS))) {
      threads.relieve(); // once even without patience: nobody else may come to do it
      if (left <= 0) {
        return;
      }
      left = deadline - System.nanoTime();
    }
  }

  private Termination answer(Request request, TerminationOrder order) {
    TerminationAttempt attempt = request.attempt();
    if (attempt == null) {
      return absent(request.id());
    }
    String login = attempt.row().login();
    boolean joined = !request.mine();
    String byWhom = joined ? "ordered to end by " + attempt.order().orderedBy() : "";
    Ending ending = attempt.row().ending();
    if (ending != null) {
      return !joined && attempt.hasEndedRow()
          ? new Termination(request.id(), TerminationOutcome.TERMINATED, login, ended(order))
          : new Termination(request.id(), TerminationOutcome.ALREADY_ENDED, login, how(ending));
    }
    Throwable failure = attempt.failure();
    if (failure != null) {
      return new Termination(
          request.id(),
          TerminationOutcome.FAILED,
          login,
          "the session could not be ended: " + failure);
    }
    String detail = joined ? byWhom + "; not gone yet" : "ordered to end; not gone yet";
    return new Termination(request.id(), TerminationOutcome.CLOSING, login, detail);
  }

  /** How a row ended that another order, or a later attempt, claims, or none. */
  private static String how(Ending ending) {
    TerminationOrder order = ending.order();
    return order == null
        ? "ended: " + ending.cause().name()
        : "ordered to end by " + order.orderedBy() + "; it has ended";
  }

  private static String ended(TerminationOrder order) {
    return order.reason() == null ? "ended" : "ended: " + order.reason();
  }

  private Termination absent(String id) {
    SessionEvent event = recentEndings.find(SessionIds.normal(id));
    if (event == null || event.ending() == null) {
      return new Termination(
          id, TerminationOutcome.NOT_FOUND, null, "no session of this id is or was lately here");
    }
    Account account = event.session().account();
    TerminationOrder order = event.ending().order();
    String how =
        order == null ? event.ending().cause().name() : "TERMINATED by " + order.orderedBy();
    return new Termination(
        id,
        TerminationOutcome.ALREADY_ENDED,
        account == null ? null : account.login(),
        "ended at " + event.time() + ": " + how);
  }

  long failures() {
    return failures.sum();
  }

  void shutdown() {
    threads.shutdown();
  }
}
