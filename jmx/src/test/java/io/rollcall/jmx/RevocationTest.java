package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is put out and kept out, at both doors, with one report. */
class RevocationTest {
  private static final Account ALICE = new Account("alice", AccountType.CLIENT, "example.com");
  private static final Account ANN = new Account("ann", AccountType.WEB_USER, "Example.COM");

  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open(SessionRegistry.builder().patience(Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void loginIsEndedAtBothDoorsWithOneReport() throws Exception {
    SessionHandle panel = console.door.panel(ALICE, "192.0.2.1", null);
    FtpHandle ftp = console.door.ftp(ALICE, "192.0.2.2");
    FtpHandle hanging = console.door.connect("192.0.2.3", opened -> order -> {});
    hanging.loggedIn(ALICE);
    FtpHandle other = console.door.ftp("bob");

    List<String> report =
        console.order(console.access, "revoke", "login=alice", -1, "new password");

    assertEquals(
        List.of(
            "Locked out until it is lifted: login=alice",
            "3 sessions: 2 TERMINATED, 1 CLOSING",
            hanging.id() + " (FTP) CLOSING alice: ordered to end; not gone yet"),
        report.subList(0, 3));
    assertEquals(
        Set.of(
            panel.id() + " (panel) TERMINATED alice: ended: new password",
            ftp.id() + " (FTP) TERMINATED alice: ended: new password"),
        Set.copyOf(report.subList(3, 5)));
    assertTrue(panel.isClosed() && ftp.isClosed());
    assertFalse(other.isClosed());
    assertThrows(SessionRefusedException.class, () -> console.door.panel("alice"));
    assertThrows(SessionRefusedException.class, () -> console.door.ftp("alice"));
  }

  @Test
  void whoHasNoSessionIsLockedOutAllTheSame() throws Exception {
    List<String> report = console.order(console.access, "revoke", "ip=203.0.113.0/24", 10, "");
    assertEquals(2, report.size());
    assertTrue(report.get(0).endsWith(": ip=203.0.113.0/24"), report.get(0));
    assertEquals("There was no session to end.", report.get(1));
    assertThrows(SessionRefusedException.class, () -> console.door.connect("203.0.113.9"));
  }

  @Test
  void programsGetTheLockoutAndARowForEachSession() throws Exception {
    SessionHandle alice = console.door.panel(ALICE, "192.0.2.1", null);
    FtpHandle ann = console.door.ftp(ANN, "192.0.2.2");

    CompositeData revocation =
        (CompositeData)
            console.call(console.access, "revokeSessions", "domain=example.com.", 60, "left");

    CompositeData lockout = (CompositeData) revocation.get("lockout");
    assertEquals("domain=example.com.", lockout.get("target"));
    assertEquals("left", lockout.get("reason"));
    assertEquals(
        Set.of(alice.id() + " TERMINATED alice", ann.id() + " TERMINATED ann"),
        Stream.of((CompositeData[]) revocation.get("terminations"))
            .map(row -> row.get("id") + " " + row.get("outcome") + " " + row.get("login"))
            .collect(Collectors.toSet()));
    assertThrows(SessionRefusedException.class, () -> console.door.ftp(ANN, "192.0.2.2"));
    console.door.ftp("bob");
  }

  @Test
  void longReportIsCutAndSaysSo() throws Exception {
    IntStream.range(0, 620).forEach(i -> console.door.ftp(ALICE, "192.0.2.1"));

    List<String> report = console.order(console.access, "revoke", "login=alice", 1, "");

    assertTrue(report.get(1).startsWith("620 sessions: "), report.get(1));
    assertEquals("… 120 more not shown", report.get(502));
    assertEquals(503, report.size());
  }
}
