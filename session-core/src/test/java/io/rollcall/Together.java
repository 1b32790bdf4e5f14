package io.rollcall;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that start at the same moment. */
public final class Together {
  private Together() {}

  /** Runs tasks, each on a thread of its own, and returns what they return. */
  public static <T> List<T> call(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(
                () -> {
                  start.await(20, TimeUnit.SECONDS);
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(50, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs tasks, each on a thread of its own, to their end. */
  public static void run(List<? extends Runnable> tasks) throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (Runnable task : tasks) {
      calls.add(
          () -> {
            task.run();
            return true;
          });
    }
    List<Boolean> unused = call(calls);
  }
}
