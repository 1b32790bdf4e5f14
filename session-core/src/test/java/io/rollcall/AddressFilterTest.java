package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static io.rollcall.Doors.address;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses and networks of both families. */
class AddressFilterTest {
  private static boolean matches(String filter, InetAddress address) {
    try (SessionRegistry registry = SessionRegistry.create()) {
      var unused = registry.openFtp(address, "FTP", IGNORING);
      SessionQuery query = SessionQuery.matching(Filter.parse(Service.FTP, "ip=" + filter));
      return registry.ftpSessions(query).total() == 1;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.99/24, 203.0.113.1, true",
    "203.0.113.0/24, 203.0.112.255, false",
    "203.0.113.128/25, 203.0.113.127, false",
    "203.0.113.128/25, 203.0.113.128, true",
    "203.0.113.7/32, 203.0.113.7, true",
    "203.0.113.7/32, 203.0.113.6, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "128.0.0.0/1, 127.255.255.255, false",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7, true",
    "2001:DB8::7, 2001:db8::7, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "2001:db8::7/128, 2001:db8::7, true",
    "::/0, ::1, true",
    "::/0, 203.0.113.7, false",
    "::ffff:203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, ::ffff:203.0.113.7, true",
    "::ffff:203.0.113.0/120, 203.0.113.9, true",
    "::ffff:203.0.113.0/120, 203.0.114.9, false",
    "fe80::1%eth7, fe80::1, true",
    "fe80::%eth7/10, fe80::2, true",
    "::1%lo, ::1, true",
  })
  void covers(String filter, String address, boolean expected) {
    assertEquals(expected, matches(filter, address(address)));
  }

  @Test
  void zonesOfClientsDoNotCount() throws UnknownHostException {
    byte[] bytes = address("fe80::1").getAddress();
    InetAddress zoned = Inet6Address.getByAddress(null, bytes, 3);
    assertEquals(true, matches("fe80::1", zoned));
    assertEquals(true, matches("fe80::/64", zoned));
    assertEquals(false, matches("fe80::2", zoned));
  }

  @Test
  void mappedAddressesOfClientsCountAsTheIpv4AddressesTheyCarry() throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xFF;
    bytes[11] = (byte) 0xFF;
    System.arraycopy(address("203.0.113.7").getAddress(), 0, bytes, 12, 4);
    InetAddress mapped = Inet6Address.getByAddress(null, bytes, 3);
    assertEquals(16, mapped.getAddress().length);
    assertEquals(true, matches("203.0.113.0/24", mapped));
    assertEquals(true, matches("::ffff:203.0.113.7", mapped));
    assertEquals(false, matches("203.0.114.0/24", mapped));
  }

  @Test
  void unknownAddressMatchesNoNetwork() {
    assertEquals(false, matches("0.0.0.0/0", null));
  }
}
