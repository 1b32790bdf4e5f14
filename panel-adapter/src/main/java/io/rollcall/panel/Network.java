package io.rollcall.panel;

import com.google.common.net.InetAddresses;
import io.rollcall.PrintableText;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An address or a network (RFC 4632, RFC 4291). */
final class Network {
  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /**
   * Reads an address, or an address, a slash and a prefix length.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = addressOrNull(slash < 0 ? text : text.substring(0, slash));
    if (address != null) {
      byte[] bytes = address.getAddress();
      if (slash < 0) {
        return new Network(bytes, bytes.length * 8);
      }
      String length = text.substring(slash + 1);
      if (length.matches("\\d{1,3}") && Integer.parseInt(length) <= bytes.length * 8) {
        return new Network(bytes, Integer.parseInt(length));
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no trusted proxy: expected an address or a network such as 10.0.0.0/8"
            .formatted(PrintableText.of(text, 60)));
  }

  /**
   * Reads a literal address, never asking a name server. A zone ({@code %eth0}) is dropped; an
   * IPv4-mapped IPv6 address is the IPv4 address it carries.
   *
   * @return the address, or null if the text is none
   */
  static @Nullable InetAddress addressOrNull(String text) {
    int zone = text.indexOf('%');
    String literal = zone < 0 ? text : text.substring(0, zone);
    return InetAddresses.isInetAddress(literal) ? InetAddresses.forString(literal) : null;
  }

  boolean contains(InetAddress candidate) {
    byte[] other = candidate.getAddress();
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = prefix - bit >= 8 ? 0xFF : 0xFF00 >> (prefix - bit) & 0xFF;
      if (((other[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
