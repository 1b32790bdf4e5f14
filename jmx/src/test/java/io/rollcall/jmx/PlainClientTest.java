package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in a JVM of its own, with no class but the JDK's, reads and calls everything. */
class PlainClientTest {
  @TempDir Path empty;

  @Test
  void needsNoClassOfOurs() throws Exception {
    try (Console console = Console.open()) {
      console.door.panel("admin");
      String first = console.door.ftp("alice").id();
      String second = console.door.ftp("bob").id();
      String third = console.door.ftp("carol").id();
      console.door.ftp("dave");

      List<String> said = run(console.server().url(), console.name, first, second, third, "dave");

      assertSaid(said, "read PanelSessionCount 1");
      assertSaid(said, "read OpenedTotal 5");
      assertSaid(said, "read DroppedNotificationTotal 0");
      assertSaid(said, "read Table \\[ID +Type .* \\| " + first + " .*alice.*");
      assertSaid(said, "read Sessions \\[\\{.*login=alice .*\\}.*login=dave .*");
      assertSaid(said, "called find \\{sessions=\\[.*login=dave .*login=carol .*total=4 \\}");
      assertSaid(said, "called table \\[ID .*alice.*dave.*\\]");
      assertSaid(
          said,
          ("called terminate %s TERMINATED alice: ended: maintenance \\| "
                  + "%s TERMINATED bob: ended: maintenance")
              .formatted(first, second));
      assertSaid(said, "called terminateSessions \\[\\{.*id=" + third + " .*=TERMINATED .*");
      assertSaid(said, "called terminateMatching Dry run.*dave.*");
      assertSaid(said, "called terminateMatching 1 FTP session: 1 TERMINATED \\| .*dave.*");
      assertSaid(said, "called abortTransfer nobody00 NOT_FOUND: .*");
      assertSaid(said, "called terminateAndLockOut nobody00 NOT_FOUND: .* Nobody was locked out.");
      assertSaid(said, "called terminateSessionsAndLockOut \\{lockouts=\\[\\] .*NOT_FOUND .*");
      assertSaid(said, "called lockOut Locked out until .*: login=mallory .*");
      assertSaid(said, "called findLockouts \\{rows=\\[.*target=login=mallory .*total=1 \\}");
      assertSaid(said, "called liftLockout Lifted: login=mallory");
      assertSaid(said, "called revoke Locked out until .*: login=mallory \\| There was no .*");
      assertSaid(said, "called revokeSessions \\{lockout=\\{.*domain=example.com .*");
      assertSaid(said, "called setLimits Limits: FTP LOGIN 3; REFUSE \\| Before: none .*");
      assertSaid(
          said, "refused setLimits java.lang.IllegalArgumentException: the field 'limits' .*");
      assertSaid(said, "read Lockouts \\[\\{.*domain=example.com .*\\{.*login=mallory .*");
      assertSaid(said, "read Limits FTP LOGIN 3; REFUSE");
      assertSaid(said, "read History \\[\\{.*cause=TERMINATED .*login=dave .*login=alice .*");
      assertSaid(said, "read HistoryTable \\[Time +Kind .*ENDED +FTP .*alice.*");
      assertSaid(said, "called findHistory \\{rows=\\[\\{.*login=alice .*total=1 \\}");
      assertSaid(said, "refused terminate java.lang.IllegalArgumentException: the field 'ids' .*");
      assertSaid(said, "refused find java.lang.IllegalArgumentException: cannot read the filter.*");
      assertSaid(said, "refused find java.lang.IllegalArgumentException: cannot order by.*");
      assertSaid(said, "notified io.rollcall.session.terminated \\{.*login=dave .*");
      assertEquals(0, console.read(console.ftp, "Count"));
      assertEquals(4, console.door.orders.size());
    }
  }

  private static void assertSaid(List<String> said, String pattern) {
    assertTrue(
        said.stream().anyMatch(line -> line.matches(pattern)),
        () -> pattern + " is not in\n" + String.join("\n", said));
  }

  private List<String> run(String... arguments) throws Exception {
    URL source = PlainClientTest.class.getResource("/PlainClient.java");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Dfile.encoding=UTF-8",
                "-cp",
                empty.toString(),
                Path.of(source.toURI()).toString()));
    command.addAll(List.of(arguments));
    Path output = empty.resolve("output.txt");
    Process client =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(client.waitFor(60, TimeUnit.SECONDS), "the client hangs");
    } finally {
      client.destroyForcibly();
    }
    List<String> said = Files.readAllLines(output);
    assertEquals(0, client.exitValue(), () -> String.join("\n", said));
    return said;
  }
}
