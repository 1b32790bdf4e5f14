package io.rollcall.jconsole;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, amounts and constants as people read them. Null becomes a dash. */
final class Words {
  static final String NONE = "–";

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final double KILOBYTE = 1_024;

  private Words() {}

  /** Seconds in their two largest units: {@code 45s}, {@code 2m 05s}, {@code 3d 04h}. */
  static String duration(Long seconds) {
    if (seconds == null) {
      return NONE;
    }
    long left = Math.max(0, seconds);
    if (left < 60) {
      return left + "s";
    }
    if (left < 3_600) {
      return two(left / 60, "m", left % 60, "s");
    }
    if (left < 86_400) {
      return two(left / 3_600, "h", left % 3_600 / 60, "m");
    }
    return two(left / 86_400, "d", left % 86_400 / 3_600, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return String.format(Locale.ROOT, "%d%s %02d%s", large, largeUnit, small, smallUnit);
  }

  /** Kilobytes a second; one decimal where there would be one digit only. */
  static String speed(Double kilobytes) {
    if (kilobytes == null || kilobytes.isNaN()) {
      return NONE;
    }
    boolean small = kilobytes > 0 && kilobytes < 9.95;
    return String.format(Locale.ROOT, small ? "%,.1f KB/s" : "%,.0f KB/s", kilobytes);
  }

  /** Whole per cents, rounded down: 100 is when it is all over. */
  static int percent(double percent) {
    return (int) Math.floor(Math.max(0, Math.min(100, percent)));
  }

  /** A number of bytes in the largest unit that leaves a whole part. */
  static String bytes(Long bytes) {
    if (bytes == null) {
      return NONE;
    }
    double amount = bytes;
    String[] units = {"bytes", "KB", "MB", "GB", "TB"};
    int unit = 0;
    while (amount >= KILOBYTE && unit < units.length - 1) {
      amount /= KILOBYTE;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%,.0f %s" : "%,.1f %s", amount, units[unit]);
  }

  /** A moment by the clock of this computer's time zone. */
  static String dateTime(Instant time) {
    return time == null ? NONE : DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /** A moment of today. */
  static String time(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /** A constant as words: {@code Domain owner} for {@code DOMAIN_OWNER}. */
  static String constant(String name) {
    if (name.isEmpty()) {
      return NONE;
    }
    String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How many of something: {@code 1 session}, {@code 1,234 sessions}. */
  static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
