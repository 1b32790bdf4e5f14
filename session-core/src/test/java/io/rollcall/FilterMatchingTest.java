package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions a filter means, for every key and operator. */
class FilterMatchingTest {
  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().patience(Duration.ZERO).build();

  @BeforeEach
  void openSessions() {
    open("old", AccountType.CLIENT, "Example.COM", IGNORING);
    clock.advance(Duration.ofHours(3));
    FtpHandle slow = open("web1", AccountType.WEB_USER, "shop.example.com", IGNORING);
    FtpHandle fast = open("web2", AccountType.WEB_USER, "example.com.", IGNORING);
    FtpHandle listing = open("Web3", AccountType.ANONYMOUS, null, IGNORING);
    FtpHandle unused = Doors.connect(registry, IGNORING); // without a login
    listing.running(FtpStatus.LISTING);
    slow.startTransfer(TransferDirection.UPLOAD, "/a", 0, null).advance(1024);
    fast.startTransfer(TransferDirection.DOWNLOAD, "/b", 0, null).advance(100 * 1024);
    clock.advance(Duration.ofSeconds(1));
  }

  private FtpHandle open(String login, AccountType type, String domain, SessionControl control) {
    FtpHandle handle = Doors.connect(registry, control);
    handle.loggedIn(new Account(login, type, domain));
    return handle;
  }

  private Set<String> logins(Filter filter) {
    Set<String> logins = new TreeSet<>();
    for (FtpSessionInfo session : registry.ftpSessions(SessionQuery.matching(filter)).sessions()) {
      Account account = session.account();
      assertTrue(logins.add(account == null ? "-" : account.login()));
    }
    return logins;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', - Web3 old web1 web2",
        "'  ', - Web3 old web1 web2",
        "login=web1, web1",
        "login=WEB1, ''",
        "login=web, ''",
        "login=web*, web1 web2",
        "login=*1, web1",
        "login=w*b*2, web2",
        "login=*, Web3 old web1 web2",
        "login=\\*, ''",
        "'login=\"web1\"', web1",
        "'login=\"web*\"', web1 web2",
        "LOGIN=web1, web1",
        "domain=example.com, old web2",
        "domain=EXAMPLE.com., old web2",
        "domain=*.example.com, web1",
        "domain=*example.com, old web1 web2",
        "domain=shop.*, web1",
        "domain=*, old web1 web2",
        "type=WEB_USER, web1 web2",
        "type=web_user, web1 web2",
        "type=ADMINISTRATOR, ''",
        "ip=192.0.2.1, - Web3 old web1 web2",
        "ip=192.0.2.2, ''",
        "status=UPLOADING, web1",
        "status=downloading, web2",
        "status=LISTING, Web3",
        "status=IDLE, old",
        "status=CONNECTED, -",
        "idle>10m, old",
        "idle<10m, - Web3 web1 web2",
        "idle>3h, old",
        "idle>10801s, ''",
        "idle<1.5s, - Web3 web1 web2",
        "idle<1s, ''",
        "idle>36500d, ''",
        "connected>2h, old",
        "connected<0.1d, - Web3 web1 web2",
        "connected>1s, old",
        "connected<1s, ''",
        "connected>10801s, ''",
        "speed<5, web1",
        "speed>5, web2",
        "speed>0.5, web1 web2",
        "speed<0.5, ''",
        "speed>1, web2",
        "speed<1, ''",
        "login=web* speed>5, web2",
        "'  login=web*    type=WEB_USER  domain=shop.*  ', web1",
        "login=web1 login=web2, ''",
      })
  void words(String text, String expected) {
    assertEquals(
        expected.isEmpty() ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))),
        logins(Filter.parse(Service.FTP, text)));
  }

  @Test
  void nullMeansAll() {
    assertEquals(5, logins(Filter.parse(Service.FTP, null)).size());
    assertEquals(5, logins(Filter.all()).size());
  }

  @Test
  void domainPatternDoesNotReachBeyondADot() {
    open("shopping", AccountType.CLIENT, "shopping.example", IGNORING);
    assertEquals(Set.of("web1"), logins(Filter.parse(Service.FTP, "domain=shop.*")));
    assertEquals(Set.of("web1"), logins(Filter.parse(Service.FTP, "domain=shop.*.")));
  }

  @Test
  void loginAndDomainTakenAsTheyAre() {
    String login = "a*b\" \\";
    open(login, AccountType.CLIENT, "x*y.example", IGNORING);
    open("axb\" \\", AccountType.CLIENT, "xzy.example", IGNORING);
    assertEquals(Set.of(login), logins(Filter.login(login)));
    assertEquals(Set.of(login), logins(Filter.domain("X*Y.example")));
  }

  @Test
  void andHoldsWhereBothDo() {
    Filter web = Filter.parse(Service.FTP, "login=web*");
    assertEquals(Set.of("web2"), logins(web.and(Filter.domain("example.com"))));
    assertEquals(Set.of("web2"), logins(Filter.domain("example.com").and(web)));
    assertEquals(Set.of("web1", "web2"), logins(Filter.all().and(web)));
    assertEquals(Set.of(), logins(Filter.login("web1").and(Filter.login("web2"))));
  }

  @Test
  void filterOfTheOtherServiceIsRefused() {
    Filter panel = Filter.parse(Service.PANEL, "idle>1m");
    assertThrows(IllegalArgumentException.class, () -> logins(panel));
    assertThrows(
        IllegalArgumentException.class,
        () -> registry.terminateMatching(Service.FTP, panel, TerminationOrder.by("operator")));
    assertThrows(
        IllegalArgumentException.class, () -> panel.and(Filter.parse(Service.FTP, "speed>1")));
    assertThrows(
        IllegalArgumentException.class,
        () -> registry.panelSessions(SessionQuery.matching(Filter.parse(Service.FTP, "idle>1m"))));
  }

  @Test
  void refusalOfAFilterShowsItSafely() {
    Filter panel = Filter.parse(Service.PANEL, "login=\"a\r\n\u202Eb\"");
    Exception refused = assertThrows(IllegalArgumentException.class, () -> logins(panel));
    assertEquals(refused.getMessage(), PrintableText.of(refused.getMessage()));
  }

  @Test
  void panelSessionsHaveNoStatusOrSpeed() {
    assertThrows(IllegalArgumentException.class, () -> Filter.parse(Service.PANEL, "status=IDLE"));
    assertThrows(IllegalArgumentException.class, () -> Filter.parse(Service.PANEL, "speed<5"));
  }
}
