package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.LockoutTarget;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Scope;
import io.rollcall.SessionRefusedException;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that attackers choose: shown without doing anything, and their sessions end by id. */
class HostileTextTest {
  private Console console;

  static List<String> names() {
    return List.of(
        "<html><img src=http://192.0.2.1/x.png>",
        "<HTML>",
        "a,b=c*",
        "a\"b?\\",
        "*",
        "-",
        "\r\nk7f39q2m  ADMINISTRATOR  root",
        "root\u2028k7f39q2m\u0085\u000B",
        "\u001B[2J\u001B]0;owned\u0007",
        "x".repeat(65_536),
        "<html>".repeat(10_923),
        "\u202Etxt.exe\u202C\u2066\u200F",
        "\uD800",
        "a\uDC00\uD800b",
        "😀".repeat(200),
        "Z̃͑ͫ".repeat(200),
        "\u0000",
        "");
  }

  @BeforeEach
  void open() throws Exception {
    console = Console.open();
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isShownSafelyAndEndsById(String name) throws Exception {
    BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    console.connection.addNotificationListener(
        console.ftp, (notification, handback) -> notifications.add(notification), null, null);
    console.connection.addNotificationListener(
        console.panel, (notification, handback) -> notifications.add(notification), null, null);
    console.door.ftp("before");
    FtpHandle ftp =
        console.door.ftp(new Account(name, AccountType.UNREGISTERED, name), "192.0.2.66");
    console.door.ftp("behind");
    ftp.location("/" + name);
    ftp.protocol(name, false);
    ftp.startTransfer(TransferDirection.UPLOAD, name, 0, null);
    String panel =
        console.door.panel(new Account(name, AccountType.CLIENT, name), "192.0.2.66", name).id();

    String reason = name.substring(0, Math.min(name.length(), 4_000));

    assertEquals(4, console.table(console.ftp).size());
    assertEquals(2, console.table(console.panel).size());
    List<@Nullable Object> shown = new ArrayList<>(console.table(console.ftp));
    shown.addAll(console.table(console.panel));
    shown.addAll(texts((CompositeData[]) console.read(console.ftp, "Sessions")));
    shown.addAll(texts((CompositeData[]) console.read(console.panel, "Sessions")));
    shown.addAll(order("terminateMatching", "ip=192.0.2.66", reason, true));
    shown.addAll(order("terminate", ftp.id() + " " + withoutBlanks(name), reason));
    CompositeData[] answers =
        (CompositeData[])
            console.call(
                console.panel, "terminateSessions", new String[] {panel, "x" + name}, reason);
    shown.addAll(texts(answers));

    assertEquals("TERMINATED", answers[0].get("outcome"));
    assertEquals(2, console.read(console.ftp, "Count"));
    assertEquals(0, console.read(console.panel, "Count"));
    for (int ended = 0; ended < 2; ) {
      Notification notification = notifications.poll(20, TimeUnit.SECONDS);
      if (notification == null) {
        throw new AssertionError("no further notification");
      }
      shown.add(notification.getMessage());
      shown.addAll(texts((CompositeData) notification.getUserData()));
      ended += notification.getType().endsWith("ended") ? 1 : 0;
    }
    shown.forEach(HostileTextTest::assertSafe);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isShownSafelyInLockoutsAndHistory(String name) throws Exception {
    FtpHandle ftp = console.door.ftp(new Account(name, AccountType.CLIENT, name), "192.0.2.66");
    String reason = name.substring(0, Math.min(name.length(), 4_000));
    List<@Nullable Object> shown = new ArrayList<>();

    shown.addAll(console.order(console.ftp, "terminateAndLockOut", ftp.id(), "LOGIN", -1, reason));
    assertThrows(SessionRefusedException.class, () -> console.door.panel(name));
    console
        .registry
        .lockouts()
        .add(LockoutTarget.domain(name), null, new TerminationOrder(name, name));
    assertThrows(
        SessionRefusedException.class,
        () -> console.door.panel(new Account("x", AccountType.CLIENT, name), "192.0.2.66", name));
    console.registry.limit(
        SessionLimits.builder().most(Service.FTP, Scope.LOGIN, 0).build(),
        TerminationOrder.by("operator"));
    assertThrows(SessionRefusedException.class, () -> console.door.ftp("y" + name));

    List<String> lockouts = Console.lines(console.read(console.access, "LockoutTable"));
    assertEquals(3, lockouts.size());
    List<String> history = Console.lines(console.read(console.history, "HistoryTable"));
    assertEquals(5, history.size(), () -> String.join("\n", history));
    shown.addAll(lockouts);
    shown.addAll(history);
    CompositeData[] rows = console.rows(console.access, "Lockouts");
    shown.addAll(texts(rows));
    shown.addAll(texts(console.rows(console.history, "History")));
    for (CompositeData row : rows) {
      shown.addAll(console.order(console.access, "liftLockout", row.get("target"), reason));
    }
    assertEquals(List.of(), console.registry.lockouts().list());
    shown.forEach(HostileTextTest::assertSafe);
  }

  @ParameterizedTest
  @MethodSource("names")
  void misnamesNoBean(String name) throws Exception {
    try (Console other = Console.withSessionBeans(10)) {
      FtpHandle handle = other.door.ftp(name);
      ObjectName bean = other.sessionBean(handle.id(), PrintableText.of(name, 256));

      assertEquals(
          Set.of("type", "name", "service", "login", "id"), bean.getKeyPropertyList().keySet());
      assertFalse(bean.isPattern());
      String login = ObjectName.unquote(bean.getKeyProperty("login"));
      assertSafe(login);
      assertSafe(bean.getCanonicalName());
      assertEquals(login, other.read(bean, "Login"));
      String answer = String.valueOf(other.call(bean, "terminate", "why"));
      assertTrue(answer.startsWith(handle.id() + " TERMINATED "), answer);
      assertTrue(handle.isClosed());
    }
  }

  private List<String> order(String operation, @Nullable Object... arguments) throws Exception {
    return String.valueOf(console.call(console.ftp, operation, arguments)).lines().toList();
  }

  private static String withoutBlanks(String name) {
    return name.replaceAll("[\\s,;]", "");
  }

  private static List<@Nullable Object> texts(CompositeData... rows) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (CompositeData row : rows) {
      row.values().stream().filter(String.class::isInstance).forEach(texts::add);
    }
    return texts;
  }

  /**
   * Nothing that begins as HTML, breaks a line, directs a terminal or turns the text's direction.
   */
  private static void assertSafe(@Nullable Object shown) {
    String text = String.valueOf(shown);
    assertFalse(text.toLowerCase(Locale.ROOT).startsWith("<html"), text);
    assertTrue(text.length() <= 4_000, "too long: " + text.length());
    text.codePoints()
        .forEach(
            character ->
                assertFalse(
                    Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.LINE_SEPARATOR
                        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(character) == Character.SURROGATE,
                    () -> "U+%04X in %s".formatted(character, text)));
  }
}
