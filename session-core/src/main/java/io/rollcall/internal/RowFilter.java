package io.rollcall.internal;

import io.rollcall.Filter;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A filter as the registry evaluates it: on live rows, before anything is copied.
 *
 * @param terms all of which must hold
 * @param exactLogin the login that every matching row has, if the filter names one; it leads to the
 *     rows without a scan
 * @param service the service whose rows it can be asked about, or null for both
 * @param text the filter as it is written
 */
public record RowFilter(
    List<Term> terms, @Nullable String exactLogin, @Nullable Service service, String text)
    implements Filter {
  /** One condition. */
  @FunctionalInterface
  interface Term {
    boolean holds(SessionRow row, long now);
  }

  private static final int SHOWN = 60;

  /** Every row matches. */
  public static final RowFilter ALL = new RowFilter(List.of(), null, null, "");

  /**
   * Returns the filter for one login.
   *
   * @param login the login, taken as it is
   * @return the filter
   */
  public static RowFilter login(String login) {
    Term term = (row, now) -> login.equals(row.login());
    return new RowFilter(List.of(term), login, null, "login=" + quoted(login));
  }

  /**
   * Returns the filter for one domain.
   *
   * @param domain the domain, taken as it is
   * @return the filter
   */
  public static RowFilter domain(String domain) {
    String wanted = normalDomain(domain);
    Term term = (row, now) -> row.domain() != null && wanted.equals(normalDomain(row.domain()));
    return new RowFilter(List.of(term), null, null, "domain=" + quoted(domain));
  }

  /** Domains are compared without regard to case and to the root's dot (RFC 4343, RFC 1034). */
  static String normalDomain(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The same for a pattern, of which only the last part can end in the root's dot. */
  static TextPattern normalDomain(TextPattern pattern) {
    List<String> parts = new ArrayList<>();
    for (String part : pattern.parts()) {
      parts.add(part.toLowerCase(Locale.ROOT));
    }
    int last = parts.size() - 1;
    parts.set(last, normalDomain(parts.get(last)));
    return new TextPattern(List.copyOf(parts));
  }

  @Override
  public Filter and(Filter other) {
    RowFilter that = (RowFilter) other;
    if (service != null && that.service != null && service != that.service) {
      throw new IllegalArgumentException(
          "one filter is for " + service + " sessions, the other for " + that.service);
    }
    List<Term> all = new ArrayList<>(terms);
    all.addAll(that.terms);
    return new RowFilter(
        List.copyOf(all),
        exactLogin != null ? exactLogin : that.exactLogin,
        service != null ? service : that.service,
        text.isEmpty() || that.text.isEmpty() ? text + that.text : text + " " + that.text);
  }

  boolean matches(SessionRow row, long now) {
    for (Term term : terms) {
      if (!term.holds(row, now)) {
        return false;
      }
    }
    return true;
  }

  RowFilter forService(Service wanted) {
    if (service != null && service != wanted) {
      throw new IllegalArgumentException(
          "the filter '"
              + PrintableText.of(text, SHOWN)
              + "' is for "
              + service
              + " sessions, not for "
              + wanted);
    }
    return this;
  }

  static String quoted(String value) {
    return '"' + value.replaceAll("[\\\\\"*]", "\\\\$0") + '"';
  }

  @Override
  public String toString() {
    return text;
  }
}
