package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.SessionRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.listener.nio.NioListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing leaves a host's own settings in force, or says why it cannot. */
class InstallTest {
  @TempDir Path home;

  @Test
  void aHostsOwnSessionFilterStillDecides() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TestServer.Options options = new TestServer.Options();
    options.listener =
        listener -> listener.setSessionFilter(session -> asked.incrementAndGet() > 1);
    try (TestServer server = options.start(home)) {
      assertThrows(IOException.class, server::connect);
      server.login("alice");
      assertEquals(1, server.registry.ftpSessions().size());
      assertEquals(1, server.registry.counts().openedTotal());
    }
  }

  @Test
  @SuppressWarnings("deprecation")
  void blockedAddressesStayBlocked() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.listener =
        listener -> listener.setBlockedAddresses(List.of(InetAddress.getLoopbackAddress()));
    try (TestServer server = options.start(home)) {
      assertThrows(IOException.class, server::connect);
      assertEquals(0, server.registry.counts().openedTotal());
    }
  }

  @Test
  void aListenerKeepsItsSettings() {
    ListenerFactory settings = new ListenerFactory();
    settings.setServerAddress("127.0.0.1");
    settings.setPort(2121);
    settings.setIdleTimeout(77);
    FtpServerFactory factory = new FtpServerFactory();
    Listener before = settings.createListener();
    factory.addListener("default", before);
    try (SessionRegistry registry = SessionRegistry.create()) {
      FtpSessions.install(factory, registry);
    }
    Listener after = factory.getListener("default");
    assertEquals(2121, after.getPort());
    assertEquals("127.0.0.1", after.getServerAddress());
    assertEquals(77, after.getIdleTimeout());
    assertSame(before.getDataConnectionConfiguration(), after.getDataConnectionConfiguration());
  }

  @Test
  void anImmutableMapOfListenersIsReplaced() {
    FtpServerFactory factory = new FtpServerFactory();
    factory.setListeners(Map.of("default", new ListenerFactory().createListener()));
    try (SessionRegistry registry = SessionRegistry.create()) {
      FtpSessions.install(factory, registry);
      assertTrue(factory.getListener("default").getSessionFilter() != null);
    }
  }

  @Test
  void installingTwiceIsRefused() {
    FtpServerFactory factory = new FtpServerFactory();
    try (SessionRegistry registry = SessionRegistry.create()) {
      FtpSessions.install(factory, registry);
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> FtpSessions.install(factory, registry));
      assertEquals(
          "FTP listener 'default' puts its sessions into a registry already", refusal.getMessage());
    }
  }

  @Test
  void aListenerOfTheHostsOwnClassIsRefusedAndNothingIsChanged() {
    FtpServerFactory factory = new FtpServerFactory();
    Listener plain = factory.getListener("default");
    factory.addListener("own", new OwnListener());
    try (SessionRegistry registry = SessionRegistry.create()) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class, () -> FtpSessions.install(factory, registry));
      assertTrue(
          refusal.getMessage().contains("'own' is a " + OwnListener.class.getName()),
          refusal.getMessage());
    }
    assertSame(plain, factory.getListener("default"));
  }

  @Test
  void aHostCanSetTheFilterItself() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.install = (factory, registry) -> {};
    options.listener =
        listener ->
            listener.setSessionFilter(
                FtpSessions.builder(options.registry).build().sessionFilter());
    try (TestServer server = options.start(home)) {
      server.login("alice");
      assertEquals("alice", server.onlyRow().account().login());
    }
  }

  @Test
  void closedItTakesNoFurtherSessionsAndKeepsThoseThereAre() throws Exception {
    FtpSessions[] installed = new FtpSessions[1];
    TestServer.Options options = new TestServer.Options();
    options.install = (factory, registry) -> installed[0] = FtpSessions.install(factory, registry);
    try (TestServer server = options.start(home)) {
      FTPClient first = server.login("alice");
      installed[0].close();
      FTPClient second = server.login("alice");
      assertEquals(1, server.registry.ftpSessions().size());
      assertTrue(second.sendNoOp());
      first.disconnect();
      await().until(() -> server.registry.ftpSessions().isEmpty());
    }
  }

  @Test
  void aClosedRegistryDoesNotStopTheServer() throws Exception {
    try (TestServer server = TestServer.start(home)) {
      FTPClient before = server.login("alice");
      server.registry.close();
      assertTrue(before.changeWorkingDirectory("/"));
      before.sendCommand("REIN");
      TestServer.logIn(before, "alice");
      TestServer.logIn(server.connect(), "alice");
    }
  }

  @SuppressWarnings("deprecation")
  private static final class OwnListener extends NioListener {
    private OwnListener() {
      super("127.0.0.1", 0, false, null, null, 300, (SessionFilter) null);
    }
  }
}
