package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order for accounts that may not ask the server for one is the server's. */
class RowOrderTest {
  private static List<String> sorted(String orderBy, Row... rows) {
    return Stream.of(rows).sorted(new RowOrder(orderBy)).map(Row::id).toList();
  }

  @Test
  void numbersSortAsNumbersAndRowsWithoutOneComeLastBothWays() {
    Row slow = Rows.row(Map.of("id", "slow", "speedKBps", 9.5));
    Row fast = Rows.row(Map.of("id", "fast", "speedKBps", 120.0));
    Row none = Rows.row(Map.of("id", "none"));
    assertEquals(List.of("slow", "fast", "none"), sorted("speedKBps", none, fast, slow));
    assertEquals(List.of("fast", "slow", "none"), sorted("-speedKBps", none, slow, fast));
  }

  @Test
  void addressesSortByTheirNumbers() {
    Row nine = Rows.row(Map.of("id", "9", "ipAddress", "192.0.2.9"));
    Row hundred = Rows.row(Map.of("id", "100", "ipAddress", "192.0.2.100"));
    Row six = Rows.row(Map.of("id", "6", "ipAddress", "2001:db8::1"));
    assertEquals(List.of("9", "100", "6"), sorted("ipAddress", six, hundred, nine));
  }
}
