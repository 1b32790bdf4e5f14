package io.rollcall;

import static io.rollcall.Doors.IGNORING;
import static io.rollcall.Doors.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every item orders sessions as a plain sorted copy would. */
class OrderingTest {
  private final ManualClock clock = new ManualClock();
  private final SessionRegistry registry = clock.registry().patience(Duration.ZERO).build();
  private final Random random = new Random(11);
  private final List<String> opened = new ArrayList<>();

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Account account() {
    String domain = oneOf(List.of("", "a.example", "B.example", "c.example"));
    return new Account(
        oneOf(List.of("alice", "Bob", "carol", "Ünal", "")),
        oneOf(List.of(AccountType.values())),
        domain.isEmpty() ? null : domain);
  }

  private void openFtp() {
    FtpHandle handle =
        random.nextInt(5) == 0
            ? registry.openFtp(null, "FTP", IGNORING)
            : registry.openFtp(
                address(oneOf(List.of("9.0.0.1", "10.0.0.1", "2001:db8::1"))), "FTP", IGNORING);
    opened.add(handle.id());
    handle.protocol(oneOf(List.of("FTP", "FTPS", "SFTP")), random.nextBoolean());
    if (random.nextInt(4) > 0) {
      handle.loggedIn(account());
      handle.location(oneOf(List.of("/", "/pub", "/a")));
      if (random.nextBoolean()) {
        Long total = oneOf(List.of(0L, 5_000L, 100_000L, Long.MAX_VALUE));
        handle
            .startTransfer(
                oneOf(List.of(TransferDirection.values())),
                oneOf(List.of("/x", "/y")),
                random.nextInt(3),
                total == 0 ? null : total)
            .advance(random.nextInt(4) * 4_000L);
      }
    }
    if (random.nextInt(5) == 0) {
      registry.terminate(handle.id(), TerminationOrder.by("operator"));
    }
    clock.advance(Duration.ofMillis(random.nextInt(3) * 300L));
  }

  private void openPanel() {
    opened.add(
        registry
            .openPanel(
                PanelLogin.of(account())
                    .client(random.nextInt(3) == 0 ? null : oneOf(List.of("Browser", "curl")))
                    .address(address(oneOf(List.of("9.0.0.1", "10.0.0.1", "2001:db8::1"))))
                    .build(),
                IGNORING)
            .id());
    clock.advance(Duration.ofMillis(random.nextInt(3) * 300L));
  }

  private <T extends SessionInfo, V extends Comparable<? super V>>
      Function<Boolean, Comparator<T>> by(Function<T, V> value) {
    return descending -> {
      Comparator<V> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
      return Comparator.comparing(value, Comparator.nullsLast(order))
          .thenComparing(session -> opened.indexOf(session.id()));
    };
  }

  private <V extends Comparable<? super V>>
      Function<Boolean, Comparator<FtpSessionInfo>> byTransfer(Function<TransferInfo, V> value) {
    return this.<FtpSessionInfo, V>by(
        session -> session.transfer() == null ? null : value.apply(session.transfer()));
  }

  private static String sortable(SessionInfo session) {
    if (session.address() == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    text.append(session.address().getAddress().length / 16);
    for (byte next : session.address().getAddress()) {
      text.append(String.format("%02x", next));
    }
    return text.toString();
  }

  private <V extends Comparable<? super V>> Function<Boolean, Comparator<FtpSessionInfo>> byAccount(
      Function<Account, V> value) {
    return this.<FtpSessionInfo, V>by(
        session -> session.account() == null ? null : value.apply(session.account()));
  }

  @Test
  void ftpSessionsByEveryItem() {
    for (int i = 0; i < 400; i++) {
      openFtp();
    }
    Map<String, Function<Boolean, Comparator<FtpSessionInfo>>> orders = new LinkedHashMap<>();
    orders.put("id", by(SessionInfo::id));
    orders.put("type", byAccount(a -> a.type().name()));
    orders.put("status", by(s -> s.status().name()));
    orders.put("login", byAccount(Account::login));
    orders.put("domain", byAccount(Account::domain));
    orders.put("location", by(FtpSessionInfo::location));
    orders.put("fileName", byTransfer(TransferInfo::fileName));
    orders.put("speedKBps", byTransfer(TransferInfo::bytesPerSecond));
    orders.put("progressPercent", byTransfer(TransferInfo::progressPercent));
    orders.put("ipAddress", by(OrderingTest::sortable));
    orders.put("logonTime", by(FtpSessionInfo::logonTime));
    orders.put("connectedSeconds", by(FtpSessionInfo::connected));
    orders.put("idleSeconds", by(FtpSessionInfo::idle));
    orders.put("direction", byTransfer(t -> t.direction().name()));
    orders.put("bytesTransferred", byTransfer(TransferInfo::bytesTransferred));
    orders.put("bytesTotal", byTransfer(TransferInfo::bytesTotal));
    orders.put("secondsLeft", byTransfer(TransferInfo::timeLeft));
    orders.put("protocol", by(FtpSessionInfo::protocol));
    orders.put("secure", by(FtpSessionInfo::secure));
    orders.put("state", by(s -> s.state().name()));
    for (String item : orders.keySet()) {
      for (boolean descending : new boolean[] {false, true}) {
        SessionQuery query = SessionQuery.all().orderedBy((descending ? "-" : "") + item);
        List<FtpSessionInfo> sorted = new ArrayList<>(registry.ftpSessions());
        sorted.sort(orders.get(item).apply(descending));
        assertEquals(sorted, registry.ftpSessions(query).sessions(), query.orderBy());
      }
    }
  }

  @Test
  void panelSessionsByEveryItem() {
    for (int i = 0; i < 200; i++) {
      openPanel();
    }
    Map<String, Function<Boolean, Comparator<PanelSessionInfo>>> orders = new LinkedHashMap<>();
    orders.put("id", by(SessionInfo::id));
    orders.put("type", by(s -> s.account().type().name()));
    orders.put("login", by(s -> s.account().login()));
    orders.put("domain", by(s -> s.account().domain()));
    orders.put("ipAddress", by(OrderingTest::sortable));
    orders.put("logonTime", by(PanelSessionInfo::logonTime));
    orders.put("idleSeconds", by(PanelSessionInfo::idle));
    orders.put("state", by(s -> s.state().name()));
    orders.put("client", by(PanelSessionInfo::client));
    for (String item : orders.keySet()) {
      for (boolean descending : new boolean[] {false, true}) {
        SessionQuery query = SessionQuery.all().orderedBy((descending ? "-" : "") + item);
        List<PanelSessionInfo> sorted = new ArrayList<>(registry.panelSessions());
        sorted.sort(orders.get(item).apply(descending));
        assertEquals(sorted, registry.panelSessions(query).sessions(), query.orderBy());
      }
    }
  }

  @Test
  void longestLoggedInComesFirstUnlessAskedOtherwise() {
    FtpHandle first = Doors.connect(registry);
    FtpHandle second = Doors.connect(registry);
    FtpHandle never = Doors.connect(registry);
    second.loggedIn(Account.unregistered("a"));
    clock.advance(Duration.ofSeconds(1));
    first.loggedIn(Account.unregistered("a"));
    List<String> expected = List.of(second.id(), first.id(), never.id());
    for (String order : new String[] {null, "", " ", "logonTime"}) {
      assertEquals(
          expected,
          registry.ftpSessions(SessionQuery.all().orderedBy(order)).sessions().stream()
              .map(FtpSessionInfo::id)
              .toList());
    }
  }

  @Test
  void anUnknownItemIsRefusedWithTheKnownOnes() {
    for (String order : List.of("speed", "-", "--id", "-speed", "ID", "String", "\u001B[31m")) {
      Exception refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> registry.ftpSessions(SessionQuery.all().orderedBy(order)));
      assertTrue(refused.getMessage().contains("speedKBps"), refused.getMessage());
      assertEquals(refused.getMessage(), PrintableText.of(refused.getMessage()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> registry.panelSessions(SessionQuery.all().orderedBy("speedKBps")));
  }
}
