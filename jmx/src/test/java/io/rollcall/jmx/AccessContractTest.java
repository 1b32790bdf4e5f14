package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.openmbean.CompositeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published names and types of lockouts, limits and history, read as a client reads them. */
class AccessContractTest {
  private static final String ROWS = "[Ljavax.management.openmbean.CompositeData;";
  private static final String COMPOSITE = "javax.management.openmbean.CompositeData";
  private static final String TEXT = "java.lang.String";
  private static final String TEXTS = "[Ljava.lang.String;";
  private static final String DATE = "java.util.Date";

  private Console console;

  @BeforeEach
  void open() throws Exception {
    console = Console.open();
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void accessControlShowsAndChangesLockoutsAndLimits() throws Exception {
    assertEquals(
        Map.of("Limits", TEXT, "LockoutTable", TEXTS, "Lockouts", ROWS),
        console.attributes(console.access));
    String locking = "(target:" + TEXT + " minutes:int reason:" + TEXT + ")";
    assertEquals(
        List.of(
            "ACTION " + TEXT + " lockOut" + locking,
            "ACTION " + TEXT + " liftLockout(target:" + TEXT + " reason:" + TEXT + ")",
            "ACTION " + TEXT + " revoke" + locking,
            "ACTION " + COMPOSITE + " revokeSessions" + locking,
            "ACTION "
                + TEXT
                + " setLimits(limits:"
                + TEXT
                + " keepExcess:boolean reason:"
                + TEXT
                + ")",
            "INFO " + COMPOSITE + " findLockouts(search:" + TEXT + " offset:int limit:int)"),
        console.operations(console.access));
  }

  @Test
  void historyIsReadOnly() throws Exception {
    assertEquals(
        Map.of("HistoryTable", TEXTS, "History", ROWS), console.attributes(console.history));
    assertEquals(
        List.of("INFO " + COMPOSITE + " findHistory(search:" + TEXT + " offset:int limit:int)"),
        console.operations(console.history));
  }

  @Test
  void lockoutHasItsItems() throws Exception {
    assertEquals(
        Map.of(
            "target",
            TEXT,
            "login",
            TEXT,
            "network",
            TEXT,
            "domain",
            TEXT,
            "since",
            DATE,
            "until",
            DATE,
            "orderedBy",
            TEXT,
            "reason",
            TEXT),
        console.items(console.access, "Lockouts"));
  }

  @Test
  void historyEntryHasItsItems() throws Exception {
    Map<String, String> items = console.items(console.history, "History");
    assertEquals(
        Set.of(
            "time",
            "kind",
            "service",
            "id",
            "login",
            "domain",
            "ipAddress",
            "cause",
            "orderedBy",
            "reason",
            "detail"),
        items.keySet());
    assertEquals(DATE, items.remove("time"));
    assertEquals(Set.of(TEXT), Set.copyOf(items.values()));
  }

  @Test
  void answersToProgramsDeclareTheirItems() throws Exception {
    assertEquals(
        Set.of("lockout", "terminations"),
        ((CompositeType) console.declared(console.access, "revokeSessions")).keySet());
    assertEquals(
        Set.of("lockouts", "terminations"),
        ((CompositeType) console.declared(console.ftp, "terminateSessionsAndLockOut")).keySet());
    assertEquals(
        Set.of("total", "rows"),
        ((CompositeType) console.declared(console.access, "findLockouts")).keySet());
    assertEquals(
        Set.of("total", "rows"),
        ((CompositeType) console.declared(console.history, "findHistory")).keySet());
  }
}
