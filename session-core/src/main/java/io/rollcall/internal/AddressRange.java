package io.rollcall.internal;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network (RFC 4632, RFC 4291). IPv4-mapped IPv6 addresses count as the IPv4
 * addresses they carry, and zones ({@code %eth0}) do not count.
 */
final class AddressRange {
  private final byte[] network;
  private final int prefix;

  private AddressRange(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /** Reads an address, or an address, a slash and a prefix length; null if it is neither. */
  static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (address.indexOf('%') >= 0 || !InetAddresses.isInetAddress(address)) {
      return null;
    }
    byte[] network = InetAddresses.forString(address).getAddress();
    int bits = network.length * 8;
    if (slash < 0) {
      return new AddressRange(network, bits);
    }
    String length = text.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
      return null;
    }
    return new AddressRange(network, Integer.parseInt(length));
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
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
