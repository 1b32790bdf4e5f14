package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.HostileText;
import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the lockout file holds, the registry starts, and nobody is locked out by an accident.
 */
@Tag("heavy")
class LockoutFileFuzzTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00.123456789Z");
  private static final List<Lockout> SAVED =
      List.of(
          new Lockout(LockoutTarget.login("alice"), SINCE, null, "operator", "left\tus\\"),
          new Lockout(
              LockoutTarget.loginFrom("b\u00F6b", "2001:db8::/32"),
              SINCE,
              SINCE.plusSeconds(60),
              "failed-login limit",
              null),
          new Lockout(LockoutTarget.domain("\uD800"), SINCE, Instant.MAX, "operator", "\r\n"));

  private static final List<String> NAMES =
      List.of("alice", "\\-", "a\\tb\\\\\\u00e9", "\\ud800", "");
  private static final List<String> NETWORKS = List.of("\\-", "203.0.113.0/24", "2001:db8::/32");
  private static final List<String> TIMES =
      List.of(
          "2026-03-01T10:00:00.123456789Z",
          "\\-",
          "+1000000000-12-31T23:59:59.999999999Z",
          "-1000000000-01-01T00:00:00Z");

  private static Path directory;
  private static Path path;
  private static String saved;

  @BeforeContainer
  static void save() throws IOException {
    directory = Files.createTempDirectory("lockout-fuzz");
    path = directory.resolve("lockouts");
    new LockoutFile(path).save(SAVED);
    saved = Files.readString(path, StandardCharsets.ISO_8859_1);
  }

  @AfterContainer
  static void remove() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Bytes, one a character. */
  @Provide
  Arbitrary<String> bytes() {
    return HostileText.like(List.of(saved));
  }

  /** A file of one line whose checksums are right, whatever its fields are. */
  @Provide
  Arbitrary<String> checked() {
    return Combinators.combine(
            fieldLike(NAMES),
            fieldLike(NETWORKS),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("\\-")), Tuple.of(1, fieldLike(NAMES))),
            fieldLike(TIMES),
            fieldLike(TIMES),
            fieldLike(NAMES),
            fieldLike(NAMES))
        .as(
            (login, network, domain, since, until, by, reason) ->
                file(String.join("\t", login, network, domain, since, until, by, reason)));
  }

  private static Arbitrary<String> fieldLike(List<String> valid) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(valid)), Tuple.of(1, HostileText.like(valid)));
  }

  private static String file(String fields) {
    String lines = "rollcall-lockouts 1\n" + fields + "\t" + checksum(fields) + "\n";
    return lines + "checksum " + checksum(lines) + "\n";
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%x", checksum.getValue());
  }

  @Property
  void aDamagedFileLocksNobodyElseOut(@ForAll("bytes") String bytes) {
    List<Lockout> read = new ArrayList<>();
    String damage = LockoutFile.read(utf8(bytes), read);
    assertTrue(new HashSet<>(SAVED).containsAll(read), read::toString);
    assertEquals(damage == null, SAVED.equals(read) && bytes.equals(saved), "damage is told");
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Property
  void aLineWithTheRightChecksumIsReadOrIsDamage(@ForAll("checked") String text) {
    List<Lockout> read = new ArrayList<>();
    String damage = LockoutFile.read(text, read);
    assertEquals(damage == null, read.size() == 1, damage);
    if (damage != null) {
      assertTrue(damage.length() < 300, damage);
    }
    LockoutTable table = new LockoutTable(() -> SINCE);
    read.forEach(table::put);
    table.list().forEach(lockout -> table.forget(lockout));
    assertEquals(List.of(), table.list());
  }

  /** The same through the disk, where each try costs more. */
  @Property(tries = 300)
  void aRegistryStartsWithWhateverFile(@ForAll("bytes") String bytes) throws IOException {
    Files.write(path, bytes.getBytes(StandardCharsets.ISO_8859_1));
    List<Lockout> read = new LockoutFile(path).load();
    assertTrue(new HashSet<>(SAVED).containsAll(read), read::toString);
    new LockoutFile(path).save(read);
    assertEquals(read, new LockoutFile(path).load(), "what is saved is read");
    for (Path file : files()) {
      Files.delete(file);
    }
  }
}
