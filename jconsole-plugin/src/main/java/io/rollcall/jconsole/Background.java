package io.rollcall.jconsole;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/**
 * Asks the server on a thread of its own and hands the answers to the window's thread, so that the
 * window never waits.
 *
 * <p>Used on the window's thread only. Questions are asked one after another. One that hangs, on a
 * connection that is dead, holds up those behind it until {@link #restart}, after which its answer
 * is not wanted any more.
 */
final class Background implements AutoCloseable {
  private final String name;
  private ExecutorService thread;

  Background(String name) {
    this.name = name;
    thread = newThread();
  }

  private ExecutorService newThread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread daemon = new Thread(task, name);
          daemon.setDaemon(true);
          return daemon;
        });
  }

  /** Asks, and later calls one of the two, on the window's thread. */
  <A> void ask(Callable<A> question, Consumer<A> answered, Consumer<Exception> failed) {
    ExecutorService asked = thread;
    if (asked.isShutdown()) {
      return;
    }
    asked.execute(
        () -> {
          Runnable outcome;
          try {
            A answer = question.call();
            outcome = () -> answered.accept(answer);
          } catch (Exception e) {
            outcome = () -> failed.accept(e);
          }
          Runnable wanted = outcome;
          SwingUtilities.invokeLater(
              () -> {
                if (!asked.isShutdown()) {
                  wanted.run();
                }
              });
        });
  }

  /** Forgets the questions that are not answered yet. */
  void restart() {
    if (!thread.isShutdown()) {
      thread.shutdownNow();
      thread = newThread();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
