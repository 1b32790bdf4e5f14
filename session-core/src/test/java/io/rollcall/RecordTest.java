package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record as a program reads it: a line of JSON for each order and each refusal. */
@Tag("heavy")
class RecordTest {
  private static final String PREFIX = "INFO io.rollcall.record - ";
  private static final String HOSTILE = RecordScenario.HOSTILE;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @TempDir private Path directory;

  private static Map<String, String> parse(String line) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      assertEquals(JsonToken.START_OBJECT, json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        assertEquals(JsonToken.VALUE_STRING, json.nextToken());
        members.put(name, json.getText());
      }
      assertEquals(JsonToken.END_OBJECT, json.currentToken());
      assertNull(json.nextToken(), "one object a line");
    }
    return members;
  }

  /** What the scenario writes, each line parsed. */
  private List<Map<String, String>> record() throws Exception {
    Path log = directory.resolve("record.log");
    Process process =
        ChildJvm.start(
            RecordScenario.class,
            List.of(
                "-Dorg.slf4j.simpleLogger.log.io.rollcall.record=info",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-Dorg.slf4j.simpleLogger.logFile=" + log));
    try (InputStream errors = process.getErrorStream()) {
      process.getOutputStream().close();
      byte[] unused = process.getInputStream().readAllBytes();
      String error = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), error);
    }
    List<Map<String, String>> record = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      assertTrue(line.startsWith(PREFIX), line);
      assertTrue(line.chars().allMatch(next -> next >= ' ' && next <= '~'), line);
      record.add(parse(line.substring(PREFIX.length())));
    }
    return record;
  }

  private static void assertLine(Map<String, String> line, String action, String... members) {
    assertEquals("2026-03-01T10:00:00Z", line.get("time"));
    assertEquals(action, line.get("action"));
    for (int i = 0; i < members.length; i += 2) {
      assertEquals(members[i + 1], line.get(members[i]), members[i] + " of " + line);
    }
  }

  @Test
  void hasALineForEachOrderAndEachRefusalAndNoHostileNameForgesOne() throws Exception {
    List<Map<String, String>> record = record();
    Iterator<Map<String, String>> lines = record.iterator();
    assertLine(
        lines.next(),
        "terminate",
        "by",
        HOSTILE,
        "reason",
        HOSTILE,
        "login",
        HOSTILE,
        "outcome",
        "TERMINATED",
        "detail",
        "ended: " + HOSTILE);
    assertLine(lines.next(), "terminate", "id", HOSTILE, "outcome", "NOT_FOUND", "login", null);
    assertLine(
        lines.next(),
        "lock-out",
        "target",
        "login=alice",
        "until",
        "2026-03-01T11:00:00Z",
        "by",
        HOSTILE,
        "reason",
        HOSTILE);
    assertLine(lines.next(), "terminate", "login", "alice", "outcome", "TERMINATED");
    String target = LockoutTarget.login(HOSTILE).toString();
    assertLine(lines.next(), "lock-out", "target", target, "until", null, "by", HOSTILE);
    assertLine(
        lines.next(),
        "refuse",
        "service",
        "FTP",
        "login",
        HOSTILE,
        "address",
        "203.0.113.7",
        "cause",
        "LOCKED_OUT",
        "detail",
        "locked out (" + target + ") until it is lifted by " + HOSTILE);
    assertLine(lines.next(), "lift-lockout", "target", target, "by", HOSTILE, "reason", HOSTILE);
    assertLine(lines.next(), "limit", "limits", "{FTP={TOTAL=0}} REFUSE");
    assertLine(
        lines.next(),
        "refuse",
        "cause",
        "LIMIT_REACHED",
        "detail",
        "0 sessions at most for all of FTP");
    assertLine(lines.next(), "limit", "limits", "no limits", "by", HOSTILE, "reason", HOSTILE);
    assertLine(lines.next(), "abort-transfer", "outcome", "FAILED", "by", HOSTILE);
    assertLine(
        lines.next(),
        "lock-out",
        "target",
        LockoutTarget.login(HOSTILE.toLowerCase(Locale.ROOT)).toString(),
        "by",
        "failed-login limit",
        "reason",
        "too many failed logins",
        "until",
        "2026-03-01T10:01:00Z");
    assertLine(lines.next(), "limit", "limits", "{PANEL={TOTAL=1}} END_LONGEST_IDLE");
    assertLine(
        lines.next(),
        "terminate",
        "by",
        "session limit",
        "reason",
        "made room for a newer session",
        "login",
        "bob",
        "outcome",
        "CLOSING");
    assertEquals(14, record.size(), record.toString());
  }
}
