package io.rollcall.jmx;

import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionLimits;
import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Limits as people write them: {@code PANEL LOGIN 3, FTP ADDRESS 10, FTP TOTAL 200; REFUSE}, or
 * {@code none}. Each is a service, what is counted, and the most at once; the policy may be left
 * out for {@code REFUSE}. Upper or lower case.
 */
final class LimitsText {
  private static final String NONE = "none";
  private static final int SHOWN = 60;
  private static final Pattern WORD = Pattern.compile("[,;]|[^\\s,;]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final String text;
  private final List<MatchResult> words;
  private int next;

  private LimitsText(String text) {
    this.text = text;
    words = WORD.matcher(text).results().toList();
  }

  /**
   * Reads limits.
   *
   * @throws IllegalArgumentException if they cannot be read; the message says where and what was
   *     expected
   */
  static SessionLimits parse(String text) {
    return new LimitsText(text).parse();
  }

  /** Writes limits as {@link #parse} reads them. */
  static String of(SessionLimits limits) {
    List<String> parts = new ArrayList<>();
    for (Service service : Service.values()) {
      for (Scope scope : Scope.values()) {
        int most = limits.most(service, scope);
        if (most != Integer.MAX_VALUE) {
          parts.add(service + " " + scope + " " + most);
        }
      }
    }
    return parts.isEmpty() ? NONE : String.join(", ", parts) + "; " + limits.policy();
  }

  private SessionLimits parse() {
    if (words.size() == 1 && word().equalsIgnoreCase(NONE)) {
      return SessionLimits.NONE;
    }
    SessionLimits.Builder limits = SessionLimits.builder();
    Set<String> given = new HashSet<>();
    do {
      int start = next;
      Service service = constant(Service.values());
      Scope scope = constant(Scope.values());
      if (!given.add(service + " " + scope)) {
        next = start;
        throw refused("%s %s is given before; expected each once".formatted(service, scope));
      }
      limits.most(service, scope, number());
    } while (take(","));
    if (take(";")) {
      limits.policy(constant(Policy.values()));
      if (next < words.size()) {
        throw refused("expected the end after the policy");
      }
    } else if (next < words.size()) {
      throw refused("expected a comma, a semicolon or the end after a number");
    }
    return limits.build();
  }

  /** The next word; empty at the end. */
  private String word() {
    return next < words.size() ? words.get(next).group() : "";
  }

  private boolean take(String separator) {
    boolean found = word().equals(separator);
    next += found ? 1 : 0;
    return found;
  }

  private <E extends Enum<E>> E constant(E[] constants) {
    for (E constant : constants) {
      if (constant.name().equals(word().toUpperCase(Locale.ROOT))) {
        next++;
        return constant;
      }
    }
    throw refused(
        "expected " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" or ")));
  }

  private int number() {
    if (!NUMBER.matcher(word()).matches()) {
      throw refused("expected the most sessions at once, such as 10");
    }
    int number = Integer.parseInt(word());
    next++;
    return number;
  }

  private IllegalArgumentException refused(String expected) {
    boolean atEnd = next >= words.size();
    int at = atEnd ? text.length() : words.get(next).start();
    String found = atEnd ? "the end" : "'" + PrintableText.of(text.substring(at), SHOWN) + "'";
    return new IllegalArgumentException(
        "cannot read the limits at position %d, %s: %s".formatted(at + 1, found, expected));
  }
}
