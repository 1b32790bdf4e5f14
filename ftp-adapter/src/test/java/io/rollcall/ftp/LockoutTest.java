package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.FailedLoginLimit;
import io.rollcall.Filter;
import io.rollcall.LockoutScope;
import io.rollcall.LockoutTarget;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionLimits;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.impl.AbstractUserManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is locked out or one too many gets no session, and is told so. */
class LockoutTest {
  private static final TerminationOrder ORDER =
      TerminationOrder.by("operator").because("account suspended");
  private static final String LOOPBACK = "127.0.0.1";

  /** {@code -Drollcall.rounds=1000} for the long proof. */
  private static final int ROUNDS = Integer.getInteger("rollcall.rounds", 30);

  @TempDir Path home;

  @Test
  void anAddressIsRefusedWith421AtConnectAndHasNoRow() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      server.registry.lockouts().add(LockoutTarget.address(LOOPBACK), null, ORDER);
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        assertEquals(
            "421 Not allowed to log in now: account suspended\r\n",
            new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(0, server.registry.counts().openedTotal());
      Refusal refusal = server.registry.recentRefusals().get(0);
      assertEquals(Refusal.Cause.LOCKED_OUT, refusal.cause());
      assertEquals(InetAddress.getLoopbackAddress().getHostAddress(), LOOPBACK);
      server.registry.lockouts().lift(LockoutTarget.address(LOOPBACK), ORDER);
      server.login("alice");
      assertEquals("alice", server.onlyRow().account().login());
    }
  }

  @Test
  void aRefusedConnectionTakesNoneOfTheServersThreads() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.threads = 1;
    ListingPause pause = new ListingPause();
    options.factory = factory -> factory.setFileSystem(pause);
    try (TestServer server = options.start(home)) {
      FTPClient busy = server.login("alice");
      pause.arm();
      Thread listing =
          new Thread(
              () -> assertThrows(IOException.class, busy::listFiles)); // the server is stopped
      listing.start();
      await().until(() -> server.busyThreads() == 1);
      server.registry.lockouts().add(LockoutTarget.address(LOOPBACK), null, ORDER);
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        client.setSoTimeout(5_000);
        assertEquals('4', client.getInputStream().read());
      }
      pause.release();
    }
  }

  @Test
  void aLoginIsRefusedWith530BeforeItsPasswordIsChecked() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    TestServer.Options options = new TestServer.Options();
    options.factory = factory -> factory.setUserManager(counting(factory.getUserManager(), checks));
    try (TestServer server = options.start(home)) {
      server.registry.lockouts().add(LockoutTarget.login("ALICE"), null, ORDER);
      FTPClient client = server.connect();
      assertEquals(530, client.user("alice"));
      assertTrue(client.getReplyString().contains("account suspended"), client.getReplyString());
      await().until(() -> server.registry.ftpSessions().isEmpty());
      assertEquals(0, checks.get());
      assertNull(server.registry.recentEndings().get(0).session().account());
      server.login("anonymous");
    }
  }

  @Test
  void aDomainIsRefusedBeforeThePasswordIsCheckedToo() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    TestServer.Options options = new TestServer.Options();
    options.factory = factory -> factory.setUserManager(counting(factory.getUserManager(), checks));
    options.install =
        (factory, registry) ->
            FtpSessions.builder(registry)
                .accountResolver(login -> new Account(login, AccountType.CLIENT, "Example.com"))
                .install(factory);
    try (TestServer server = options.start(home)) {
      server.registry.lockouts().add(LockoutTarget.domain("example.com."), null, ORDER);
      assertEquals(530, server.connect().user("alice"));
      assertEquals(0, checks.get());
      server.login("anonymous");
    }
  }

  private static UserManager counting(UserManager users, AtomicInteger checks) {
    return new AbstractUserManager() {
      @Override
      public User getUserByName(String name) throws FtpException {
        return users.getUserByName(name);
      }

      @Override
      public String[] getAllUserNames() throws FtpException {
        return users.getAllUserNames();
      }

      @Override
      public void delete(String name) throws FtpException {
        users.delete(name);
      }

      @Override
      public void save(User user) throws FtpException {
        users.save(user);
      }

      @Override
      public boolean doesExist(String name) throws FtpException {
        return users.doesExist(name);
      }

      @Override
      public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        checks.incrementAndGet();
        return users.authenticate(authentication);
      }
    };
  }

  @Test
  void oneTooManyIsRefusedAtTheLoginAndItsConnectionClosed() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry =
        SessionRegistry.builder()
            .limits(SessionLimits.builder().most(Service.FTP, SessionLimits.Scope.LOGIN, 2).build())
            .build();
    try (TestServer server = options.start(home)) {
      FTPClient first = server.login("alice");
      server.login("alice");
      FTPClient third = server.connect();
      assertFalse(third.login("alice", TestServer.PASSWORD));
      assertEquals("530 Too many sessions; try again later", third.getReplyString().strip());
      await().until(() -> server.registry.ftpSessions().size() == 2);
      server.login("anonymous");
      first.disconnect();
      await().until(() -> server.registry.ftpSessions().size() == 2);
      server.login("alice");
    }
  }

  @Test
  void aLoginWithoutAReplyThatIsKeptOutLeavesNoRow() throws Exception {
    CommandFactoryFactory commands = new CommandFactoryFactory();
    commands.addCommand( // a host's own way to log in, under a name that needs no login
        "PBSZ",
        (session, context, request) ->
            session.setUser(context.getUserManager().getUserByName("alice")));
    TestServer.Options options = new TestServer.Options();
    options.factory = factory -> factory.setCommandFactory(commands.createCommandFactory());
    try (TestServer server = options.start(home)) {
      server.registry.lockouts().add(LockoutTarget.login("alice"), null, ORDER);
      FTPClient client = server.connect();
      assertEquals(530, client.sendCommand("PBSZ", "0"));
      await().until(() -> server.registry.ftpSessions().isEmpty());
      await().until(() -> server.busyThreads() == 0);
    }
  }

  @Test
  void fiveWrongPasswordsLockTheAddressOut() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry =
        SessionRegistry.builder()
            .failedLoginLimit(
                new FailedLoginLimit(
                    5, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(1)))
            .build();
    try (TestServer server = options.start(home)) {
      FTPClient client = server.connect();
      for (int i = 0; i < 5; i++) {
        assertFalse(client.login("user" + i, "wrong"));
      }
      assertEquals(530, client.user("alice"));
      assertThrows(IOException.class, server::connect);
      assertEquals(
          List.of(LockoutTarget.address(LOOPBACK)),
          server.registry.lockouts().list().stream().map(lockout -> lockout.target()).toList());
    }
  }

  @Test
  void aTightLoopOfReconnectsGetsNoSessionAfterTheOrder() throws Exception {
    TestServer.Options options = new TestServer.Options();
    List<SessionEvent> logins = new ArrayList<>();
    try (TestServer server = options.start(home)) {
      server.registry.addListener(
          event -> {
            synchronized (logins) {
              logins.add(event);
            }
          });
      AtomicBoolean over = new AtomicBoolean();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Thread client = new Thread(() -> reconnect(server, over));
        client.start();
        clients.add(client);
      }
      for (int round = 0; round < ROUNDS; round++) {
        await().until(() -> anyRow(server) != null);
        String id = anyRow(server);
        if (id == null) {
          continue;
        }
        var answer =
            server.registry.terminateAndLockOut(
                List.of(id), ORDER, LockoutScope.ADDRESS, Duration.ofMinutes(1));
        assertTrue(answer.get(0).outcome() != TerminationOutcome.FAILED, answer.toString());
        // those let in before the order are there; nobody comes after it
        server.registry.terminateMatching(
            Service.FTP, Filter.all(), TerminationOrder.by("operator"));
        await().until(() -> server.registry.ftpSessions().isEmpty());
        long opened = server.registry.counts().openedTotal();
        long refused = server.registry.counts().refusedTotal();
        await().until(() -> server.registry.counts().refusedTotal() > refused + 20);
        assertEquals(opened, server.registry.counts().openedTotal(), "round " + round);
        server.registry.lockouts().lift(LockoutTarget.address(LOOPBACK), ORDER);
      }
      over.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  private static String anyRow(TestServer server) {
    return server.registry.ftpSessions().stream().map(row -> row.id()).findAny().orElse(null);
  }

  private static void reconnect(TestServer server, AtomicBoolean over) {
    while (!over.get()) {
      try {
        FTPClient client = server.login("alice");
        client.listNames();
        client.disconnect();
      } catch (IOException | UncheckedIOException e) {
        // refused or ended, as it should be
      }
    }
  }
}
