package io.rollcall.jmx;

import io.rollcall.AccountType;
import io.rollcall.FtpSessionInfo;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all sessions have, and times and amounts in the words of a table. Null stays null. */
final class SessionWords {
  private static final int SHOWN = 64;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|(?=%)|$)");

  private SessionWords() {}

  static @Nullable AccountType type(SessionInfo session) {
    return session.account() == null ? null : session.account().type();
  }

  /** The login as it is, for a place that makes it printable. */
  static @Nullable String login(SessionInfo session) {
    return session.account() == null ? null : session.account().login();
  }

  /** The domain as it is, for a place that makes it printable. */
  static @Nullable String domain(SessionInfo session) {
    return session.account() == null ? null : session.account().domain();
  }

  static @Nullable String address(SessionInfo session) {
    return session.address() == null ? null : address(session.address());
  }

  /** The address; for IPv6 in its short form (RFC 5952). */
  static String address(InetAddress address) {
    String text = address.getHostAddress();
    MatchResult longest =
        ZEROS
            .matcher(text)
            .results()
            .reduce((a, b) -> b.group().length() > a.group().length() ? b : a)
            .orElse(null);
    return longest == null
        ? text
        : text.substring(0, longest.start()) + "::" + text.substring(longest.end());
  }

  static @Nullable Date logon(SessionInfo session) {
    return date(session.logonTime());
  }

  /** A time as the open type for it. */
  @SuppressWarnings("JavaUtilDate") // the open type for a time
  static @Nullable Date date(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }

  /** A time as clocks here show it. */
  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /**
   * A duration in its two largest units: {@code 45s}, {@code 2m05s}, {@code 2h05m}, {@code 3d04h}.
   */
  static String duration(Duration duration) {
    if (duration.toMinutes() == 0) {
      return duration.toSeconds() + "s";
    }
    if (duration.toHours() == 0) {
      return two(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() == 0) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "m");
    }
    return two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return String.format(Locale.ROOT, "%d%s%02d%s", large, largeUnit, small, smallUnit);
  }

  /** A speed: one decimal where there would be one digit only. */
  static @Nullable String speed(@Nullable Double kilobytes) {
    if (kilobytes == null) {
      return null;
    }
    boolean small = kilobytes > 0 && kilobytes < 9.95;
    return String.format(Locale.ROOT, small ? "%,.1f KB/s" : "%,.0f KB/s", kilobytes);
  }

  /** Whole per cents, rounded down: 100 is when it is all over. */
  static @Nullable String percent(@Nullable Double percent) {
    return percent == null ? null : (int) Math.floor(percent) + " %";
  }

  /** A number with its thousands apart. */
  static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How many of something, such as {@code 1,234 panel sessions}. */
  static String count(int number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** What people call the door that a session came in by: {@code panel}, or what it speaks. */
  static String door(SessionInfo session) {
    return session instanceof FtpSessionInfo ftp
        ? PrintableText.of(ftp.protocol(), SHOWN)
        : Service.PANEL.name().toLowerCase(Locale.ROOT);
  }

  /** Who a session belongs to, in printable words that begin with its id. */
  static String who(SessionInfo session) {
    String login = login(session);
    String address = address(session);
    return "%s (%s) %s from %s"
        .formatted(
            session.id(),
            door(session),
            login == null ? "without a login" : PrintableText.of(login, SHOWN),
            address == null ? "an unknown address" : address);
  }
}
