package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.ConnectIOException;
import java.rmi.Remote;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with keys made by the JDK's keytool and clients in JVMs of their own. */
class RemoteJmxTlsTest {
  private static final String STORE_PASSWORD = "store secret";

  @TempDir static Path home;

  @BeforeAll
  static void makeKeys() throws Exception {
    for (String who : List.of("server", "client")) {
      keytool(
          ("-genkeypair -alias %s -keyalg EC -validity 2 -dname CN=%s -ext SAN=ip:127.0.0.1"
                  + " -keystore %s.p12")
              .formatted(who, who, who));
      keytool("-exportcert -alias %s -keystore %s.p12 -file %s.crt".formatted(who, who, who));
    }
    keytool("-importcert -noprompt -alias server -file server.crt -keystore client-trust.p12");
    keytool("-importcert -noprompt -alias client -file client.crt -keystore server-trust.p12");
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(List.of(AnotherJvm.command("keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storepass", STORE_PASSWORD, "-storetype", "PKCS12"));
    AnotherJvm.mustSucceed(home, command.toArray(String[]::new));
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(home.resolve(name))) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    return store;
  }

  private static SSLContext context(String keys, String trusted) throws Exception {
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store(keys), STORE_PASSWORD.toCharArray());
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(store(trusted));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static RemoteJmx.Builder server() throws Exception {
    return RemoteConsole.builder().tls(context("server.p12", "server-trust.p12"));
  }

  private static String[] trust() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=client-trust.p12",
      "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD
    };
  }

  private static String[] certificate() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=client-trust.p12",
      "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD,
      "-Djavax.net.ssl.keyStore=client.p12",
      "-Djavax.net.ssl.keyStorePassword=" + STORE_PASSWORD
    };
  }

  @Test
  void clientThatTrustsTheServerGetsIn() throws Exception {
    try (RemoteJmx remote = server().start()) {
      assertIn(AnotherJvm.client(home, remote.url(), "viewer", "tls", trust()));
      assertOut("SSLHandshakeException", AnotherJvm.client(home, remote.url(), "viewer", "tls"));
      assertOut(
          "CommunicationException",
          AnotherJvm.client(home, remote.url(), "viewer", "plain", trust()));
      assertOut(
          "wrong JMX login or password",
          AnotherJvm.client(home, remote.url(), "nobody", "tls", trust()));
    }
  }

  @Test
  void clientNeedsACertificateWhereRequired() throws Exception {
    try (RemoteJmx remote = server().requireClientCertificates().start()) {
      assertIn(AnotherJvm.client(home, remote.url(), "operator", "tls", certificate()));
      List<String> without = AnotherJvm.client(home, remote.url(), "operator", "tls", trust());
      assertFalse(without.get(0).equals("exit 0"), () -> String.join("\n", without));
    }
  }

  @Test
  void beyondLoopbackItNeedsNoFurtherWord() throws Exception {
    try (RemoteJmx remote =
        server().bindAddress(InetAddress.getByName("0.0.0.0")).advertise("127.0.0.1").start()) {
      assertIn(AnotherJvm.client(home, remote.url(), "viewer", "tls", trust()));
    }
  }

  /** The registry is behind TLS too, and through TLS as closed to changes as without. */
  @Test
  void theRegistryIsEncryptedAndCannotBeChanged() throws Exception {
    SSLContext trusting = context("client.p12", "client-trust.p12");
    RMIClientSocketFactory sockets =
        (host, port) -> trusting.getSocketFactory().createSocket(host, port);
    try (RemoteJmx remote = server().start()) {
      assertThrows(
          ConnectIOException.class,
          () -> LocateRegistry.getRegistry("127.0.0.1", remote.port()).list());
      Registry registry = LocateRegistry.getRegistry("127.0.0.1", remote.port(), sockets);
      Remote stub = registry.lookup("jmxrmi");
      assertInstanceOf(
          AccessException.class,
          assertThrows(ServerException.class, () -> registry.rebind("jmxrmi", stub)).getCause());
    }
  }

  private static void assertIn(List<String> said) {
    assertEquals("exit 0", said.get(0), () -> String.join("\n", said));
    assertTrue(said.get(1).matches("beans \\d+"), () -> String.join("\n", said));
  }

  private static void assertOut(String why, List<String> said) {
    assertFalse(said.get(0).equals("exit 0"), () -> String.join("\n", said));
    assertTrue(said.stream().anyMatch(line -> line.contains(why)), () -> String.join("\n", said));
  }
}
