package io.rollcall;

import static java.util.Objects.requireNonNull;

import io.rollcall.internal.AddressRange;
import io.rollcall.internal.FilterParser;
import org.jspecify.annotations.Nullable;

/**
 * Whom a lockout keeps out: a login, an address or network, a login from an address or network, or
 * a domain.
 *
 * <p>A lockout must not be evaded by writing a name otherwise. So logins and domains are compared
 * without regard to upper and lower case, domains without the root's dot, an IPv4-mapped IPv6
 * address as the IPv4 address it carries (RFC 4291 section 2.5.5.2), and addresses without a zone
 * (RFC 4007 section 11).
 *
 * @param login the login that is kept out, or null for any
 * @param network the address or network that is kept out, as {@code 203.0.113.7} or {@code
 *     2001:db8::/32}, or null for any
 * @param domain the domain whose accounts are kept out, or null
 */
public record LockoutTarget(
    @Nullable String login, @Nullable String network, @Nullable String domain) {
  /**
   * Refuses what is none of the four kinds.
   *
   * @param login the login, or null
   * @param network the address or network, or null
   * @param domain the domain, or null
   */
  public LockoutTarget {
    if (domain != null ? login != null || network != null : login == null && network == null) {
      throw new IllegalArgumentException(
          "a lockout is for a login, an address, a login from an address, or a domain");
    }
    if (network != null) {
      network = AddressRange.require(network).toString();
    }
  }

  /**
   * Keeps a login out.
   *
   * @param login the login
   * @return the target
   */
  public static LockoutTarget login(String login) {
    return new LockoutTarget(requireNonNull(login, "login"), null, null);
  }

  /**
   * Keeps an address or a network out.
   *
   * @param network as {@code 203.0.113.7} or {@code 2001:db8::/32}
   * @return the target
   * @throws IllegalArgumentException if it is neither; host names are not
   */
  public static LockoutTarget address(String network) {
    return new LockoutTarget(null, requireNonNull(network, "network"), null);
  }

  /**
   * Keeps a login out where it comes from an address or a network.
   *
   * @param login the login
   * @param network as for {@link #address}
   * @return the target
   * @throws IllegalArgumentException if the network is none
   */
  public static LockoutTarget loginFrom(String login, String network) {
    return new LockoutTarget(
        requireNonNull(login, "login"), requireNonNull(network, "network"), null);
  }

  /**
   * Keeps the accounts of a domain out.
   *
   * @param domain the domain
   * @return the target
   */
  public static LockoutTarget domain(String domain) {
    return new LockoutTarget(null, null, requireNonNull(domain, "domain"));
  }

  /**
   * Reads a target, written as a {@linkplain Filter filter} of {@code login=}, {@code ip=}, both,
   * or {@code domain=}, without wildcards.
   *
   * @param text such as {@code login=alice ip=203.0.113.0/24}
   * @return the target
   * @throws IllegalArgumentException if it cannot be read; the message says what was expected
   */
  public static LockoutTarget parse(String text) {
    return FilterParser.parseTarget(text);
  }

  /**
   * Returns the target as {@link #parse} reads it.
   *
   * @return the text
   */
  @Override
  public String toString() {
    if (domain != null) {
      return "domain=" + FilterParser.quoted(domain);
    }
    String ip = network == null ? "" : "ip=" + network;
    return login == null ? ip : ("login=" + FilterParser.quoted(login) + " " + ip).strip();
  }
}
