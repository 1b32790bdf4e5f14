package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is answered with a sentence, at the other end of a connector, and changes nothing. */
class RefusalTest {
  private static final String PLACEHOLDER = "still holds JConsole's placeholder \"String\": ";
  private static Console console;

  @BeforeAll
  static void open() throws Exception {
    console = Console.open();
    console.door.ftp("alice");
  }

  @AfterAll
  static void close() throws Exception {
    assertEquals(List.of(), console.door.orders);
    console.close();
  }

  static Stream<Arguments> badInput() {
    return Stream.of(
        bad(
            "the field 'ids' " + PLACEHOLDER + "type the ids of sessions",
            "terminate",
            "String",
            "String"),
        bad(
            "the field 'reason' " + PLACEHOLDER + "type a reason or clear the field",
            "terminate",
            "k7f39q2m",
            "String"),
        bad(
            "the field 'filter' " + PLACEHOLDER + "type a filter or clear the field",
            "find",
            "String",
            "String",
            0,
            0),
        bad(
            "the field 'orderBy' " + PLACEHOLDER + "type an item's name or clear the field",
            "find",
            "",
            "String",
            0,
            0),
        bad(
            "the field 'filter' " + PLACEHOLDER + "type a filter or clear the field",
            "table",
            "String"),
        bad(
            "the field 'filter' " + PLACEHOLDER + "type a filter or clear the field",
            "terminateMatching",
            "String",
            "String",
            true),
        bad(
            "the field 'reason' " + PLACEHOLDER + "type a reason or clear the field",
            "terminateMatching",
            "login=*",
            "String",
            false),
        bad(noId(), "terminate", "", ""),
        bad(noId(), "terminate", null, null),
        bad(noId(), "terminate", " ,;\n", null),
        bad(noId(), "terminateSessions", new String[0], null),
        bad(noId(), "terminateSessions", null, null),
        bad(noId(), "terminateSessions", new String[] {null, " "}, null),
        bad(
            "10,001 ids are given; at most 10,000 are taken at once",
            "terminateSessions",
            Stream.generate(() -> "k7f39q2m").limit(10_001).toArray(String[]::new),
            null),
        bad(
            "the reason has 4,001 characters; at most 4,000 are taken",
            "terminate",
            "k7f39q2m",
            "x".repeat(4_001)),
        bad(
            "the filter is empty, which means every session: to end them all, write login=* for"
                + " everybody logged in, or connected>0s for connections without a login as well",
            "terminateMatching",
            " ",
            "why",
            false),
        bad(
            "cannot read the filter at position 5, '=4': expected < or > after idle",
            "find",
            "idle=4",
            "",
            0,
            0),
        bad(
            "cannot read the filter at position 8, 'shared': expected one of login, domain, type,"
                + " ip, status, idle, connected, speed, such as login=alice",
            "terminateMatching",
            "ip=::1 shared",
            "",
            false),
        bad("offset is -1; expected 0 or more", "find", "", "", -1, 0),
        bad("limit is -1; expected 0 or more", "find", "", "", 0, -1),
        bad(
            "limit is 10,001; at most 10,000 rows can be read at once: read on with a larger"
                + " offset",
            "find",
            "",
            "",
            0,
            10_001),
        bad(
            "the argument 'offset' of find must be of type int, and nothing was given",
            "find",
            "",
            "",
            null,
            0),
        bad(
            "the argument 'dryRun' of terminateMatching must be of type boolean, and"
                + " java.lang.String was given",
            "terminateMatching",
            "login=*",
            "",
            "false"),
        bad("table takes 1 arguments (filter), and was given 2", "table", "", ""));
  }

  private static String noId() {
    return "no id is given: take ids from the first column of the table, such as k7f39q2m";
  }

  private static Arguments bad(String sentence, String operation, @Nullable Object... arguments) {
    return Arguments.of(sentence, operation, arguments);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("badInput")
  void isRefusedWithASentence(String sentence, String operation, Object[] arguments) {
    assertEquals(sentence, console.refusal(console.ftp, operation, arguments));
  }

  /** Once, blanks or separators around JConsole's placeholder made it the id of a session. */
  @ParameterizedTest
  @ValueSource(strings = {" String\n", ",String"})
  void aPlaceholderWithSomethingAroundItIsNoId(String ids) {
    assertEquals(
        "the field 'ids' " + PLACEHOLDER + "type the ids of sessions",
        console.refusal(console.ftp, "terminate", ids, ""));
  }

  @Test
  void orderByNamesWhatThereIs() {
    String sentence = console.refusal(console.panel, "find", "", "color", 0, 0);
    assertTrue(
        sentence.startsWith("cannot order by 'color': expected one of client, domain, id, "),
        sentence);
  }

  @Test
  void refusalIsMadeOfTheJdkAlone() {
    for (Arguments arguments : badInput().toList()) {
      RuntimeMBeanException thrown =
          assertThrows(
              RuntimeMBeanException.class,
              () ->
                  console.call(
                      console.ftp, (String) arguments.get()[1], (Object[]) arguments.get()[2]));
      assertEquals(IllegalArgumentException.class, thrown.getCause().getClass());
      assertNull(thrown.getCause().getCause());
      assertEquals(0, thrown.getCause().getSuppressed().length);
    }
  }

  @Test
  void unknownNamesAreToldWhatThereIs() {
    AttributeNotFoundException noAttribute =
        assertThrows(AttributeNotFoundException.class, () -> console.read(console.ftp, "Nope"));
    assertEquals(
        "there is no attribute 'Nope' here; there are Count, Table, Sessions",
        noAttribute.getMessage());
    ReflectionException noOperation =
        assertThrows(
            ReflectionException.class,
            () -> console.connection.invoke(console.ftp, "nope", null, null));
    assertEquals(
        "there is no operation 'nope' here; there are find, table, terminate, terminateSessions,"
            + " terminateMatching, terminateAndLockOut, terminateSessionsAndLockOut, abortTransfer",
        noOperation.getMessage());
  }

  @Test
  void attributesCannotBeSet() throws Exception {
    AttributeNotFoundException refused =
        assertThrows(
            AttributeNotFoundException.class,
            () -> console.connection.setAttribute(console.ftp, new Attribute("Count", 0)));
    assertEquals(
        "the attribute 'Count' cannot be set; all attributes here are read-only",
        refused.getMessage());
    AttributeList values = new AttributeList(Arrays.asList(new Attribute("Count", 0)));
    assertEquals(List.of(), console.connection.setAttributes(console.ftp, values));
  }

  @Test
  void attributesThatCanBeReadAreReadBesideThoseThatCannot() throws Exception {
    AttributeList values =
        console.connection.getAttributes(console.ftp, new String[] {"Nope", "Count"});
    assertEquals(List.of(new Attribute("Count", 1)), values);
  }
}
