package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.SessionInfo;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says values as people read them. */
final class ReadableText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
  private static final String NOT_LOGGED_IN = "not logged in";

  private ReadableText() {}

  /** A duration, no finer than a person needs: a row changes seldom then. */
  static String duration(Duration duration) {
    if (duration.toMinutes() == 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() == 0) {
      return duration.toMinutes() + " min";
    }
    if (duration.toDays() == 0) {
      return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return "%d d %02d h".formatted(duration.toDays(), duration.toHoursPart());
  }

  /** A moment in UTC, which the page's script puts into the reader's time zone. */
  static Html time(@Nullable Instant time) {
    return time == null
        ? Html.EMPTY
        : Html.of(
            "<time datetime=\"%s\">%s</time>",
            time.truncatedTo(ChronoUnit.SECONDS), TIME.format(time.atOffset(ZoneOffset.UTC)));
  }

  /** A constant's name as words: {@code DOMAIN_OWNER} as "Domain owner". */
  static String words(Enum<?> constant) {
    String words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** What was wrong with an input, as a sentence. */
  static String sentence(RuntimeException mistake) {
    String message = String.valueOf(mistake.getMessage());
    return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
  }

  static String speed(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%,.0f KB/s", bytesPerSecond / 1024);
  }

  static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%,d KB", bytes >> 10)
        : String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }

  static String type(@Nullable Account account) {
    return account == null ? "" : words(account.type());
  }

  static String login(SessionInfo session) {
    Account account = session.account();
    return account == null ? NOT_LOGGED_IN : account.login();
  }

  static String address(@Nullable InetAddress address) {
    return address == null ? "unknown" : address.getHostAddress();
  }
}
