package io.rollcall.internal;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.PrintableText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The question who a login is, put to the embedder on a thread where it may throw or hang. */
final class AccountLookup {
  private static final Logger logger = LoggerFactory.getLogger(AccountLookup.class);
  private static final long PATIENCE_MILLIS = 100;

  private final CompletableFuture<@Nullable Account> answer = new CompletableFuture<>();
  private final EmbedderThreads threads;

  private AccountLookup(EmbedderThreads threads) {
    this.threads = threads;
  }

  static AccountLookup start(EmbedderThreads threads, String login, AccountResolver resolver) {
    AccountLookup lookup = new AccountLookup(threads);
    if (resolver == AccountResolver.NONE) {
      lookup.answer.complete(null);
      return lookup;
    }
    try {
      threads.run(() -> lookup.ask(login, resolver));
    } catch (RejectedExecutionException
        | OutOfMemoryError e) { // too many, closing, or out of threads
      lookup.unanswered(login, e);
    }
    return lookup;
  }

  private void ask(String login, AccountResolver resolver) {
    try {
      answer.complete(resolver.resolve(login));
    } catch (Throwable thrown) { // an embedder's code
      unanswered(login, thrown);
    }
  }

  private void unanswered(String login, Throwable reason) {
    logger.warn(
        "account look-up failed for login '{}'; listed as UNREGISTERED",
        PrintableText.of(login, 256),
        reason);
    answer.complete(null);
  }

  /** Waits a moment for the answer; null if the login is not known, or not yet. */
  @Nullable Account await() {
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      threads.relieve();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new AssertionError("the answer is never completed exceptionally", e);
    }
  }

  /** Hands the answer over when it comes, if it has not come yet or has since. */
  void whenLate(Consumer<@Nullable Account> consumer) {
    CompletableFuture<Void> unused = answer.thenAccept(consumer);
  }
}
