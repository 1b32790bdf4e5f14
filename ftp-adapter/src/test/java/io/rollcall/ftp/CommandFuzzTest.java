package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.FtpSessionInfo;
import io.rollcall.FtpStatus;
import io.rollcall.HostileText;
import io.rollcall.SessionCounts;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.net.ftp.FTPClient;

/**
 * Clients that send anything: the server lives on, each of their rows goes with its connection or,
 * while a transfer waits for a data connection, with an order; and the row of a client that behaves
 * stays what it is.
 */
class CommandFuzzTest {
  /** What comes without a data connection; the addresses are never connected to. */
  private static final List<String> COMMANDS =
      List.of(
          "USER alice",
          "PASS secret",
          "CWD /",
          "CDUP",
          "PWD",
          "TYPE I",
          "REST 99",
          "ALLO 1000 R 10",
          "SIZE small.bin",
          "MDTM small.bin",
          "MFMT 20260301100000 small.bin",
          "RNFR small.bin",
          "RNTO other.bin",
          "DELE other.bin",
          "MKD directory",
          "RMD directory",
          "OPTS UTF8 ON",
          "FEAT",
          "STAT",
          "SITE WHO",
          "HELP SITE",
          "AUTH TLS",
          "PBSZ 0",
          "PROT P",
          "NOOP",
          "ABOR",
          "REIN",
          "QUIT",
          "LANG en",
          "PORT 127,0,0,1,4,1",
          "EPRT |2|::1|4711|");

  /** What moves files, on data connections that nobody opens or that wait for somebody. */
  private static final List<String> TRANSFERS =
      List.of(
          "PASV",
          "EPSV",
          "EPSV ALL",
          "LIST -la",
          "NLST",
          "MLSD",
          "MLST small.bin",
          "RETR small.bin",
          "STOR up.bin",
          "APPE up.bin",
          "STOU",
          "REST 18446744073709551616",
          "ALLO 99999999999999999999",
          "ABOR",
          "STAT small.bin");

  private static final String LOGIN = "USER alice\r\nPASS secret\r\n";

  private static Path home;
  private static TestServer server;
  private static FTPClient witness;
  private static String witnessId;

  @BeforeContainer
  static void start() throws Exception {
    home = Files.createTempDirectory("command-fuzz");
    server = TestServer.start(home);
    server.sparseFile("small.bin", 1_000);
    witness = server.login("alice");
    witnessId = server.onlyRow().id();
  }

  @AfterContainer
  static void stop() throws IOException {
    witness.disconnect();
    server.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<String> commands() {
    return conversations(COMMANDS);
  }

  @Provide
  Arbitrary<String> transfers() {
    return conversations(TRANSFERS);
  }

  private static Arbitrary<String> conversations(List<String> valid) {
    Arbitrary<String> lines =
        Combinators.combine(
                HostileText.like(valid), Arbitraries.of("\r\n", "\r\n", "\r\n", "\n", "\r", ""))
            .as((line, end) -> line + end)
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(list -> String.join("", list));
    return Combinators.combine(Arbitraries.of("", LOGIN, LOGIN), lines).as((a, b) -> a + b);
  }

  @Property
  void commandsOfAnyKindLeaveNoTrace(@ForAll("commands") String conversation) throws IOException {
    converse(conversation, () -> {});
  }

  @Property
  void transfersOfAnyKindLeaveNoTrace(@ForAll("transfers") String conversation) throws IOException {
    converse(conversation, CommandFuzzTest::endOthers);
  }

  private static void converse(String conversation, Runnable afterwards) throws IOException {
    SessionCounts before = server.registry.counts();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write(conversation.getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      checkRows();
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              afterwards.run();
              return server.registry.counts().endedTotal() > before.endedTotal();
            });
    checkRows();
    SessionCounts after = server.registry.counts();
    assertEquals(1, after.ftpSessions());
    assertEquals(after.openedTotal(), after.endedTotal() + 1);
    assertTrue(witness.sendNoOp(), witness.getReplyString());
  }

  /** A transfer waits for its data connection though its client has gone: an order ends it. */
  private static void endOthers() {
    List<String> others =
        server.registry.ftpSessions().stream()
            .map(FtpSessionInfo::id)
            .filter(id -> !id.equals(witnessId))
            .toList();
    for (Termination answer : server.registry.terminate(others, TerminationOrder.by("test"))) {
      assertTrue(
          answer.outcome() == TerminationOutcome.TERMINATED
              || answer.outcome() == TerminationOutcome.ALREADY_ENDED,
          answer::toString);
    }
  }

  /** Whatever another client sends, the witness's row says what it said. */
  private static void checkRows() {
    for (FtpSessionInfo row : server.registry.ftpSessions()) {
      Account account = row.account();
      if (row.id().equals(witnessId)) {
        assertEquals("alice", account == null ? null : account.login());
        assertEquals("/", row.location());
        assertEquals(FtpStatus.IDLE, row.status());
      } else {
        assertTrue(account == null || account.login().equals("alice"), row::toString);
      }
    }
  }
}
