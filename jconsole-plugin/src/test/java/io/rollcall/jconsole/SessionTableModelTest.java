package io.rollcall.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines that are known and lines that are not, that move and that hold still. */
class SessionTableModelTest {
  private static final long SECOND = 1_000_000_000;

  private final Ticks ticks = new Ticks(() -> {});
  private final SessionTableModel model = new SessionTableModel(Columns.PANEL, ticks);

  private static Listing listing(int total, int offset, Set<String> gone, String... ids) {
    Query query = new Query(new RegistryName("default"), "", "", offset, 100, List.of());
    List<Row> rows = Stream.of(ids).map(Rows::session).toList();
    return new Listing(
        query, List.of(), total, total, rows, Map.of(), gone, new Access(true, true));
  }

  private List<String> known() {
    return model.lines().stream().map(line -> line.row().id()).toList();
  }

  @Test
  void linesOutsideTheWindowAreBlank() {
    model.replace(listing(1_000, 500, Set.of(), "a", "b"), 0);
    assertEquals(1_000, model.getRowCount());
    assertEquals("a", model.line(500).row().id());
    assertNull(model.line(499));
    assertEquals("…", model.getValueAt(499, 2));
    assertTrue(model.knows(500, 501));
    assertFalse(model.knows(500, 502));
    assertEquals(501, model.indexOf("b"));
    assertEquals(-1, model.indexOf("c"));
  }

  @Test
  void heldLinesKeepTheirSessionsAndSayWhoIsGone() {
    model.replace(listing(3, 0, Set.of(), "a", "b", "c"), 0);
    model.update(listing(3, 0, Set.of("a"), "new", "b", "c"));
    assertEquals(List.of("a", "b", "c"), known());
    assertTrue(model.line(0).gone());
    assertFalse(model.line(1).gone());
    model.replace(listing(3, 0, Set.of(), "new", "b", "c"), 0);
    assertEquals(List.of("new", "b", "c"), known());
  }

  @Test
  void whoHasJustTakenAnothersLineIsNotNoticedYet() {
    model.replace(listing(2, 0, Set.of(), "a", "b"), 0);
    assertTrue(model.line(0).noticed(0));
    model.replace(listing(2, 0, Set.of(), "new", "b"), SECOND);
    assertFalse(model.line(0).noticed(SECOND + 1));
    assertTrue(model.line(0).noticed(2 * SECOND));
    assertTrue(model.line(1).noticed(SECOND));
  }

  @Test
  void ticksFollowTheSessionAndGoWithIt() {
    ticks.toggle(Rows.session("b"));
    model.replace(listing(2, 0, Set.of(), "a", "b"), 0);
    assertEquals(true, model.getValueAt(1, SessionTableModel.TICK_COLUMN));
    model.replace(listing(2, 0, Set.of(), "b", "c"), 0);
    assertEquals(true, model.getValueAt(0, SessionTableModel.TICK_COLUMN));
    assertEquals(false, model.getValueAt(1, SessionTableModel.TICK_COLUMN));
    List<Row> gone = ticks.update(listing(1, 0, Set.of("b"), "c"));
    assertEquals(List.of("b"), gone.stream().map(Row::id).toList());
    assertEquals(0, ticks.count());
  }

  @Test
  void aListThatShrinksBelowTheWindowIsEmptyThere() {
    model.replace(listing(1_000, 500, Set.of(), "a", "b"), 0);
    model.replace(listing(10, 500, Set.of()), 0);
    assertEquals(10, model.getRowCount());
    assertFalse(model.knows(0, 9));
  }
}
