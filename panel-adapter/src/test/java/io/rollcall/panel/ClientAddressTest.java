package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.rollcall.SessionRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class ClientAddressTest extends PanelTestBase {
  private static final List<String> PROXIES = List.of("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48");

  private void startBehind(List<String> proxies) throws Exception {
    start(options -> options.loginAttribute(TestPanel.USER).trustedProxies(proxies));
  }

  private void assertListedFrom(String address, String... headers) {
    newBrowser().post(loginPath("alice", "attribute"), headers);
    assertEquals(InetAddresses.forString(address), onlyRow().address());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "203.0.113.7 | 203.0.113.7",
        "203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "198.51.100.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "198.51.100.1,203.0.113.7 | 203.0.113.7",
        "203.0.113.7:4711 | 203.0.113.7",
        "2001:db8::7 | 2001:db8::7",
        "[2001:db8::7]:4711 | 2001:db8::7",
        "2001:db8::7, 2001:db8:1::1 | 2001:db8::7",
        "fe80::7%eth0 | fe80::7",
        "::ffff:203.0.113.7 | 203.0.113.7",
        "10.0.0.1, 10.0.0.2 | 10.0.0.1",
        "203.0.113.7, unknown | 127.0.0.1",
        "localhost | 127.0.0.1",
        "203.0.113.7, www.example.com | 127.0.0.1",
        "203.0.113.7; DROP TABLE | 127.0.0.1",
        "203.0.113.999 | 127.0.0.1",
        ", , | 127.0.0.1",
        "[2001:db8::7 | 127.0.0.1",
        "garbage, 203.0.113.7 | 203.0.113.7",
        "\"198.51.100.1, 203.0.113.7 | 203.0.113.7",
      })
  void aTrustedProxysXForwardedFor(String header, String expected) throws Exception {
    startBehind(PROXIES);
    assertListedFrom(expected, "X-Forwarded-For", header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=203.0.113.7 | 203.0.113.7",
        "For=203.0.113.7;proto=https;by=10.0.0.1 | 203.0.113.7",
        "for=198.51.100.1, for=203.0.113.7, for=10.1.2.3 | 203.0.113.7",
        "for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
        "for=\"[2001:db8:cafe::17]\";proto=http, for=10.1.2.3 | 2001:db8:cafe::17",
        "for=\"203.0.113.7:_port\" | 203.0.113.7",
        "host=\"a,b;for=198.51.100.9\";for=203.0.113.7 | 203.0.113.7",
        "for=\"203.0.113\\.7\" | 203.0.113.7",
        "for=unknown | 127.0.0.1",
        "for=_hidden, for=10.1.2.3 | 127.0.0.1",
        "proto=https | 127.0.0.1",
        "for=\"198.51.100.1, for=203.0.113.7 | 203.0.113.7",
        "rubbish | 127.0.0.1",
      })
  void aTrustedProxysForwarded(String header, String expected) throws Exception {
    startBehind(PROXIES);
    assertListedFrom(expected, "Forwarded", header);
  }

  /** The host is the client's word as well, and the proxy passes it on in quotes. */
  @Test
  void aQuoteThatIsLeftOpenLetsNoHostForgeAnAddress() throws Exception {
    startBehind(PROXIES);
    assertListedFrom(
        "203.0.113.7", "Forwarded", "\", for=203.0.113.7;host=\"x,for=198.51.100.9;z=\"");
  }

  @Test
  void severalHeadersAreOneList() throws Exception {
    startBehind(PROXIES);
    assertListedFrom(
        "203.0.113.7",
        "X-Forwarded-For",
        "198.51.100.1, 203.0.113.7",
        "X-Forwarded-For",
        "10.9.9.9");
  }

  @Test
  void anUntrustedPeerCannotSayWhoItIs() throws Exception {
    startBehind(List.of("10.0.0.0/8"));
    assertListedFrom("127.0.0.1", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.8");
  }

  @Test
  void withoutTrustedProxiesNoHeaderCounts() throws Exception {
    startWithAttribute();
    assertListedFrom("127.0.0.1", "X-Forwarded-For", "203.0.113.7");
  }

  @Test
  void theHeaderThatTheProxiesWriteCanBeNamed() throws Exception {
    start(
        options ->
            options.loginAttribute(TestPanel.USER).trustedProxies(ProxyHeader.FORWARDED, PROXIES));
    assertListedFrom(
        "203.0.113.8", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1", "2001:db8::/x"})
  void whatIsNoProxyIsRefused(String proxy) throws Exception {
    startWithAttribute();
    try (SessionRegistry other = SessionRegistry.create()) {
      PanelSessionsBuilder builder = PanelSessions.builder(other);
      List<String> proxies = List.of(proxy);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> builder.trustedProxies(proxies));
      assertTrue(refused.getMessage().contains("'" + proxy + "'"), refused.getMessage());
    }
  }
}
