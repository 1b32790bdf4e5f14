package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static io.rollcall.Doors.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a listing says of a session, from its opening to its end. */
class SessionListingTest {
  private static final Account SHOP =
      new Account("shop", AccountType.SUBDOMAIN_OWNER, "shop.example.com");

  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().patience(Duration.ZERO).build();

  @Test
  void panelSessionHasAllFields() {
    SessionHandle handle =
        registry.openPanel(
            PanelLogin.of(SHOP).address(address("2001:db8::7")).client("Browser/1").build(),
            IGNORING);
    clock.advance(Duration.ofSeconds(90));

    PanelSessionInfo expected =
        new PanelSessionInfo(
            handle.id(),
            SHOP,
            address("2001:db8::7"),
            ManualClock.START,
            Duration.ofSeconds(90),
            SessionState.ACTIVE,
            "Browser/1");
    assertEquals(List.of(expected), registry.panelSessions());
    assertEquals(Optional.of(expected), registry.session(handle.id()));
    assertEquals(Service.PANEL, expected.service());
    assertTrue(registry.ftpSessions().isEmpty());
  }

  @Test
  void whatAnAdapterDoesNotKnowIsNull() {
    registry.openPanel(PanelLogin.of(Account.unregistered("a")).build(), IGNORING);
    FtpHandle unused = registry.openFtp(null, "SFTP", IGNORING);

    PanelSessionInfo panel = registry.panelSessions().get(0);
    assertNull(panel.address());
    assertNull(panel.client());
    assertNull(panel.account().domain());
    FtpSessionInfo ftp = registry.ftpSessions().get(0);
    assertNull(ftp.address());
    assertNull(ftp.account());
    assertNull(ftp.logonTime());
    assertNull(ftp.location());
    assertNull(ftp.transfer());
    assertEquals("SFTP", ftp.protocol());
    assertEquals(FtpStatus.CONNECTED, ftp.status());
  }

  @Test
  void ftpSessionHasAllFields() {
    FtpHandle handle = registry.openFtp(address("192.0.2.9"), "FTP", IGNORING);
    clock.advance(Duration.ofSeconds(5));
    handle.protocol("FTPS", true);
    handle.loggedIn(SHOP);
    handle.location("/pub/ü");
    clock.advance(Duration.ofSeconds(60));
    handle.startTransfer(TransferDirection.DOWNLOAD, "/pub/big.iso", 100, 1_000L).advance(400);
    clock.advance(Duration.ofSeconds(1));

    assertEquals(
        List.of(
            new FtpSessionInfo(
                handle.id(),
                SHOP,
                address("192.0.2.9"),
                Duration.ofSeconds(61),
                ManualClock.START.plusSeconds(5),
                Duration.ofSeconds(1),
                SessionState.ACTIVE,
                FtpStatus.DOWNLOADING,
                "/pub/ü",
                new TransferInfo(
                    TransferDirection.DOWNLOAD, "/pub/big.iso", 100, 400, 1_000L, 400, 400),
                "FTPS",
                true)),
        registry.ftpSessions());
    assertEquals(Service.FTP, registry.ftpSessions().get(0).service());
  }

  @Test
  void ftpStatusFollowsTheCommands() {
    FtpHandle handle = Doors.connect(registry, IGNORING);
    assertEquals(FtpStatus.CONNECTED, status());
    handle.loggedIn(SHOP);
    assertEquals(FtpStatus.IDLE, status());
    handle.running(FtpStatus.LISTING);
    assertEquals(FtpStatus.LISTING, status());
    handle.finished();
    assertEquals(FtpStatus.IDLE, status());
    handle.running(FtpStatus.BUSY);
    assertEquals(FtpStatus.BUSY, status());
    handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(1);
    assertEquals(FtpStatus.UPLOADING, status());
    clock.advance(Duration.ofSeconds(3));
    assertEquals(FtpStatus.STALLED, status());
    handle.finished();
    assertEquals(FtpStatus.IDLE, status());
    assertNull(registry.ftpSessions().get(0).transfer());
    registry.terminateMatching(
        Service.FTP, Filter.all(), TerminationOrder.by("operator").because("test"));
    assertEquals(FtpStatus.TERMINATING, status());
  }

  private FtpStatus status() {
    return registry.ftpSessions().get(0).status();
  }

  @Test
  void onlyCommandsThatTransferNothingAreRunning() {
    FtpHandle handle = Doors.connect(registry);
    for (FtpStatus status : FtpStatus.values()) {
      if (status != FtpStatus.LISTING && status != FtpStatus.BUSY) {
        assertThrows(IllegalArgumentException.class, () -> handle.running(status));
      }
    }
  }

  @Test
  void connectedCountsFromTheLoginOnceThereIsOne() {
    FtpHandle handle = Doors.connect(registry);
    clock.advance(Duration.ofSeconds(7));
    assertEquals(Duration.ofSeconds(7), registry.ftpSessions().get(0).connected());
    handle.loggedIn(SHOP);
    clock.advance(Duration.ofSeconds(2));
    assertEquals(Duration.ofSeconds(2), registry.ftpSessions().get(0).connected());
  }

  @Test
  void restoredPanelSessionKeepsItsLogonTime() {
    Instant before = ManualClock.START.minus(Duration.ofHours(3));
    registry.openPanel(PanelLogin.of(SHOP).logonTime(before).build(), IGNORING);
    assertEquals(before, registry.panelSessions().get(0).logonTime());
    SessionQuery longAgo = SessionQuery.matching(Filter.parse(Service.PANEL, "connected>2h"));
    assertEquals(1, registry.panelSessions(longAgo).total());
  }

  @Test
  void absurdRestoredLogonTimesBreakNoListing() {
    for (Instant time : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
      registry.openPanel(PanelLogin.of(SHOP).logonTime(time).build(), IGNORING);
    }
    clock.advance(Duration.ofDays(400));
    List<Instant> listed =
        registry.panelSessions().stream().map(PanelSessionInfo::logonTime).toList();
    assertEquals(Instant.EPOCH, listed.get(1));
    assertTrue(listed.get(0).isBefore(Instant.parse("-290000-01-01T00:00:00Z")));
    assertTrue(listed.get(2).isAfter(Instant.parse("+290000-01-01T00:00:00Z")));
    SessionQuery longAgo = SessionQuery.matching(Filter.parse(Service.PANEL, "connected>20000d"));
    assertEquals(2, registry.panelSessions(longAgo).total());
  }

  @Test
  void endedSessionIsListedNoMore() {
    SessionHandle panel = Doors.panel(registry, "a");
    SessionHandle ftp = Doors.ftp(registry, "a");
    assertTrue(panel.closed(Ending.Cause.LOGGED_OUT));
    assertTrue(panel.isClosed());
    assertEquals(Optional.empty(), registry.session(panel.id()));
    assertTrue(registry.panelSessions().isEmpty());
    assertEquals(1, registry.ftpSessions().size());
    assertFalse(ftp.isClosed());
    assertFalse(panel.closed(Ending.Cause.EXPIRED), "ended by the first report");
  }

  @Test
  void endedSessionTakesNothingMore() {
    FtpHandle handle = Doors.connect(registry);
    handle.closed(Ending.Cause.DISCONNECTED);
    handle.loggedIn(SHOP);
    handle.location("/");
    handle.running(FtpStatus.BUSY);
    handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(5);
    handle.finished();
    handle.touch();
    assertTrue(registry.ftpSessions().isEmpty());
    assertEquals(0, registry.ftpSessions(SessionQuery.matching(Filter.login("shop"))).total());
  }

  @Test
  void terminatedIsNothingAnAdapterReports() {
    SessionHandle handle = Doors.panel(registry, "a");
    assertThrows(IllegalArgumentException.class, () -> handle.closed(Ending.Cause.TERMINATED));
    assertFalse(handle.isClosed());
  }

  @Test
  void aSessionTakesOneLogin() {
    FtpHandle handle = Doors.ftp(registry, "a");
    assertThrows(IllegalStateException.class, () -> handle.loggedIn(SHOP));
    assertEquals("a", registry.ftpSessions().get(0).account().login());
  }

  @Test
  void listingsNeverChange() {
    FtpHandle handle = Doors.ftp(registry, "a");
    Page<FtpSessionInfo> page = registry.ftpSessions(SessionQuery.all());
    FtpSessionInfo before = page.sessions().get(0);
    String text = before.toString();
    handle.location("/elsewhere");
    handle.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(5);
    clock.advance(Duration.ofSeconds(9));
    handle.closed(Ending.Cause.DISCONNECTED);
    assertEquals(text, page.sessions().get(0).toString());
    assertThrows(UnsupportedOperationException.class, () -> page.sessions().clear());
    assertThrows(UnsupportedOperationException.class, () -> registry.panelSessions().add(null));
  }

  @Test
  void idsAreReadAsAPersonTypesThem() {
    SessionHandle handle = Doors.panel(registry, "a");
    String typed = " " + handle.id().toUpperCase(Locale.ROOT).replace('0', 'O').replace('1', 'l');
    assertEquals(handle.id(), registry.session(typed).orElseThrow().id());
  }
}
