package io.rollcall.tck;

import io.rollcall.AccountResolver;
import java.util.concurrent.CountDownLatch;

/** The embedder's code that the adapter is given; each test says what it does. Thread-safe. */
final class Embedder {
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile AccountResolver resolver = AccountResolver.NONE;
  private volatile Runnable hook = () -> {};

  /** The resolver that the adapter keeps. */
  AccountResolver accountResolver() {
    return login -> resolver.resolve(login);
  }

  /** The hook that the adapter keeps. */
  Runnable hook() {
    return () -> hook.run();
  }

  void resolves(AccountResolver answers) {
    resolver = answers;
  }

  void hooks(Runnable runs) {
    hook = runs;
  }

  /** Hangs until {@link #release}, as a database that does not answer. */
  void hang() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void release() {
    release.countDown();
  }
}
