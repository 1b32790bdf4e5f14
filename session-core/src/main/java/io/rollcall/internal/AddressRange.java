package io.rollcall.internal;

import com.google.common.net.InetAddresses;
import io.rollcall.PrintableText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network (RFC 4632, RFC 4291). IPv4-mapped IPv6 addresses count as the IPv4
 * addresses they carry, and zones ({@code %eth0}) do not count.
 */
public final class AddressRange {
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

  /**
   * Reads an address or a network.
   *
   * @param text as {@code 203.0.113.7} or {@code 2001:db8::/32}
   * @return the range
   * @throws IllegalArgumentException if it is neither
   */
  public static AddressRange require(String text) {
    AddressRange range = parse(text);
    if (range == null) {
      throw new IllegalArgumentException(
          "'%s' is no address; expected one such as 203.0.113.7 or a network 203.0.113.0/24"
              .formatted(PrintableText.of(text, 60)));
    }
    return range;
  }

  /** An address without a zone, an IPv4-mapped one as the IPv4 address it carries. */
  static String text(InetAddress address) {
    return new AddressRange(unmapped(address.getAddress()), 0).address();
  }

  byte[] network() {
    return network;
  }

  int prefix() {
    return prefix;
  }

  private String address() {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(network));
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has 4 or 16 bytes", e);
    }
  }

  /** Ranges that hold the same addresses are written alike. */
  @Override
  public String toString() {
    byte[] masked = network.clone();
    for (int bit = prefix; bit < masked.length * 8; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    String address = new AddressRange(masked, prefix).address();
    return prefix == masked.length * 8 ? address : address + "/" + prefix;
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
  static byte[] unmapped(byte[] address) {
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
