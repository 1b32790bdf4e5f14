package io.rollcall.ftp;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How a client talks to the server.
 *
 * @param encryption whether and when TLS begins
 * @param data how data connections are opened
 * @param ipv6 over which of the two loopback addresses
 */
record ClientMode(Encryption encryption, Data data, boolean ipv6) {
  enum Encryption {
    PLAIN,
    /** AUTH TLS, RFC 4217. */
    EXPLICIT,
    /** From the first byte. */
    IMPLICIT
  }

  /** The command that opens a data connection. */
  enum Data {
    PASV,
    EPSV,
    PORT,
    EPRT;

    boolean isPassive() {
      return this == PASV || this == EPSV;
    }

    /** RFC 2428: these two know IPv6. */
    boolean isExtended() {
      return this == EPSV || this == EPRT;
    }
  }

  boolean isEncrypted() {
    return encryption != Encryption.PLAIN;
  }

  String host() {
    return ipv6 ? "::1" : "127.0.0.1";
  }

  InetAddress address() {
    try {
      return InetAddress.getByName(host());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address literal needs no look-up", e);
    }
  }

  /** As the beginning of an address, with a login or without. */
  String url(String credentials, int port) {
    String scheme = encryption == Encryption.IMPLICIT ? "ftps" : "ftp";
    String shownHost = ipv6 ? "[" + host() + "]" : host();
    return scheme + "://" + credentials + shownHost + ":" + port + "/";
  }

  /** A server that this mode can talk to. */
  TestServer.Options server() {
    TestServer.Options options = new TestServer.Options();
    options.tls = isEncrypted();
    options.implicit = encryption == Encryption.IMPLICIT;
    options.listener = listener -> listener.setServerAddress(host());
    return options;
  }

  @Override
  public String toString() {
    return encryption + " " + data + " " + (ipv6 ? "IPv6" : "IPv4");
  }
}
