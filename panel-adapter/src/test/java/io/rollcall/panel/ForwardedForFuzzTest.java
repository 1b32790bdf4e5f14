package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.common.net.InetAddresses;
import io.rollcall.HostileText;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client puts into the headers in which proxies name their clients. */
class ForwardedForFuzzTest {
  private static final String PROXY = "10.0.0.1";
  private static final List<Network> TRUSTED = List.of(Network.parse("10.0.0.0/8"));
  private static final ClientAddress ANY_HEADER = new ClientAddress(TRUSTED, null);
  private static final ClientAddress FORWARDED = new ClientAddress(TRUSTED, ProxyHeader.FORWARDED);
  private static final ClientAddress X_FORWARDED_FOR =
      new ClientAddress(TRUSTED, ProxyHeader.X_FORWARDED_FOR);

  private static final List<String> HEADERS =
      List.of(
          "203.0.113.7, 10.1.2.3",
          "[2001:db8::7]:4711, fe80::7%eth0, 203.0.113.7:_port",
          "for=198.51.100.1;proto=https;by=10.0.0.1, For=\"[2001:db8::17]:4711\"",
          "host=\"a,b;for=198.51.100.9\";for=203.0.113.7",
          "for=\"203.0.113\\.7\", for=unknown, for=_hidden");

  /** What clients call the host: the proxy passes it on, as a quoted string. */
  private static final List<String> HOSTS =
      List.of("www.example.com", "x,for=198.51.100.9", "x,for=198.51.100.9;z=", "x;for=\\\"");

  @Provide
  Arbitrary<String> headers() {
    return HostileText.like(HEADERS);
  }

  /** What a trusted proxy writes for a client from 203.0.113.7. */
  @Provide
  Arbitrary<String> elements() {
    Arbitrary<String> clients =
        Arbitraries.of(
            "for=203.0.113.7", "For=\"203.0.113.7:4711\"", "for=\"[::ffff:203.0.113.7]\"");
    Arbitrary<String> hosts =
        Arbitraries.oneOf(Arbitraries.of(HOSTS), HostileText.like(HOSTS))
            .map(host -> "host=\"" + host.replaceAll("[\\\\\"]", "\\\\$0") + "\"");
    return Combinators.combine(clients, hosts, Arbitraries.of(0, 1, 2, 3))
        .as(
            (client, host, shape) ->
                switch (shape) {
                  case 0 -> client;
                  case 1 -> client + ";" + host;
                  case 2 -> host + ";" + client + ";proto=https";
                  default -> "by=10.0.0.1;" + client + ";" + host;
                });
  }

  private static HttpServletRequest request(String headerName, List<String> values) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ForwardedForFuzzTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> PROXY;
                  case "getHeaders" ->
                      Collections.enumeration(
                          headerName.equals(arguments[0]) ? values : List.<String>of());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static String addressOf(ClientAddress addresses, String headerName, String... values) {
    InetAddress address = addresses.of(request(headerName, List.of(values)));
    assertNotNull(address, "the proxy's own at least");
    return InetAddresses.toAddrString(address);
  }

  @Property
  void anyHeaderNamesAnAddressOrIsIgnored(@ForAll("headers") String header) {
    for (ProxyHeader name : ProxyHeader.values()) {
      String client = addressOf(ANY_HEADER, name.headerName(), header);
      assertEquals(client, InetAddresses.toAddrString(InetAddresses.forString(client)));
    }
  }

  @Property
  void whatAClientPutsBeforeChangesNothingOfXForwardedFor(@ForAll("headers") String forged) {
    String name = ProxyHeader.X_FORWARDED_FOR.headerName();
    assertEquals("203.0.113.7", addressOf(X_FORWARDED_FOR, name, forged + ", 203.0.113.7"));
    assertEquals("203.0.113.7", addressOf(X_FORWARDED_FOR, name, forged, "203.0.113.7, " + PROXY));
  }

  @Property
  void whatAClientPutsBeforeChangesNothingOfForwarded(
      @ForAll("headers") String forged, @ForAll("elements") String element) {
    String name = ProxyHeader.FORWARDED.headerName();
    assertEquals("203.0.113.7", addressOf(FORWARDED, name, forged + ", " + element));
    assertEquals("203.0.113.7", addressOf(FORWARDED, name, forged, element));
  }
}
