package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.ChildJvm;
import io.rollcall.Lockout;
import io.rollcall.SessionRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed while it writes leaves the old list or the new one. */
@Tag("heavy")
class LockoutFileKillTest {
  static Stream<Integer> twenty() {
    return Stream.iterate(0, round -> round + 1).limit(20);
  }

  static Stream<Integer> five() {
    return twenty().limit(5);
  }

  @TempDir private Path directory;

  /** The last line that a process wrote with some word, and its number. */
  private record Told(int begun, int ended) {}

  /** Lets a process write some lines, kills it at once, and reads what else it wrote. */
  private static Told killAfter(int lines, Process process) throws Exception {
    int begun = 0;
    int ended = 0;
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      assertNotNull(line, "it did not start");
      int count = 1;
      while (line != null) {
        int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
        if (line.startsWith("begin")) {
          begun = number;
        } else {
          ended = number;
        }
        if (count++ == lines) {
          boolean unused = process.toHandle().destroyForcibly(); // and the pipe stays open
        }
        line = output.readLine();
      }
    }
    int code = process.waitFor();
    assertNotEquals(0, code, "killed");
    return new Told(begun, ended);
  }

  private void assertNothingElseIsThere() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertTrue(
          names.equals(List.of("lockouts")) || names.equals(List.of("lockouts", "lockouts.new")),
          names.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("twenty")
  void whileAListIsWritten(int round) throws Exception {
    Path path = directory.resolve("lockouts");
    new LockoutFile(path).save(LockoutWriter.list(0));
    Process process = ChildJvm.start(LockoutWriter.class, List.of(), "file", path.toString());
    Told told = killAfter(1 + new Random(round).nextInt(40), process);
    List<Lockout> loaded = new LockoutFile(path).load();
    int generation = Integer.parseInt(loaded.get(0).reason());
    assertEquals(LockoutWriter.list(generation), loaded, "one list, and all of it");
    assertTrue(told.ended() <= generation && generation <= told.begun(), generation + " " + told);
    assertNothingElseIsThere();
  }

  @ParameterizedTest
  @MethodSource("five")
  void whileLockoutsAreAdded(int round) throws Exception {
    Path path = directory.resolve("lockouts");
    new LockoutFile(path).save(List.of());
    Process process = ChildJvm.start(LockoutWriter.class, List.of(), "registry", path.toString());
    Told told = killAfter(1 + new Random(round).nextInt(2_000), process);
    try (SessionRegistry registry = SessionRegistry.builder().lockoutFile(path).build()) {
      List<Lockout> loaded = registry.lockouts().list();
      assertTrue(loaded.size() <= told.begun() + 1, loaded.size() + " " + told);
      for (int number = 0; number < loaded.size(); number++) {
        assertEquals(LockoutWriter.login(number), loaded.get(number).target().login());
      }
    }
    assertNothingElseIsThere();
  }
}
