package io.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of {@code docs/guarantees.md} names tests that exist. */
class GuaranteesTest {
  private static final Path PROJECT = Path.of("..");
  private static final Map<String, String> MODULES =
      Map.of(
          "core", "session-core",
          "ftp", "ftp-adapter",
          "panel", "panel-adapter",
          "jmx", "jmx",
          "jconsole", "jconsole-plugin",
          "examples", "examples",
          "containers", "containers",
          "races", "race-tests");

  /** {@code | promise | core `SomeTest.some`, `OtherTest`; ftp `SomeTest` |}. */
  private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (.+) \\|");

  private static final Pattern REFERENCE = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

  @Test
  void nameTestsThatExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    int promises = 0;
    for (String line : Files.readAllLines(PROJECT.resolve("docs/guarantees.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(2).equals("proven by") && !row.group(2).startsWith("---")) {
        promises++;
        check(row.group(2), wrong);
      }
    }
    int counted = promises;
    assertAll(
        () -> assertEquals(List.of(), wrong),
        () -> assertTrue(counted > 30, counted + " promises were found"));
  }

  private static void check(String proofs, List<String> wrong) throws IOException {
    for (String ofModule : proofs.split("; ", -1)) {
      String word = ofModule.substring(0, Math.max(0, ofModule.indexOf(' ')));
      String module = MODULES.get(word);
      assertFalse(module == null, "no module is called '" + word + "': " + proofs);
      Matcher reference = REFERENCE.matcher(ofModule);
      boolean any = false;
      while (reference.find()) {
        any = true;
        if (!exists(PROJECT.resolve(module), reference.group(1), reference.group(2))) {
          wrong.add(module + " has no " + reference.group());
        }
      }
      assertTrue(any, "no test is named: " + proofs);
    }
  }

  private static boolean exists(Path module, String type, String method) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(module)) {
      sources =
          files
              .filter(file -> file.getFileName().toString().equals(type + ".java"))
              .filter(file -> file.toString().contains("src/test/java"))
              .toList();
    }
    for (Path source : sources) {
      if (method == null || Files.readString(source).contains("void " + method + "(")) {
        return true;
      }
    }
    return false;
  }
}
