package io.rollcall.jmx;

import static java.lang.invoke.MethodType.methodType;

import io.rollcall.PrintableText;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.security.Principal;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a bean: the principals that the connector authenticated and the address they call from.
 *
 * <p>The subject of the running call is found by {@code Subject.current()} where there is one (Java
 * 18 and later), and in the access control context before. Neither can be named in code that is
 * compiled for 17 without warnings and runs on 25, so both are looked up by name.
 */
final class Caller {
  private static final int SHOWN = 64;
  private static final MethodHandle SUBJECT = subjectGetter();

  private Caller() {}

  /** Returns words such as {@code operator from 192.0.2.1 (JMX)}, or {@code local JMX client}. */
  static String describe() {
    String names = principals();
    String host = clientHost();
    if (names.isEmpty()) {
      return host == null || isLocal(host)
          ? "local JMX client"
          : "unauthenticated client from " + host + " (JMX)";
    }
    return host == null ? names + " (local JMX)" : names + " from " + host + " (JMX)";
  }

  /** The subject that the connector authenticated for the running call; null if there is none. */
  static @Nullable Subject subject() {
    try {
      return (@Nullable Subject) SUBJECT.invokeExact();
    } catch (Throwable e) { // invokeExact declares it; neither method throws anything checked
      throw new IllegalStateException("the caller's subject cannot be read", e);
    }
  }

  private static String principals() {
    Subject subject = subject();
    if (subject == null) {
      return "";
    }
    return subject.getPrincipals().stream()
        .map(Principal::getName)
        .map(name -> PrintableText.of(name, SHOWN))
        .sorted()
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * The address that the running remote call comes from, the loopback address if {@link RemoteJmx}
   * took it from a client on this machine; null if the call is not remote.
   */
  static @Nullable String clientHost() {
    try {
      String host = RemoteServer.getClientHost();
      return host.equals(ClientSocket.THIS_MACHINE) ? "127.0.0.1" : host;
    } catch (ServerNotActiveException e) {
      return null;
    }
  }

  /** Whether an address is one of this machine's own. */
  private static boolean isLocal(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static MethodHandle subjectGetter() {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      try {
        return lookup.findStatic(Subject.class, "current", methodType(Subject.class));
      } catch (NoSuchMethodException e) {
        return subjectOfContext(lookup);
      }
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle subjectOfContext(MethodHandles.Lookup lookup)
      throws ReflectiveOperationException {
    Class<?> controller = Class.forName("java.security.AccessController");
    Class<?> context = Class.forName("java.security.AccessControlContext");
    return MethodHandles.filterReturnValue(
        lookup.findStatic(controller, "getContext", methodType(context)),
        lookup.findStatic(Subject.class, "getSubject", methodType(Subject.class, context)));
  }
}
