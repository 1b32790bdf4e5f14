package io.rollcall.jmx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationFilterSupport;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What subscribers are told, and that none of them holds up anybody. */
class NotificationTest {
  private static final MBeanServer PLATFORM = ManagementFactory.getPlatformMBeanServer();

  private final List<Notification> received = new CopyOnWriteArrayList<>();
  private final NotificationListener receive =
      (notification, handback) -> received.add(notification);
  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open(SessionRegistry.builder().listenerQueueCapacity(100));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  private List<String> messages(int count) {
    await().until(() -> received.size() >= count);
    return received.stream()
        .map(
            notification ->
                notification.getType().substring("io.rollcall.session.".length())
                    + " | "
                    + notification.getMessage())
        .toList();
  }

  @Test
  void terminatedSessionIsToldFromOpeningToEnd() throws Exception {
    console.connection.addNotificationListener(console.ftp, receive, null, null);
    FtpHandle handle = console.door.connect("203.0.113.7");
    handle.loggedIn(new Account("alice", AccountType.WEB_USER, null));
    console.terminate(console.ftp, handle.id(), "abuse");

    String who = handle.id() + " (FTP) alice from 203.0.113.7 ";
    String by = "by operator from 127.0.0.1 (JMX): abuse";
    assertEquals(
        List.of(
            "opened | " + handle.id() + " (FTP) without a login from 203.0.113.7 opened",
            "loggedIn | " + who + "logged in",
            "terminating | " + who + "ordered to end " + by,
            "terminated | " + who + "terminated " + by,
            "ended | " + who + "ended: TERMINATED " + by),
        messages(5));
    long[] numbers = received.stream().mapToLong(Notification::getSequenceNumber).toArray();
    assertEquals(5, LongStream.of(numbers).distinct().count());
    assertTrue(IntStream.range(1, 5).allMatch(i -> numbers[i - 1] < numbers[i]));
    CompositeData row = (CompositeData) received.get(4).getUserData();
    assertEquals(handle.id(), row.get("id"));
    assertEquals("alice", row.get("login"));
    assertEquals("TERMINATING", row.get("state"));
    assertTrue(received.stream().allMatch(n -> n.getSource().equals(console.ftp)));
  }

  @Test
  void otherEndingsAreOnlyEndings() throws Exception {
    console.connection.addNotificationListener(console.panel, receive, null, null);
    SessionHandle handle = console.door.panel("alice");
    handle.closed(Ending.Cause.EXPIRED);

    assertEquals(
        List.of(
            "opened | " + handle.id() + " (panel) alice from 192.0.2.1 opened",
            "ended | " + handle.id() + " (panel) alice from 192.0.2.1 ended: EXPIRED"),
        messages(2));
  }

  @Test
  void eachBeanTellsOfItsOwnService() throws Exception {
    PLATFORM.addNotificationListener(console.panel, receive, null, null);
    console.door.ftp("alice").closed(Ending.Cause.DISCONNECTED);
    SessionHandle panel = console.door.panel("bob");

    assertEquals(
        List.of("opened | " + panel.id() + " (panel) bob from 192.0.2.1 opened"), messages(1));
  }

  @Test
  void filterAndHandbackAreHonoured() throws Exception {
    NotificationFilterSupport onlyTerminated = new NotificationFilterSupport();
    onlyTerminated.enableType("io.rollcall.session.terminated");
    BlockingQueue<Object> handbacks = new LinkedBlockingQueue<>();
    NotificationListener listener =
        (notification, handback) -> {
          received.add(notification);
          handbacks.add(handback);
        };
    PLATFORM.addNotificationListener(console.ftp, listener, onlyTerminated, "back");
    console.door.ftp("alice").closed(Ending.Cause.DISCONNECTED);
    FtpHandle bob = console.door.ftp("bob");
    console.terminate(console.ftp, bob.id(), null);

    assertEquals("back", handbacks.poll(20, TimeUnit.SECONDS));
    assertEquals(
        List.of(
            "terminated | "
                + bob.id()
                + " (FTP) bob from 192.0.2.1 terminated by operator from 127.0.0.1 (JMX)"),
        messages(1));
  }

  @Test
  void subscriberThatHangsDelaysNeitherOthersNorSessions() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    NotificationListener hang =
        (notification, handback) -> {
          hanging.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    BlockingQueue<Notification> others = new LinkedBlockingQueue<>();
    PLATFORM.addNotificationListener(console.ftp, hang, null, null);
    PLATFORM.addNotificationListener(console.ftp, (n, handback) -> others.add(n), null, null);
    try {
      console.door.connect("192.0.2.1");
      assertTrue(hanging.await(20, TimeUnit.SECONDS));
      assertNotNull(others.poll(20, TimeUnit.SECONDS));
      for (int opened = 2; opened <= 400; opened++) {
        console.door.connect("192.0.2.1");
        assertNotNull(others.poll(20, TimeUnit.SECONDS));
      }

      // one event is being taken, 100 wait in the queue, the rest is dropped and counted
      assertEquals(400 - 1 - 100L, console.read(console.counters, "DroppedNotificationTotal"));
      assertEquals(400, console.read(console.ftp, "Count"));
    } finally {
      release.countDown();
    }
  }

  @Test
  void subscriberThatThrowsIsToldTheNextAllTheSame() throws Exception {
    NotificationListener fail =
        (notification, handback) -> {
          received.add(notification);
          throw new IllegalStateException("a subscriber's own");
        };
    PLATFORM.addNotificationListener(console.ftp, fail, null, null);
    FtpHandle alice = console.door.ftp("alice");
    console.terminate(console.ftp, alice.id(), null);

    assertTrue(messages(5).get(4).startsWith("ended | "));
  }

  @Test
  void subscriptionsAreRemovedOneByOneOrTogether() throws Exception {
    NotificationFilterSupport all = new NotificationFilterSupport();
    all.enableType("io.rollcall");
    for (String handback : List.of("first", "second", "third")) {
      PLATFORM.addNotificationListener(console.ftp, receive, all, handback);
    }
    console.door.connect("192.0.2.1");
    messages(3);

    PLATFORM.removeNotificationListener(console.ftp, receive, all, "first");
    assertThrows(
        ListenerNotFoundException.class,
        () -> PLATFORM.removeNotificationListener(console.ftp, receive, all, "first"));
    received.clear();
    console.door.connect("192.0.2.1");
    assertEquals(2, messages(2).size());

    PLATFORM.removeNotificationListener(console.ftp, receive);
    assertThrows(
        ListenerNotFoundException.class,
        () -> PLATFORM.removeNotificationListener(console.ftp, receive));
    received.clear();
    List<Notification> witness = new CopyOnWriteArrayList<>();
    PLATFORM.addNotificationListener(console.ftp, (n, handback) -> witness.add(n), null, null);
    console.door.connect("192.0.2.1");
    await().until(() -> witness.size() == 1);
    assertEquals(List.of(), received);
  }

  @Test
  void beanThatIsUnregisteredTellsNothingMore() throws Exception {
    PLATFORM.addNotificationListener(console.ftp, receive, null, null);
    console.door.connect("192.0.2.1");
    messages(1);

    PLATFORM.unregisterMBean(console.ftp);
    List<Notification> witness = new CopyOnWriteArrayList<>();
    PLATFORM.addNotificationListener(console.panel, (n, handback) -> witness.add(n), null, null);
    console.door.connect("192.0.2.1");
    console.door.panel("alice");
    await().until(() -> witness.size() == 1);
    assertEquals(1, received.size());
    assertFalse(PLATFORM.isRegistered(console.ftp));
  }
}
