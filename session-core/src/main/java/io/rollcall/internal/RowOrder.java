package io.rollcall.internal;

import static java.util.Map.entry;

import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.TransferInfo;
import java.net.InetAddress;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows by one item. The item's value is read once for each row and then compared, so
 * that values which change meanwhile cannot upset the sorting.
 *
 * @param item reads the value
 * @param descending whether the largest comes first
 */
record RowOrder(Item item, boolean descending) {
  /** Reads a row's value of an item into a key. */
  @FunctionalInterface
  interface Item {
    void read(SessionRow row, long now, SortKey key);
  }

  private static final Item LOGON_TIME =
      (row, now, key) -> {
        if (row.account() != null) {
          key.number(row.logonMicros());
        }
      };

  private static final Map<String, Item> PANEL_ITEMS =
      Map.ofEntries(
          entry("id", text(SessionRow::id)),
          entry("type", text(SessionRow::type, Enum::name)),
          entry("login", text(SessionRow::login)),
          entry("domain", text(SessionRow::domain)),
          entry("ipAddress", text(SessionRow::address, RowOrder::sortable)),
          entry("logonTime", LOGON_TIME),
          entry("idleSeconds", (row, now, key) -> key.number(row.idleNanos(now))),
          entry("state", text(SessionRow::state, Enum::name)),
          entry("client", text(row -> ((PanelRow) row).client())));

  private static final Map<String, Item> FTP_ITEMS =
      Map.ofEntries(
          entry("id", text(SessionRow::id)),
          entry("type", text(SessionRow::type, Enum::name)),
          entry("status", (row, now, key) -> key.text(String.valueOf(row.ftpStatus(now)))),
          entry("login", text(SessionRow::login)),
          entry("domain", text(SessionRow::domain)),
          entry("location", text(row -> ((FtpRow) row).location())),
          entry("fileName", transfer(TransferInfo::fileName)),
          entry("speedKBps", (row, now, key) -> key.amount(row.bytesPerSecond(now))),
          entry("progressPercent", transferNumber(TransferInfo::progressPercent)),
          entry("ipAddress", text(SessionRow::address, RowOrder::sortable)),
          entry("logonTime", LOGON_TIME),
          entry("connectedSeconds", (row, now, key) -> key.number(row.connectedNanos(now))),
          entry("idleSeconds", (row, now, key) -> key.number(row.idleNanos(now))),
          entry("direction", transfer(transfer -> transfer.direction().name())),
          entry("bytesTransferred", transferNumber(TransferInfo::bytesTransferred)),
          entry("bytesTotal", transferNumber(TransferInfo::bytesTotal)),
          entry(
              "secondsLeft",
              transferNumber(
                  transfer ->
                      transfer.timeLeft() == null ? null : transfer.timeLeft().toSeconds())),
          entry("protocol", text(row -> ((FtpRow) row).protocol())),
          entry("secure", text(row -> String.valueOf(((FtpRow) row).secure()))),
          entry("state", text(SessionRow::state, Enum::name)));

  /** Longest logged in first. */
  private static final RowOrder DEFAULT = new RowOrder(LOGON_TIME, false);

  /** Reads an order: an item's name, with {@code -} before it for descending. */
  static RowOrder parse(Service service, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return DEFAULT;
    }
    boolean descending = text.startsWith("-");
    Map<String, Item> items = service == Service.FTP ? FTP_ITEMS : PANEL_ITEMS;
    Item item = items.get(descending ? text.substring(1) : text);
    if (item == null) {
      throw new IllegalArgumentException(
          "cannot order by '%s': expected one of %s, with - before it for descending"
              .formatted(
                  PrintableText.of(text, 60), String.join(", ", new TreeSet<>(items.keySet()))));
    }
    return new RowOrder(item, descending);
  }

  /** Whether this is the order that is used where none is asked for. */
  boolean isDefault() {
    return equals(DEFAULT);
  }

  private static Item text(Function<SessionRow, @Nullable String> value) {
    return (row, now, key) -> key.text(value.apply(row));
  }

  private static <V> Item text(
      Function<SessionRow, @Nullable V> value, Function<V, String> toText) {
    return (row, now, key) -> {
      V found = value.apply(row);
      key.text(found == null ? null : toText.apply(found));
    };
  }

  private static Item transfer(Function<TransferInfo, @Nullable String> value) {
    return (row, now, key) -> {
      TransferInfo transfer = ((FtpRow) row).transfer(now);
      key.text(transfer == null ? null : value.apply(transfer));
    };
  }

  private static Item transferNumber(Function<TransferInfo, @Nullable Number> value) {
    return (row, now, key) -> {
      TransferInfo transfer = ((FtpRow) row).transfer(now);
      Number number = transfer == null ? null : value.apply(transfer);
      if (number != null) {
        key.amount(number.doubleValue());
      }
    };
  }

  /** IPv4 before IPv6, each by its bytes. */
  private static String sortable(InetAddress address) {
    byte[] bytes = address.getAddress();
    StringBuilder text = new StringBuilder(1 + bytes.length);
    text.append((char) bytes.length);
    for (byte next : bytes) {
      text.append((char) (next & 0xFF));
    }
    return text.toString();
  }
}
