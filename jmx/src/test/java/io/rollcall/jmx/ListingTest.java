package io.rollcall.jmx;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.SessionRegistry;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.TransferMeter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators read: pages, tables and rows, through a connector. */
class ListingTest {
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private Console console;

  @BeforeEach
  void open() throws Exception {
    console =
        Console.open(
            SessionRegistry.builder().clocks(() -> START.plusNanos(nanos.get()), nanos::get));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void findFiltersOrdersAndPages() throws Exception {
    for (String login : List.of("web3", "web1", "mail", "web2", "web4")) {
      console.door.ftp(login);
      pass(60);
    }

    assertEquals(
        List.of("web3", "web1", "mail", "web2", "web4"), console.find(console.ftp, "", "", 0, 0));
    assertEquals(
        List.of("web3", "web1", "mail", "web2", "web4"),
        console.find(console.ftp, null, null, 0, 0));
    assertEquals(
        List.of("web1", "web2", "web3", "web4"),
        console.find(console.ftp, "login=web*", "login", 0, 0));
    assertEquals(List.of("web3", "web2"), console.find(console.ftp, "login=web*", "-login", 1, 2));
    assertEquals(List.of("web4"), console.find(console.ftp, "login=web* connected<90s", "", 0, 0));
    assertEquals(List.of(), console.find(console.ftp, "", "", 5, 0));
    CompositeData page = (CompositeData) console.call(console.ftp, "find", "login=web*", "", 1, 1);
    assertEquals(4, page.get("total"));
  }

  @Test
  void findReturnsHundredRowsUnlessAskedForMore() throws Exception {
    openPanelSessions(150);

    assertEquals(100, console.find(console.panel, "", "", 0, 0).size());
    assertEquals(150, console.find(console.panel, "", "", 0, 10_000).size());
  }

  @Test
  void sessionsAreThousandAtMostLongestLoggedInFirst() throws Exception {
    pass(60);
    openPanelSessions(1_050);

    CompositeData[] rows = (CompositeData[]) console.read(console.panel, "Sessions");
    assertEquals(1_000, rows.length);
    assertEquals("user0", rows[0].get("login"));
    assertEquals("user999", rows[999].get("login"));
    assertEquals(1_050, console.read(console.panel, "Count"));
  }

  @Test
  void tableShowsFiveHundredRowsAndSaysHowManyItDoesNot() throws Exception {
    openPanelSessions(1_734);

    List<String> lines = console.table(console.panel);
    assertEquals(1 + 500 + 1, lines.size());
    assertEquals("… 1,234 more not shown; use table(filter) to narrow down", lines.get(501));
    assertEquals(
        1 + 111, Console.lines(console.call(console.panel, "table", "login=user12*")).size());
  }

  private void openPanelSessions(int count) {
    for (int i = 0; i < count; i++) {
      console.door.panel("user" + i);
    }
  }

  @Test
  void emptyTableIsASentence() throws Exception {
    assertEquals(List.of("There is no panel session."), console.table(console.panel));
    assertEquals(List.of("There is no FTP session."), console.table(console.ftp));
    assertEquals(
        List.of("No FTP session matches: login=bob"),
        Console.lines(console.call(console.ftp, "table", " login=bob ")));
    assertEquals(0, ((CompositeData[]) console.read(console.ftp, "Sessions")).length);
  }

  @Test
  void panelTableHasTheManualsFields() throws Exception {
    String id =
        console
            .door
            .panel(
                new Account("alice", AccountType.DOMAIN_OWNER, "example.com"),
                "203.0.113.7",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
            .id();
    pass(7_505);

    assertEquals(
        List.of(
            "ID        Type          Login  Domain       IP address   Logon time            Idle"
                + "  State   Browser",
            id
                + "  DOMAIN_OWNER  alice  example.com  203.0.113.7  "
                + SessionWords.time(START)
                + "  2h05m"
                + "  ACTIVE  … x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
        console.table(console.panel));
  }

  @Test
  void ftpTableHasTheManualsFields() throws Exception {
    FtpHandle alice =
        console.door.ftp(
            new Account("alice", AccountType.SUBDOMAIN_OWNER, "example.com"), "2001:db8::7");
    alice.location("/in");
    pass(90);
    TransferMeter film =
        alice.startTransfer(TransferDirection.UPLOAD, "/in/film.mkv", 0, 51_200_000L);
    for (int tenth = 0; tenth < 45; tenth++) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
      film.advance(512_000);
    }

    double kilobytes =
        requireNonNull(console.registry.ftpSessions().get(0).transfer()).bytesPerSecond() / 1_024;
    assertEquals(5_000, kilobytes, 250);
    assertEquals(
        List.of(
            "ID        Type             Status     Login  Domain       Location  File      "
                + "     Speed  Progress  IP address   Logon time           Connected  Idle  Protocol",
            alice.id()
                + "  SUBDOMAIN_OWNER  UPLOADING  alice  example.com  /in       film.mkv  "
                + String.format(Locale.ROOT, "%,.0f", kilobytes)
                + " KB/s      45 %  2001:db8::7  "
                + SessionWords.time(START)
                + "      1m34s    0s  FTP"),
        console.table(console.ftp));
    assertEquals(
        kilobytes, ((CompositeData[]) console.read(console.ftp, "Sessions"))[0].get("speedKBps"));
  }

  @Test
  void columnsStayAlignedWhateverIsInThem() throws Exception {
    console.door.ftp("a").location("/");
    console.door.ftp("田中太郎").location("/ホーム");
    console.door.ftp("e\u0301tienne").location("/" + "deep/".repeat(40) + "end");
    console.door.connect("2001:db8:1:2:3:4:5:6");
    console.door.ftp("x".repeat(5_000));

    List<String> lines = console.table(console.ftp);
    assertEquals(6, lines.size());
    int column = columns(lines.get(0).substring(0, lines.get(0).indexOf("IP address")));
    for (String line : lines.subList(1, 6)) {
      String before = line.substring(0, line.lastIndexOf(line.contains("2001") ? "2001" : "192."));
      assertEquals(column, columns(before), line);
      assertTrue(line.length() < 200, line);
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains("…ep/deep/deep/deep/deep/deep/end ")));
    assertFalse(lines.get(0).endsWith(" "));
  }

  /** The columns of a fixed-width font that the text takes, counted for this test's characters. */
  private static int columns(String text) {
    return text.codePoints()
        .map(
            character ->
                Character.isIdeographic(character)
                        || Character.UnicodeScript.of(character) == Character.UnicodeScript.KATAKANA
                        || character == 'ー'
                    ? 2
                    : character == 0x301 ? 0 : 1)
        .sum();
  }

  @Test
  void panelAndFtpSessionsAreListedApart() throws Exception {
    console.door.panel("alice");
    console.door.ftp("bob");

    assertEquals(List.of("alice"), console.find(console.panel, "", "", 0, 0));
    assertEquals(List.of("bob"), console.find(console.ftp, "", "", 0, 0));
    assertEquals(
        List.of("login"),
        Stream.of((CompositeData[]) console.read(console.ftp, "Sessions"))
            .flatMap(row -> row.getCompositeType().keySet().stream())
            .filter(item -> item.equals("login"))
            .toList());
  }
}
