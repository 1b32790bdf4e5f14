package io.rollcall.internal;

import io.rollcall.AccountType;
import io.rollcall.Filter;
import io.rollcall.FtpStatus;
import io.rollcall.LockoutTarget;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.internal.RowFilter.Term;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads filters: {@code key=value}, {@code key<value} and {@code key>value}, joined by blanks. */
public final class FilterParser {
  private static final int SHOWN = 60;
  private static final String ADDRESS_EXPECTED =
      "expected an address such as 203.0.113.7 or a network 203.0.113.0/24";
  private static final List<String> PANEL_KEYS =
      List.of("login", "domain", "type", "ip", "idle", "connected");
  private static final List<String> FTP_KEYS =
      List.of("login", "domain", "type", "ip", "status", "idle", "connected", "speed");
  private static final List<String> TARGET_KEYS = List.of("login", "ip", "domain");
  private static final List<String> COMPARED_KEYS = List.of("idle", "connected", "speed");

  private final Service service;
  private final String text;

  /** What is read: the word that a refusal calls it by. */
  private final String what;

  private int position;

  private FilterParser(Service service, String text, String what) {
    this.service = service;
    this.text = text;
    this.what = what;
  }

  /**
   * Reads a filter.
   *
   * @param service the service whose sessions it is for
   * @param text the filter; null or blank for all
   * @return the filter
   */
  public static Filter parse(Service service, @Nullable String text) {
    return text == null ? Filter.all() : new FilterParser(service, text, "filter").parse();
  }

  /**
   * Reads whom a lockout is for.
   *
   * @param text as {@link LockoutTarget#parse} says
   * @return the target
   */
  public static LockoutTarget parseTarget(String text) {
    return new FilterParser(Service.PANEL, text, "target").target();
  }

  /**
   * Writes a value so that it is read back as it is.
   *
   * @param value the value
   * @return the value, in quotes if it needs them
   */
  public static String quoted(String value) {
    return value.matches("[\\w.@+-]+") ? value : RowFilter.quoted(value);
  }

  private LockoutTarget target() {
    Map<String, String> values = new HashMap<>();
    skipBlanks();
    while (position < text.length()) {
      int start = position;
      String key = readKey();
      if (!TARGET_KEYS.contains(key) || values.containsKey(key)) {
        throw refused(start, "expected login=, ip=, both, or domain=, each once");
      }
      readOperator(key);
      int valueStart = position;
      TextPattern value = readValue(key);
      if (value.hasWildcard()) {
        throw refused(valueStart, "expected a value without wildcards");
      }
      if (key.equals("ip") && AddressRange.parse(value.literal()) == null) {
        throw refused(valueStart, ADDRESS_EXPECTED);
      }
      values.put(key, value.literal());
      skipBlanks();
    }
    if (values.isEmpty() || (values.containsKey("domain") && values.size() > 1)) {
      throw refused(0, "expected login=, ip=, both, or domain=");
    }
    return new LockoutTarget(values.get("login"), values.get("ip"), values.get("domain"));
  }

  private Filter parse() {
    List<Term> terms = new ArrayList<>();
    String exactLogin = null;
    skipBlanks();
    int first = position;
    int end = position;
    while (position < text.length()) {
      int start = position;
      String key = readKey();
      if (!keys().contains(key)) {
        throw refused(
            start,
            "expected one of "
                + String.join(", ", keys())
                + ", such as "
                + keys().get(0)
                + "=alice");
      }
      char operator = readOperator(key);
      int valueStart = position;
      TextPattern value = readValue(key);
      terms.add(term(key, operator, value, valueStart));
      if (key.equals("login") && !value.hasWildcard()) {
        exactLogin = value.literal();
      }
      end = position;
      skipBlanks();
    }
    return terms.isEmpty()
        ? Filter.all()
        : new RowFilter(List.copyOf(terms), exactLogin, service, text.substring(first, end));
  }

  private List<String> keys() {
    return service == Service.FTP ? FTP_KEYS : PANEL_KEYS;
  }

  private Term term(String key, char operator, TextPattern value, int at) {
    String literal = value.literal();
    return switch (key) {
      case "login" -> (row, now) -> row.login() != null && value.matches(row.login());
      case "domain" -> domain(value);
      case "type" -> {
        AccountType type = constant(AccountType.class, literal, at);
        yield (row, now) -> row.type() == type;
      }
      case "ip" -> {
        AddressRange range = AddressRange.parse(literal);
        if (range == null) {
          throw refused(at, ADDRESS_EXPECTED);
        }
        yield (row, now) -> row.address() != null && range.contains(row.address());
      }
      case "status" -> {
        FtpStatus status = constant(FtpStatus.class, literal, at);
        yield (row, now) -> row.ftpStatus(now) == status;
      }
      case "idle" -> {
        long nanos = duration(literal, at);
        yield operator == '>'
            ? (row, now) -> row.idleNanos(now) > nanos
            : (row, now) -> row.idleNanos(now) < nanos;
      }
      case "connected" -> {
        long nanos = duration(literal, at);
        yield operator == '>'
            ? (row, now) -> row.connectedNanos(now) > nanos
            : (row, now) -> row.connectedNanos(now) < nanos;
      }
      default -> speed(operator, literal, at);
    };
  }

  private static Term domain(TextPattern value) {
    TextPattern normal = RowFilter.normalDomain(value);
    return (row, now) ->
        row.domain() != null && normal.matches(RowFilter.normalDomain(row.domain()));
  }

  private Term speed(char operator, String literal, int at) {
    if (!literal.matches("\\d{1,12}(\\.\\d{1,6})?")) {
      throw refused(at, "expected kilobytes a second, such as 5 or 0.5");
    }
    double bytes = Double.parseDouble(literal) * 1024;
    return (row, now) -> {
      double speed = row.bytesPerSecond(now);
      // NaN, for no transfer, is on neither side
      return operator == '>' ? speed > bytes : speed < bytes;
    };
  }

  private <E extends Enum<E>> E constant(Class<E> type, String literal, int at) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(literal.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw refused(at, "expected one of " + Arrays.toString(type.getEnumConstants()));
  }

  private long duration(String literal, int at) {
    if (literal.matches("\\d{1,9}(\\.\\d{1,3})?[smhd]")) {
      int last = literal.length() - 1;
      long seconds =
          switch (literal.charAt(last)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            default -> 86_400;
          };
      BigDecimal amount = new BigDecimal(literal.substring(0, last));
      long millis = amount.multiply(BigDecimal.valueOf(seconds * 1_000)).longValue();
      if (millis <= Duration.ofDays(36_500).toMillis()) {
        return Duration.ofMillis(millis).toNanos();
      }
    }
    throw refused(at, "expected a time such as 90s, 10m, 2h or 1d");
  }

  private String readKey() {
    int start = position;
    while (position < text.length() && Character.isLetter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position).toLowerCase(Locale.ROOT);
  }

  private char readOperator(String key) {
    boolean compares = COMPARED_KEYS.contains(key);
    String allowed = compares ? "<>" : "=";
    if (position == text.length() || allowed.indexOf(text.charAt(position)) < 0) {
      throw refused(position, "expected " + (compares ? "< or >" : "=") + " after " + key);
    }
    return text.charAt(position++);
  }

  private TextPattern readValue(String key) {
    int start = position;
    boolean quoted = position < text.length() && text.charAt(position) == '"';
    if (quoted) {
      position++;
    }
    TextPattern.Builder value = new TextPattern.Builder();
    while (position < text.length()) {
      char next = text.charAt(position);
      if (quoted ? next == '"' : Character.isWhitespace(next)) {
        break;
      }
      position++;
      if (next == '\\') {
        if (position == text.length()) {
          throw refused(position, "expected a character after the backslash");
        }
        value.literal(text.charAt(position++));
      } else if (next == '*' && (key.equals("login") || key.equals("domain"))) {
        value.wildcard();
      } else {
        value.literal(next);
      }
    }
    if (quoted) {
      if (position == text.length()) {
        throw refused(start, "expected a closing double quote");
      }
      position++;
      if (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
        throw refused(position, "expected a blank after the closing double quote");
      }
    }
    if (!quoted && position == start) {
      throw refused(start, "expected a value after " + key);
    }
    return value.build();
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException refused(int at, String expected) {
    String rest = PrintableText.of(text.substring(at), SHOWN);
    String found = rest.isEmpty() ? "the end" : "'" + rest + "'";
    return new IllegalArgumentException(
        "cannot read the %s at position %d, %s: %s".formatted(what, at + 1, found, expected));
  }
}
