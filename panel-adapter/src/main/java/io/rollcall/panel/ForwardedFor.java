package io.rollcall.panel;

import com.google.common.base.Splitter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the addresses out of the headers in which proxies name their clients. */
final class ForwardedFor {
  private ForwardedFor() {}

  /**
   * Splits a header value at a separator that stands outside quoted strings (RFC 9110 section
   * 5.6.4). It is read from its end, where what a proxy has added stands and is well-formed: so
   * nothing that a client put before that, such as a quote that it leaves open, changes how it is
   * read.
   *
   * @return the parts without blanks around them; never empty
   */
  static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int end = value.length();
    for (int i = end - 1; i >= 0; i--) {
      char c = value.charAt(i);
      if (c == '"' && !(quoted && isEscaped(value, i))) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(value.substring(i + 1, end).strip());
        end = i;
      }
    }
    parts.add(value.substring(0, end).strip());
    Collections.reverse(parts);
    return parts;
  }

  /** Whether an odd number of backslashes stands before a character. */
  private static boolean isEscaped(String value, int index) {
    int start = index;
    while (start > 0 && value.charAt(start - 1) == '\\') {
      start--;
    }
    return (index - start) % 2 == 1;
  }

  /** Splits a header value at a separator, whatever stands around it. */
  static List<String> splitPlainly(String value, char separator) {
    return Splitter.on(separator).trimResults().splitToList(value);
  }

  /**
   * Reads the {@code for} parameter of one element of a {@code Forwarded} header (RFC 7239 section
   * 4).
   *
   * @return the node it names, or null if there is none
   */
  static @Nullable String forParameter(String element) {
    for (String pair : split(element, ';')) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase("for")) {
        return unquote(pair.substring(equals + 1).strip());
      }
    }
    return null;
  }

  /**
   * Reads the address of a node: an IPv4 address, an IPv6 address with or without brackets, with or
   * without a port (RFC 7239 section 6).
   *
   * @return the address, or null if the node is none: unknown, obfuscated, a host name, garbage
   */
  static @Nullable InetAddress address(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end > 0 && isPortOrNothing(node.substring(end + 1))
          ? Network.addressOrNull(node.substring(1, end))
          : null;
    }
    int colon = node.indexOf(':');
    if (colon >= 0 && colon == node.lastIndexOf(':') && isPortOrNothing(node.substring(colon))) {
      return Network.addressOrNull(node.substring(0, colon));
    }
    return Network.addressOrNull(node);
  }

  /** A port may be obfuscated: an underscore, then letters, digits, dots, underscores, hyphens. */
  private static boolean isPortOrNothing(String text) {
    return text.isEmpty() || text.matches(":(\\d{1,5}|_[A-Za-z0-9._-]+)");
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
