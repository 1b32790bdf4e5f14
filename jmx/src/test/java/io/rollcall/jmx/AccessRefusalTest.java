package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.LockoutTarget;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders about lockouts and limits that were typed wrongly, or not at all, change nothing. */
class AccessRefusalTest {
  private static final String PLACEHOLDER = "still holds JConsole's placeholder \"String\": ";
  private static final String TARGET_ADVICE =
      "type login=alice, ip=203.0.113.0/24, both, or domain=example.com";
  private static final String MINUTES_ADVICE =
      ": type how many minutes the lockout lasts, at most 52,560,000 (100 years), or -1 for until"
          + " it is lifted";
  private static final String SCOPE_ADVICE = "type LOGIN, ADDRESS, LOGIN_AND_ADDRESS or DOMAIN";
  private static final String LIMITS_ADVICE =
      "type limits such as 'PANEL LOGIN 3, FTP TOTAL 200; REFUSE', or 'none' for no limits";
  private static final String REASON_ADVICE =
      "the field 'reason' " + PLACEHOLDER + "type a reason or clear the field";

  private static Console console;
  private static FtpHandle alice;

  @BeforeAll
  static void open() throws Exception {
    console = Console.open();
    alice = console.door.ftp("alice");
    console.registry.lockouts().add(LockoutTarget.login("eve"), null, TerminationOrder.by("x"));
  }

  @AfterAll
  static void close() throws Exception {
    try {
      assertEquals(List.of(), console.door.orders);
      assertEquals(
          List.of(LockoutTarget.login("eve")),
          console.registry.lockouts().list().stream().map(lockout -> lockout.target()).toList());
      assertTrue(console.registry.limits().isNone());
    } finally {
      console.close();
    }
  }

  static Stream<Arguments> badInput() {
    String id = "k7f39q2m";
    return Stream.of(
        bad("the field 'target' " + PLACEHOLDER + TARGET_ADVICE, "lockOut", "String", 5, "why"),
        bad("the target is empty: " + TARGET_ADVICE, "lockOut", " ", 5, "why"),
        bad("the target is empty: " + TARGET_ADVICE, "revoke", null, 5, "why"),
        bad("minutes is 0" + MINUTES_ADVICE, "lockOut", "login=alice", 0, "why"),
        bad("minutes is -2" + MINUTES_ADVICE, "revoke", "login=alice", -2, "why"),
        bad("minutes is 52,560,001" + MINUTES_ADVICE, "lockOut", "login=a", 52_560_001, ""),
        bad(REASON_ADVICE, "lockOut", "login=alice", 5, "String"),
        bad(REASON_ADVICE, "revoke", "login=alice", 5, "String"),
        bad(REASON_ADVICE, "revokeSessions", "login=alice", 5, "String"),
        bad(REASON_ADVICE, "liftLockout", "login=eve", "String"),
        bad(REASON_ADVICE, "setLimits", "FTP TOTAL 0", false, "String"),
        bad("the field 'target' " + PLACEHOLDER + TARGET_ADVICE, "liftLockout", "String", "why"),
        bad("the field 'limits' " + PLACEHOLDER + LIMITS_ADVICE, "setLimits", "String", true, ""),
        bad("the limits are empty: " + LIMITS_ADVICE, "setLimits", "", false, ""),
        bad(
            "cannot read the limits at position 11, 'x': expected the most sessions at once, such"
                + " as 10",
            "setLimits",
            "FTP TOTAL x",
            false,
            ""),
        bad(
            "the field 'scope' " + PLACEHOLDER + SCOPE_ADVICE,
            "terminateAndLockOut",
            id,
            "String",
            5,
            ""),
        bad("the scope is '': " + SCOPE_ADVICE, "terminateAndLockOut", id, "", 5, ""),
        bad("the scope is 'IP': " + SCOPE_ADVICE, "terminateAndLockOut", id, " IP ", 5, ""),
        bad("minutes is 0" + MINUTES_ADVICE, "terminateAndLockOut", id, "LOGIN", 0, ""),
        bad(REASON_ADVICE, "terminateAndLockOut", id, "LOGIN", 5, "String"),
        bad(
            "the field 'id' " + PLACEHOLDER + "type the id of a session",
            "abortTransfer",
            "String",
            ""),
        bad("2 ids are given; one is taken at a time", "abortTransfer", "k7f39q2m,k7f39q2n", ""),
        bad(REASON_ADVICE, "abortTransfer", id, "String"),
        bad(
            "the field 'search' " + PLACEHOLDER + "type what to look for or clear the field",
            "findLockouts",
            "String",
            0,
            0),
        bad("offset is -1; expected 0 or more", "findLockouts", "", -1, 0),
        bad("limit is -1; expected 0 or more", "findLockouts", "", 0, -1));
  }

  private static Arguments bad(String sentence, String operation, @Nullable Object... arguments) {
    return Arguments.of(sentence, operation, arguments);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("badInput")
  void isRefusedWithASentence(String sentence, String operation, Object[] arguments)
      throws Exception {
    boolean ofSessions =
        Stream.of(console.connection.getMBeanInfo(console.ftp).getOperations())
            .anyMatch(declared -> declared.getName().equals(operation));
    assertEquals(
        sentence, console.refusal(ofSessions ? console.ftp : console.access, operation, arguments));
  }

  @Test
  void targetsThatCannotBeReadAreRefusedWithTheirPlace() {
    for (String target :
        List.of("alice", "login=*", "login=a login=b", "ip=host.example", "domain=a ip=::1")) {
      String sentence = console.refusal(console.access, "revoke", target, 5, "why");
      assertTrue(sentence.contains("expected"), sentence);
    }
  }

  @Test
  void sessionWithoutWhatTheScopeNamesIsNotEnded() {
    assertEquals(
        "session "
            + alice.id()
            + " has no domain to lock out; choose another scope; nothing was done",
        console.refusal(console.ftp, "terminateAndLockOut", alice.id(), "DOMAIN", 5, "why"));
    assertTrue(!alice.isClosed());
  }

  /** Pressing a button without typing anything, on every bean: refused, or it only reads. */
  @Test
  void untouchedFieldsAreHarmless() throws Exception {
    List<String> pressed = new ArrayList<>();
    for (ObjectName bean :
        List.of(console.counters, console.access, console.history, console.panel, console.ftp)) {
      for (MBeanOperationInfo operation : console.connection.getMBeanInfo(bean).getOperations()) {
        String[] types =
            Stream.of(operation.getSignature())
                .map(MBeanParameterInfo::getType)
                .toArray(String[]::new);
        if (!List.of(types).contains("[Ljava.lang.String;")) { // JConsole offers no such button
          Object[] untouched = Stream.of(types).map(AccessRefusalTest::untouched).toArray();
          String sentence = console.refusal(bean, operation.getName(), untouched);
          assertTrue(sentence.contains(PLACEHOLDER), sentence);
          pressed.add(operation.getName());
        }
      }
    }
    assertTrue(pressed.size() >= 16, pressed::toString);
  }

  private static Object untouched(String type) {
    return switch (type) {
      case "int" -> 0;
      case "boolean" -> true;
      default -> "String";
    };
  }
}
