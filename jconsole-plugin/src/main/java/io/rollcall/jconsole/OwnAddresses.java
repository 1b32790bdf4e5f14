package io.rollcall.jconsole;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The addresses by which others see this computer. The loopback address is none: whoever comes from
 * it comes from the server's own machine, whoever that is.
 */
final class OwnAddresses {
  private OwnAddresses() {}

  /** Returns a test of an address as text. */
  static Predicate<String> test() {
    Set<String> own = new HashSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .forEach(own::add);
    } catch (SocketException e) {
      // the warning is a help, and no order hangs on it
      System.getLogger(OwnAddresses.class.getName())
          .log(System.Logger.Level.DEBUG, "this computer's addresses cannot be read", e);
    }
    return own::contains;
  }
}
