package io.rollcall.internal;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.PrintableText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that lockouts survive a restart in.
 *
 * <p>Text in UTF-8: a line that names the format, a line a lockout, and a line with a checksum of
 * all before it. Fields are separated by tabs, and the last is a checksum of those before it, so
 * that damage elsewhere locks nobody else out. A tab, a line end, a backslash, half a surrogate
 * pair or an absent value is written with a backslash. A new list is written beside the old one,
 * forced to the disk and moved over it in one step, so a crash at any moment leaves the one or the
 * other.
 */
final class LockoutFile {
  private static final Logger logger = LoggerFactory.getLogger(LockoutFile.class);
  private static final String FORMAT = "rollcall-lockouts 1";
  private static final String CHECKSUM = "checksum ";
  private static final String ABSENT = "\\-";
  private static final int FIELDS = 7;
  private static final int HEX = 16;
  private static final int HEX_DIGITS = 4;
  private static final int SHOWN = 200;

  private final Path file;

  LockoutFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Writes a list in place of the one there is. */
  void save(List<Lockout> lockouts) throws IOException {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    for (Lockout lockout : lockouts) {
      text.append(line(lockout)).append('\n');
    }
    String checksum = checksum(text.toString());
    text.append(CHECKSUM).append(checksum).append('\n');
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the list. A damaged file is reported and kept under another name; what can be read of it
   * still keeps out.
   */
  List<Lockout> load() {
    List<Lockout> lockouts = new ArrayList<>();
    String damage;
    try {
      // what is no UTF-8 becomes another text, which the checksums tell
      damage = read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), lockouts);
    } catch (NoSuchFileException e) {
      return lockouts;
    } catch (IOException e) {
      damage = e.toString();
    }
    if (damage != null) {
      setAside(damage, lockouts.size());
    }
    return lockouts;
  }

  /** Reads all that can be read; returns what is wrong with the text, or null. */
  static @Nullable String read(String text, List<Lockout> lockouts) {
    String damage = null;
    int end = text.lastIndexOf("\n" + CHECKSUM) + 1;
    if (!text.startsWith(FORMAT + "\n")) {
      damage = "the first line is not '" + FORMAT + "'";
    } else if (!text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
      damage = "the checksum is missing or wrong";
    }
    for (String line : text.lines().toList()) {
      try {
        lockouts.add(lockout(line));
      } catch (RuntimeException e) { // whatever stands there instead
        if (!line.equals(FORMAT) && !line.startsWith(CHECKSUM)) {
          damage =
              "a line is no lockout: " + PrintableText.of(String.valueOf(e.getMessage()), SHOWN);
        }
      }
    }
    return damage;
  }

  private void setAside(String damage, int kept) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
    try {
      Files.move(file, aside);
      logger.error(
          "the lockout file {} is damaged ({}); kept as {}; {} of its lockouts hold",
          file,
          damage,
          aside,
          kept);
    } catch (IOException e) {
      logger.error(
          "the lockout file {} is damaged ({}) and cannot be moved aside", file, damage, e);
    }
  }

  private static String line(Lockout lockout) {
    LockoutTarget target = lockout.target();
    String fields =
        String.join(
            "\t",
            field(target.login()),
            field(target.network()),
            field(target.domain()),
            field(lockout.since().toString()),
            field(lockout.until() == null ? null : lockout.until().toString()),
            field(lockout.orderedBy()),
            field(lockout.reason()));
    return fields + "\t" + checksum(fields);
  }

  private static Lockout lockout(String line) {
    int last = line.lastIndexOf('\t');
    if (last < 0 || !line.substring(last + 1).equals(checksum(line.substring(0, last)))) {
      throw new IllegalArgumentException("its checksum is missing or wrong");
    }
    String[] fields = line.substring(0, last).split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(fields.length + " fields; expected " + FIELDS);
    }
    String until = value(fields[4]);
    return new Lockout(
        new LockoutTarget(value(fields[0]), value(fields[1]), value(fields[2])),
        Instant.parse(fields[3]),
        until == null ? null : Instant.parse(until),
        String.valueOf(value(fields[5])),
        value(fields[6]));
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return ABSENT;
    }
    StringBuilder field = new StringBuilder(value.length() + 8);
    value
        .codePoints()
        .forEach(
            next -> {
              switch (next) {
                case '\\' -> field.append("\\\\");
                case '\t' -> field.append("\\t");
                case '\n' -> field.append("\\n");
                case '\r' -> field.append("\\r");
                default -> {
                  if (Character.getType(next) == Character.SURROGATE) { // UTF-8 has no such thing
                    field.append(String.format(Locale.ROOT, "\\u%04x", next));
                  } else {
                    field.appendCodePoint(next);
                  }
                }
              }
            });
    return field.toString();
  }

  private static @Nullable String value(String field) {
    if (field.equals(ABSENT)) {
      return null;
    }
    StringBuilder value = new StringBuilder(field.length());
    int index = 0;
    while (index < field.length()) {
      char next = field.charAt(index++);
      if (next == '\\') {
        char escaped = field.charAt(index++);
        next =
            switch (escaped) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 'u' -> (char) Integer.parseInt(field, index, index + HEX_DIGITS, HEX);
              default -> escaped;
            };
        index += escaped == 'u' ? HEX_DIGITS : 0;
      }
      value.append(next);
    }
    return value.toString();
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }
}
