package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.AccountType;
import io.rollcall.SessionListener;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** An embedder's code that throws or hangs stops no login, transfer, listing or order. */
class EmbedderFaultsTest {
  @TempDir Path home;

  @Test
  void aLookupThatThrowsStopsNothing() throws Exception {
    AccountResolver resolver = Mockito.mock(AccountResolver.class);
    Mockito.when(resolver.resolve("alice")).thenThrow(new StackOverflowError("deep"));
    everythingWorks(resolver, event -> {});
    Mockito.verify(resolver, Mockito.atLeastOnce()).resolve("alice");
  }

  @Test
  void aLookupThatHangsStopsNothing() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    everythingWorks(
        login -> {
          never.await();
          return null;
        },
        event -> {});
    never.countDown();
  }

  @Test
  void aListenerThatThrowsStopsNothing() throws Exception {
    everythingWorks(
        AccountResolver.NONE,
        event -> {
          throw new IllegalStateException("a listener's own trouble");
        });
  }

  @Test
  void aListenerThatHangsStopsNothing() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    everythingWorks(
        AccountResolver.NONE,
        event -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    never.countDown();
  }

  private void everythingWorks(AccountResolver resolver, SessionListener listener)
      throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry.addListener(listener);
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry).accountResolver(resolver).install(factory);
    try (TestServer server = options.start(home)) {
      server.sparseFile("large.bin", 1L << 30);
      server.sparseFile("small.bin", 1 << 20);
      FTPClient client = server.login("alice");
      assertEquals(Account.unregistered("alice"), server.onlyRow().account());
      try (InputStream download = client.retrieveFileStream("small.bin")) {
        assertEquals(1 << 20, download.readAllBytes().length);
      }
      assertTrue(client.completePendingCommand());
      try (InputStream download = client.retrieveFileStream("large.bin")) {
        download.readNBytes(1 << 20);
        assertEquals(
            TerminationOutcome.TERMINATED,
            server
                .registry
                .terminate(server.onlyRow().id(), TerminationOrder.by("operator"))
                .outcome());
      }
    }
  }

  @Test
  void aLookupThatTakesItsTimeIsTakenWhenItComes() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Account account = new Account("alice", AccountType.CLIENT, "example.com");
    TestServer.Options options = new TestServer.Options();
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry)
                .accountResolver(
                    login -> {
                      answer.await();
                      return account;
                    })
                .install(factory);
    try (TestServer server = options.start(home)) {
      server.login("alice");
      assertEquals(Account.unregistered("alice"), server.onlyRow().account());
      answer.countDown();
      await().until(() -> account.equals(server.onlyRow().account()));
    }
  }
}
