package io.rollcall.jmx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.Registration;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** A bean for each session: no more, no less and no longer. */
class SessionBeansTest {
  private static Set<ObjectName> beans(MBeanServer server) {
    return server.queryNames(Console.name("type=Session,*"), null);
  }

  @Test
  void thereAreNoneUnlessAskedFor() throws Exception {
    try (Console console = Console.open()) {
      console.door.ftp("alice");
      assertEquals(Set.of(), console.sessionBeans());
    }
  }

  @Test
  void beanIsNamedAndReadsLive() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      FtpHandle alice =
          console.door.ftp(new Account("alice", AccountType.WEB_USER, "example.com"), "192.0.2.1");
      ObjectName bean = console.sessionBean(alice.id(), "alice");

      assertEquals(
          "io.rollcall:type=Session,name=%s,service=FTP,login=\"alice\",id=%s"
              .formatted(console.name, alice.id()),
          bean.toString());
      assertEquals("alice", console.read(bean, "Login"));
      assertEquals("192.0.2.1", console.read(bean, "IpAddress"));
      assertEquals(Date.class, console.read(bean, "LogonTime").getClass());
      assertEquals(null, console.read(bean, "SpeedKBps"));
      alice.location("/in");
      assertEquals("/in", console.read(bean, "Location"));
      assertEquals(console.door.registry.ftpSessions().size(), console.read(console.ftp, "Count"));
    }
  }

  @Test
  void attributesAreTheRowsItems() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      SessionHandle alice = console.door.panel("alice");
      ObjectName bean = console.sessionBean(alice.id(), "alice");

      assertEquals(
          Set.of(
              "Id",
              "Type",
              "Login",
              "Domain",
              "IpAddress",
              "LogonTime",
              "IdleSeconds",
              "State",
              "Client"),
          new TreeSet<>(
              Stream.of(console.connection.getMBeanInfo(bean).getAttributes())
                  .map(MBeanAttributeInfo::getName)
                  .toList()));
      assertEquals("PANEL", bean.getKeyProperty("service"));
    }
  }

  @Test
  void sessionEndsThroughItsBean() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      SessionHandle alice = console.door.panel("alice");
      ObjectName bean = console.sessionBean(alice.id(), "alice");

      assertEquals(
          "the field 'reason' still holds JConsole's placeholder \"String\": type a reason or clear"
              + " the field",
          console.refusal(bean, "terminate", "String"));
      assertEquals(
          alice.id() + " TERMINATED alice: ended: why", console.call(bean, "terminate", "why"));
      assertTrue(alice.isClosed());
      await().until(() -> console.sessionBeans().isEmpty());
      assertThrows(InstanceNotFoundException.class, () -> console.read(bean, "Login"));
    }
  }

  @Test
  void sessionIsLockedOutThroughItsBean() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      SessionHandle alice = console.door.panel("alice");
      ObjectName bean = console.sessionBean(alice.id(), "alice");

      assertEquals(
          List.of("terminate", "terminateAndLockOut"),
          Stream.of(console.connection.getMBeanInfo(bean).getOperations())
              .map(MBeanOperationInfo::getName)
              .toList());
      assertEquals(
          List.of(
              alice.id() + " TERMINATED alice: ended: why",
              "Locked out until it is lifted: login=alice"),
          console.order(bean, "terminateAndLockOut", "login", -1, "why"));
      assertThrows(SessionRefusedException.class, () -> console.door.panel("alice"));
    }
  }

  @Test
  void transferIsAbortedThroughItsSessionsBean() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      FtpHandle alice = console.door.ftp("alice");
      ObjectName bean = console.sessionBean(alice.id(), "alice");

      assertEquals(
          alice.id()
              + " FAILED: the transfer could not be aborted: java.lang.UnsupportedOperationException:"
              + " this kind of session has no transfers to abort",
          console.call(bean, "abortTransfer", "why"));
      assertTrue(!alice.isClosed());
    }
  }

  @Test
  void beanIsRenamedWhenALoginAppears() throws Exception {
    try (Console console = Console.withSessionBeans(10)) {
      FtpHandle handle = console.door.connect("192.0.2.1");
      ObjectName before = console.sessionBean(handle.id(), "");
      handle.loggedIn(new Account("alice", AccountType.WEB_USER, null));
      ObjectName after = console.sessionBean(handle.id(), "alice");

      await().until(() -> console.sessionBeans().equals(Set.of(after)));
      assertEquals("\"\"", before.getKeyProperty("login"));
    }
  }

  @Test
  void sessionsThatWereThereBeforeGetBeansToo() throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    try (SessionRegistry registry = SessionRegistry.create()) {
      Door door = new Door(registry);
      door.ftp("alice");
      door.panel("bob");
      Registration beans =
          SessionMBeans.builder(registry).mBeanServer(server).sessionBeans(10).register();
      assertEquals(2, beans(server).size());
      beans.close();
      assertEquals(0, server.queryNames(Console.name("*"), null).size());
    }
  }

  @Test
  void thereAreNoMoreThanTheLimit() throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    try (SessionRegistry registry = SessionRegistry.create()) {
      Door door = new Door(registry);
      Registration beans =
          SessionMBeans.builder(registry).mBeanServer(server).sessionBeans(3).register();
      List<FtpHandle> handles = IntStream.range(0, 9).mapToObj(i -> door.ftp("user" + i)).toList();
      await().until(() -> beans(server).size() == 3);
      // sessions are looked at in order: when the last has the free place, all have been seen
      handles.get(0).closed(Ending.Cause.DISCONNECTED);
      door.panel("last");
      await().until(() -> beans(server).stream().anyMatch(n -> n.toString().contains("last")));

      assertEquals(3, beans(server).size());
      beans.close();
    }
  }

  @Test
  void sessionsThatComeAndGoAtOnceLeaveNoBean() throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (SessionRegistry registry = SessionRegistry.create()) {
      Door door = new Door(registry);
      CountDownLatch enough = new CountDownLatch(1);
      List<Future<?>> users =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  user -> threads.submit(() -> comeAndGo(door, enough, "u" + user)))
              .toList();
      // beans are asked for and given back while sessions come and go
      for (int round = 0; round < 300; round++) {
        SessionMBeans.builder(registry).mBeanServer(server).sessionBeans(50).register().close();
        assertEquals(Set.of(), beans(server));
      }
      Registration beans =
          SessionMBeans.builder(registry).mBeanServer(server).sessionBeans(50).register();
      await().until(() -> !beans(server).isEmpty());
      enough.countDown();
      for (Future<?> user : users) {
        user.get();
      }
      FtpHandle stays = door.ftp("stays");

      await().until(() -> beans(server).size() == 1);
      assertEquals(stays.id(), beans(server).iterator().next().getKeyProperty("id"));
      assertEquals(1, registry.counts().ftpSessions());
      beans.close();
      assertEquals(Set.of(), beans(server));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Keeps up to four sessions open at a time. */
  private static void comeAndGo(Door door, CountDownLatch enough, String login) {
    Deque<FtpHandle> open = new ArrayDeque<>();
    while (enough.getCount() > 0) {
      FtpHandle handle = door.connect("192.0.2.1");
      open.add(handle);
      if (ThreadLocalRandom.current().nextBoolean()) {
        handle.loggedIn(new Account(login, AccountType.WEB_USER, null));
      }
      if (open.size() > ThreadLocalRandom.current().nextInt(4)) {
        open.remove().closed(Ending.Cause.DISCONNECTED);
      }
    }
    open.forEach(handle -> handle.closed(Ending.Cause.DISCONNECTED));
  }

  @Test
  void eventsThatWereDroppedAreMadeUpFor() throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    CountDownLatch registering = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ObjectName delegate = new ObjectName("JMImplementation:type=MBeanServerDelegate");
    try (SessionRegistry registry = SessionRegistry.builder().listenerQueueCapacity(2).build()) {
      Door door = new Door(registry);
      Registration beans =
          SessionMBeans.builder(registry).mBeanServer(server).sessionBeans(50).register();
      List<FtpHandle> handles =
          IntStream.range(0, 5).mapToObj(i -> openSlowly(door, server)).toList();
      // from now on the thread that keeps the beans hangs in a listener of the server
      server.addNotificationListener(
          delegate,
          (notification, handback) -> {
            registering.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          },
          null,
          null);
      door.ftp("next");
      registering.await();
      handles.forEach(handle -> handle.closed(Ending.Cause.DISCONNECTED));
      FtpHandle dropped = door.connect("192.0.2.1");
      assertEquals(5, registry.counts().droppedEventTotal());
      release.countDown();

      await().until(() -> beans(server).size() == 2);
      assertTrue(beans(server).stream().anyMatch(n -> n.getKeyProperty("id").equals(dropped.id())));
      beans.close();
    }
  }

  private static FtpHandle openSlowly(Door door, MBeanServer server) {
    FtpHandle handle = door.connect("192.0.2.1");
    await().until(() -> beans(server).stream().anyMatch(n -> n.toString().contains(handle.id())));
    return handle;
  }
}
