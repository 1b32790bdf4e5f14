package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lockout file: what is written is read, and damage is reported and set aside. */
class LockoutFileTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00.123456789Z");

  @TempDir private Path directory;
  private Path path;
  private LockoutFile file;

  @BeforeEach
  void openFile() {
    path = directory.resolve("lockouts");
    file = new LockoutFile(path);
  }

  private static Lockout lockout(
      LockoutTarget target, @Nullable Instant until, String by, @Nullable String reason) {
    return new Lockout(target, SINCE, until, by, reason);
  }

  private static List<Lockout> some() {
    return List.of(
        lockout(LockoutTarget.login("alice"), null, "operator", "password changed"),
        lockout(LockoutTarget.address("203.0.113.0/24"), SINCE.plusSeconds(60), "operator", null),
        lockout(LockoutTarget.loginFrom("bob", "2001:db8::/32"), null, "operator", ""),
        lockout(LockoutTarget.domain("example.com"), Instant.MAX, "operator", "left"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** The one file that was set aside. */
  private Path aside() throws IOException {
    assertFalse(Files.exists(path), "moved away");
    List<Path> files = files();
    assertEquals(1, files.size(), files.toString());
    assertTrue(files.get(0).getFileName().toString().startsWith("lockouts.damaged-"));
    return files.get(0);
  }

  @Test
  void thatIsNotThereIsEmpty() throws IOException {
    assertEquals(List.of(), file.load());
    assertEquals(List.of(), files());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    file.save(some());
    assertEquals(some(), file.load());
    assertEquals(some(), file.load(), "reading changes nothing");
    assertEquals(List.of(path), files());
    file.save(List.of());
    assertEquals(List.of(), file.load());
    assertEquals(List.of(path), files());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "\\",
        "\\-",
        "\\t",
        "\\u0041",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\n",
        "checksum 0",
        "checksum ",
        "rollcall-lockouts 1",
        "\u0000\u001B[2J\u0085\u2028\u2029",
        "\uD800",
        "\uDC00\uD800",
        "😀é",
        "null",
      })
  void takesAnyText(String text) throws IOException {
    List<Lockout> hostile =
        List.of(
            lockout(LockoutTarget.login(text), null, text, text),
            lockout(LockoutTarget.domain(text), null, text, null));
    file.save(hostile);
    assertEquals(hostile, file.load());
    assertEquals(List.of(path), files());
  }

  @Test
  void takesAnyTextAtRandom() throws IOException {
    Random random = new Random(7);
    List<Lockout> hostile = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      hostile.add(lockout(LockoutTarget.login(text(random)), null, text(random), text(random)));
    }
    file.save(hostile);
    assertEquals(hostile, file.load());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      String odd = "\\tnru-0\t\n\r\uD800\uDC00 ";
      text.append(
          random.nextInt(3) > 0
              ? odd.charAt(random.nextInt(odd.length()))
              : (char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  /** Whole lines still hold, and what stood there is kept. */
  @Test
  void cutOffAnywhereIsSetAsideAndWhatIsWholeStillHolds() throws IOException {
    file.save(some());
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(path, cut);
      List<Lockout> loaded = file.load();
      assertEquals(some().subList(0, loaded.size()), loaded, "cut at " + length);
      long lines = new String(cut, StandardCharsets.UTF_8).lines().count();
      assertTrue(loaded.size() >= lines - 2, "cut at " + length + ": " + loaded.size());
      Path aside = aside();
      assertEquals(length, Files.size(aside));
      Files.delete(aside);
    }
  }

  /** One bit is enough to lock somebody else out, or half the world: none of that holds. */
  @Tag("heavy")
  @Test
  void withAnyBitFlippedIsSetAsideAndLocksNobodyElseOut() throws IOException {
    file.save(some());
    byte[] whole = Files.readAllBytes(path);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(path, flipped);
      List<Lockout> loaded = file.load();
      assertTrue(new HashSet<>(some()).containsAll(loaded), "bit " + bit + ": " + loaded);
      assertTrue(loaded.size() >= some().size() - 2, "bit " + bit + ": " + loaded);
      Path aside = aside();
      assertEquals(whole.length, Files.size(aside));
      Files.delete(aside);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "garbage", "rollcall-lockouts 1\n", "<?xml version='1.0'?>\n"})
  void ofAnotherContentIsSetAside(String text) throws IOException {
    Files.writeString(path, text);
    assertEquals(List.of(), file.load());
    assertEquals(text, Files.readString(aside()));
  }

  @Test
  void withAWrongFirstLineOrNoneStillHolds() throws IOException {
    file.save(some());
    String text = Files.readString(path);
    for (String first : List.of("rollcall-lockouts 2\n", "")) {
      Files.writeString(path, text.replaceFirst("rollcall-lockouts 1\n", first));
      assertEquals(some(), file.load());
      Files.delete(aside());
    }
  }

  @Test
  void withALineLostOrAddedIsSetAside() throws IOException {
    file.save(some());
    List<String> lines = Files.readAllLines(path);
    List<String> fewer = new ArrayList<>(lines);
    fewer.remove(2);
    Files.writeString(path, String.join("\n", fewer) + "\n");
    assertEquals(3, file.load().size());
    Files.delete(aside());
    Files.writeString(path, String.join("\n", lines) + "\nmore\n");
    assertEquals(some(), file.load());
    Files.delete(aside());
  }

  /** The tests may run as a user whom no permission stops; a directory is unreadable to all. */
  @Test
  void thatCannotBeReadIsSetAside() throws IOException {
    Files.createDirectory(path);
    Files.writeString(path.resolve("inside"), "kept");
    assertEquals(List.of(), file.load());
    assertEquals("kept", Files.readString(aside().resolve("inside")));
    file.save(some());
    assertEquals(some(), file.load());
  }

  @Test
  void leftHalfWrittenByACrashIsWrittenAnew() throws IOException {
    file.save(some());
    Files.writeString(directory.resolve("lockouts.new"), "half of a longer list".repeat(1_000));
    assertEquals(some(), file.load());
    file.save(some().subList(0, 1));
    assertEquals(some().subList(0, 1), file.load());
    assertEquals(List.of(path), files());
  }
}
