package io.rollcall.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells which threads have come since it was made. */
final class ThreadWatch {
  /** Those of the JDK's common pool and its timer, and of JUnit's time limits. */
  private static final List<String> SHARED =
      List.of("ForkJoinPool.commonPool-", "CompletableFutureDelayScheduler", "junit-");

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  /**
   * Returns the threads that have come and not gone, each with what it is at.
   *
   * @param expected those that may stay
   */
  List<String> left(Predicate<Thread> expected) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(ThreadWatch::isOfTheProgram)
        .filter(thread -> !expected.test(thread))
        .map(thread -> thread + " in " + Arrays.toString(thread.getStackTrace()))
        .toList();
  }

  /** The JVM's own threads are in a group of the system's, those of programs under "main". */
  private static boolean isOfTheProgram(Thread thread) {
    boolean inMain =
        Stream.iterate(thread.getThreadGroup(), group -> group != null, ThreadGroup::getParent)
            .anyMatch(group -> group.getName().equals("main"));
    return inMain && SHARED.stream().noneMatch(thread.getName()::startsWith);
  }
}
