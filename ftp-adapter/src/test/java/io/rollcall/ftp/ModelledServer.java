package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Ending;
import io.rollcall.Filter;
import io.rollcall.FtpSessionInfo;
import io.rollcall.LockoutTarget;
import io.rollcall.Revocation;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionEvent;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.TransferAbort;
import io.rollcall.TransferInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.ftplet.FtpException;

/** A real server whose clients do one thing after another, and what the list has to say then. */
final class ModelledServer implements AutoCloseable {
  static final int CLIENTS = 5;
  private static final List<String> LOGINS = List.of("alice", "bob", "carol");
  private static final List<String> DIRECTORIES = List.of("/", "/a", "/a/b");
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");
  private static final int SMALL = 20_000;

  private final ManualClock clock = new ManualClock();
  private final TestServer server;
  private final Map<Integer, ModelledClient> clients = new TreeMap<>();
  private final Set<String> lockedOut = new HashSet<>();

  /** Why each row that is gone has to have ended. */
  private final Map<String, Ending.Cause> expectedEndings = new TreeMap<>();

  private final Map<String, Ending.Cause> endings = new ConcurrentHashMap<>();
  private long opened;
  private long terminated;
  private long refused;
  private int peak;

  ModelledServer(Path home) throws FtpException, IOException {
    TestServer.Options options = new TestServer.Options();
    options.registry = clock.registry().patience(Duration.ofSeconds(20)).build();
    options.registry.addListener(
        event -> {
          if (event.type() == SessionEvent.Type.ENDED) {
            endings.merge(
                event.session().id(),
                event.ending().cause(),
                (first, second) -> {
                  throw new AssertionError("ended twice: " + event);
                });
          }
        });
    server = options.start(home);
    for (String login : LOGINS) {
      server.addUser(login, 0);
    }
    server.sparseFile("a/b/small.bin", SMALL);
  }

  void take(HistoryStep step) throws IOException {
    int number = step.number();
    String someLogin = LOGINS.get(number % LOGINS.size());
    switch (step.action()) {
      case CONNECT -> connect(step.client());
      case PASS_TIME -> clock.advance(Duration.ofMillis(number / 10));
      case TERMINATE_LOGIN -> terminateLogin(someLogin);
      case REVOKE_LOGIN -> revoke(someLogin);
      case LIFT_LOCKOUT -> lift(someLogin);
      default -> {
        ModelledClient client = clients.get(step.client());
        if (client != null) {
          take(step, client, someLogin);
        }
      }
    }
  }

  private void take(HistoryStep step, ModelledClient client, String someLogin) throws IOException {
    switch (step.action()) {
      case TERMINATE -> terminate(client);
      case VANISH -> vanish(client);
      case GO_ON_UPLOADING -> goOnUploading(client, 1 + step.number());
      case FINISH_UPLOAD -> finishUpload(client);
      case ABORT_TRANSFER -> abortTransfer(client);
      default -> {
        if (client.upload == null) { // commands come one at a time
          command(step, client, someLogin);
        }
      }
    }
  }

  private void command(HistoryStep step, ModelledClient client, String someLogin)
      throws IOException {
    FTPClient connection = client.connection;
    switch (step.action()) {
      case LOG_IN -> logIn(client, someLogin);
      case WRONG_PASSWORD -> wrongPassword(client, someLogin);
      case NOOP -> assertEquals(client.login != null, connection.sendNoOp()); // nobody's doing
      case REINITIALIZE -> reinitialize(client);
      case QUIT -> quit(client);
      default -> {
        if (client.login != null) {
          commandOfUser(step, client);
        }
      }
    }
  }

  private void commandOfUser(HistoryStep step, ModelledClient client) throws IOException {
    FTPClient connection = client.connection;
    switch (step.action()) {
      case CHANGE_DIRECTORY -> {
        String directory = DIRECTORIES.get(step.number() % DIRECTORIES.size());
        assertTrue(connection.changeWorkingDirectory(directory));
        client.location = directory;
        client.active = now();
      }
      case LIST -> {
        assertNotNull(connection.listNames("/a/b"));
        client.active = now();
      }
      case DOWNLOAD -> {
        assertTrue(connection.retrieveFile("/a/b/small.bin", OutputStream.nullOutputStream()));
        client.active = now();
      }
      case BEGIN_UPLOAD -> beginUpload(client, "/up" + step.client());
      default -> throw new AssertionError(step);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private void connect(int number) throws IOException {
    if (!clients.containsKey(number)) {
      Set<String> before = listedIds();
      FTPClient connection = server.connect();
      clients.put(number, new ModelledClient(connection, newId(before), now()));
      opened++;
      peak = Math.max(peak, clients.size());
    }
  }

  private Set<String> listedIds() {
    return server.registry.ftpSessions().stream()
        .map(FtpSessionInfo::id)
        .collect(Collectors.toSet());
  }

  private String newId(Set<String> before) {
    Set<String> added = listedIds();
    added.removeAll(before);
    assertEquals(1, added.size(), "rows that are new");
    return added.iterator().next();
  }

  private void logIn(ModelledClient client, String login) throws IOException {
    if (client.login != null) {
      return;
    }
    if (lockedOut.contains(login)) {
      assertFalse(client.connection.login(login, TestServer.PASSWORD));
      refused++;
      gone(client, Ending.Cause.DISCONNECTED);
    } else {
      TestServer.logIn(client.connection, login);
      client.logIn(login, now());
    }
  }

  private void wrongPassword(ModelledClient client, String login) throws IOException {
    if (client.login == null && !lockedOut.contains(login)) {
      assertFalse(client.connection.login(login, "wrong"));
      client.active = now();
    }
  }

  private void beginUpload(ModelledClient client, String fileName) throws IOException {
    client.upload = client.connection.storeFileStream(fileName);
    assertNotNull(client.upload, client.connection.getReplyString());
    client.fileName = fileName;
    client.moved = 0;
    client.active = now();
    client.movedAt = now();
    await().until(() -> transfer(client) != null);
  }

  private TransferInfo transfer(ModelledClient client) {
    return ((FtpSessionInfo) server.registry.session(client.id).orElseThrow()).transfer();
  }

  private void goOnUploading(ModelledClient client, int bytes) throws IOException {
    if (client.upload != null) {
      client.upload.write(new byte[bytes]);
      client.upload.flush();
      client.moved += bytes;
      client.movedAt = now();
      await().until(() -> transfer(client).bytesTransferred() == client.moved);
    }
  }

  private void finishUpload(ModelledClient client) throws IOException {
    if (client.upload != null) {
      client.upload.close();
      assertTrue(client.connection.completePendingCommand());
      client.upload = null;
      client.active = now();
    }
  }

  private void abortTransfer(ModelledClient client) throws IOException {
    TransferAbort answer = server.registry.abortTransfer(client.id, ORDER);
    if (client.upload == null) {
      assertEquals(TransferAbort.Outcome.NO_TRANSFER, answer.outcome(), answer.toString());
    } else {
      assertEquals(TransferAbort.Outcome.ABORTED, answer.outcome(), answer.toString());
      assertEquals(426, client.connection.getReply());
      closeQuietly(client.upload);
      client.upload = null;
      client.active = now();
    }
  }

  private void reinitialize(ModelledClient client) throws IOException {
    boolean hadLogin = client.login != null;
    Set<String> before = listedIds();
    client.connection.sendCommand("REIN");
    if (hadLogin) {
      expectedEndings.put(client.id, Ending.Cause.LOGGED_OUT);
      before.remove(client.id);
      client.restart(newId(before), now());
      opened++;
    } else {
      client.active = now();
    }
  }

  private void quit(ModelledClient client) throws IOException {
    client.connection.logout();
    gone(client, client.login == null ? Ending.Cause.DISCONNECTED : Ending.Cause.LOGGED_OUT);
  }

  private void vanish(ModelledClient client) throws IOException {
    if (client.upload != null) {
      closeQuietly(client.upload);
    }
    gone(client, Ending.Cause.DISCONNECTED);
  }

  /** The connection ends, at one end or the other, and the row with it. */
  private void gone(ModelledClient client, Ending.Cause cause) throws IOException {
    client.connection.disconnect();
    clients.values().remove(client);
    expectedEndings.put(client.id, cause);
    await().until(() -> server.registry.session(client.id).isEmpty());
  }

  private void terminate(ModelledClient client) throws IOException {
    Termination answer = server.registry.terminate(client.id, ORDER);
    assertEquals(client.login, answer.login());
    assertEnded(client, answer);
  }

  private void assertEnded(ModelledClient client, Termination answer) throws IOException {
    assertEquals(client.id, answer.id());
    assertEquals(TerminationOutcome.TERMINATED, answer.outcome(), answer.toString());
    assertTrue(server.registry.session(client.id).isEmpty());
    terminated++;
    if (client.upload != null) {
      closeQuietly(client.upload);
    }
    gone(client, Ending.Cause.TERMINATED);
  }

  private void terminateLogin(String login) throws IOException {
    assertAllEnded(
        login, server.registry.terminateMatching(Service.FTP, Filter.login(login), ORDER));
  }

  private void revoke(String login) throws IOException {
    Revocation revocation =
        server.registry.lockouts().revoke(LockoutTarget.login(login), null, ORDER);
    lockedOut.add(login);
    assertAllEnded(login, revocation.terminations());
  }

  private void lift(String login) {
    assertEquals(
        lockedOut.remove(login),
        server.registry.lockouts().lift(LockoutTarget.login(login), ORDER).isPresent());
  }

  private void assertAllEnded(String login, List<Termination> answers) throws IOException {
    Predicate<ModelledClient> meant = client -> login.equals(client.login);
    Set<String> expected =
        clients.values().stream().filter(meant).map(c -> c.id).collect(Collectors.toSet());
    assertEquals(expected, answers.stream().map(Termination::id).collect(Collectors.toSet()));
    for (Termination answer : answers) {
      ModelledClient client =
          clients.values().stream().filter(c -> c.id.equals(answer.id())).findFirst().orElseThrow();
      assertEnded(client, answer);
    }
  }

  /** Has everybody leave. */
  void endAll() throws IOException {
    for (ModelledClient client : List.copyOf(clients.values())) {
      vanish(client);
    }
    await().until(() -> endings.size() == expectedEndings.size());
    assertEquals(expectedEndings, new TreeMap<>(endings));
  }

  void assertAgrees() {
    Instant now = now();
    Set<String> expected = new TreeSet<>();
    clients.values().forEach(client -> expected.add(client.row(now)));
    assertEquals(expected, listed());
    assertEquals(
        new SessionCounts(
            0, clients.size(), peak, opened, expectedEndings.size(), terminated, 0, refused, 0),
        server.registry.counts());
    assertEquals(
        lockedOut.stream().map(LockoutTarget::login).collect(Collectors.toSet()),
        server.registry.lockouts().list().stream()
            .map(lockout -> lockout.target())
            .collect(Collectors.toSet()));
  }

  private Set<String> listed() {
    Set<String> listed = new TreeSet<>();
    for (FtpSessionInfo row : server.registry.ftpSessions()) {
      TransferInfo transfer = row.transfer();
      listed.add(
          String.join(
              " ",
              row.id(),
              row.account() == null ? "null" : row.account().login(),
              row.status().name(),
              String.valueOf(row.location()),
              row.connected().toString(),
              row.idle().toString(),
              transfer == null ? "-" : transfer.fileName() + ":" + transfer.bytesTransferred()));
    }
    return listed;
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // the connection is gone
    }
  }

  @Override
  public void close() throws IOException {
    for (ModelledClient client : clients.values()) {
      client.connection.disconnect();
    }
    server.close();
  }
}
