package io.rollcall.internal;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network (RFC 4632, RFC 4291). IPv4-mapped IPv6 addresses count as the IPv4
 * addresses they carry, and zones ({@code %eth0}) do not count.
 */
final class AddressRange {
  private static final int IPV4_BYTES = 4;

  /** The bits of an IPv4-mapped address before the IPv4 address (RFC 4291 section 2.5.5.2). */
  private static final int MAPPED_PREFIX = 96;

  private final byte[] network;
  private final int prefix;

  private AddressRange(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /** Reads an address, or an address, a slash and a prefix length; null if it is neither. */
  static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = withoutZone(slash < 0 ? text : text.substring(0, slash));
    if (!InetAddresses.isInetAddress(address)) {
      return null;
    }
    byte[] network = InetAddresses.forString(address).getAddress();
    int bits = network.length * 8;
    if (slash < 0) {
      return new AddressRange(network, bits);
    }
    String length = text.substring(slash + 1);
    if (!length.matches("\\d{1,3}")) {
      return null;
    }
    boolean mapped = network.length == IPV4_BYTES && address.indexOf(':') >= 0;
    int prefix = Integer.parseInt(length) - (mapped ? MAPPED_PREFIX : 0);
    return prefix < 0 || prefix > bits ? null : new AddressRange(network, prefix);
  }

  /** Takes the zone (RFC 4007 section 11) off an IPv6 address. */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    boolean isZone = zone > 0 && zone < address.length() - 1 && address.indexOf(':') >= 0;
    return isZone ? address.substring(0, zone) : address;
  }

  /**
   * The IPv4 address that a mapped one carries; any other as it is. The JDK makes it itself, except
   * where an address was built together with a zone.
   */
  private static byte[] unmapped(byte[] address) {
    if (address.length == IPV4_BYTES) {
      return address;
    }
    for (int i = 0; i < MAPPED_PREFIX / 8; i++) {
      if (address[i] != (i < 10 ? 0 : (byte) 0xFF)) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, MAPPED_PREFIX / 8, address.length);
  }

  boolean contains(InetAddress address) {
    byte[] other = unmapped(address.getAddress());
    if (other.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (other[i] != network[i]) {
        return false;
      }
    }
    int mask = 0xFF00 >> (prefix % 8) & 0xFF;
    return mask == 0 || (other[whole] & mask) == (network[whole] & mask);
  }
}
