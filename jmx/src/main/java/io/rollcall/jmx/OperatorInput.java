package io.rollcall.jmx;

import io.rollcall.Filter;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionQuery;
import io.rollcall.TerminationOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator typed, or refuses it with an {@link IllegalArgumentException} whose
 * message says what to do.
 */
final class OperatorInput {
  /** What JConsole sends for a text field that nobody touched. */
  private static final String PLACEHOLDER = "String";

  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_IDS = 10_000;
  private static final int MOST_CHARACTERS = 4_000;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private OperatorInput() {}

  static Filter filter(Service service, @Nullable String text) {
    return Filter.parse(service, typed("filter", text, "type a filter or clear the field"));
  }

  static SessionQuery query(Filter filter, @Nullable String orderBy, int offset, int limit) {
    String order = typed("orderBy", orderBy, "type an item's name or clear the field");
    return new SessionQuery(filter, order, offset, limit(limit));
  }

  /** How many rows to skip. */
  static int offset(int offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is " + offset + "; expected 0 or more");
    }
    return offset;
  }

  /** How many rows to read. */
  static int limit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit is " + limit + "; expected 0 or more");
    }
    if (limit > MOST_ROWS) {
      throw new IllegalArgumentException(
          "limit is "
              + SessionWords.number(limit)
              + "; at most 10,000 rows can be read at once: read on with a larger offset");
    }
    return limit == 0 ? DEFAULT_LIMIT : limit;
  }

  /** The text to search for; empty for everything. */
  static String search(@Nullable String text) {
    String search = typed("search", text, "type what to look for or clear the field");
    return search == null ? "" : search.strip();
  }

  /** The order of whoever calls, with a reason. */
  static TerminationOrder order(@Nullable String reason) {
    return TerminationOrder.by(Caller.describe()).because(reason(reason));
  }

  /** The reason without blanks around it; null if there is none. */
  private static @Nullable String reason(@Nullable String text) {
    String reason = typed("reason", text, "type a reason or clear the field");
    if (reason != null && reason.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "the reason has "
              + SessionWords.number(reason.length())
              + " characters; at most "
              + SessionWords.number(MOST_CHARACTERS)
              + " are taken");
    }
    return reason == null || reason.isBlank() ? null : reason.strip();
  }

  /** Ids as a person writes them: separated by commas, semicolons, blanks or line ends. */
  static List<String> ids(@Nullable String text) {
    return typedIds("ids", text, "type the ids of sessions");
  }

  private static List<String> typedIds(String field, @Nullable String text, String advice) {
    List<String> ids = ids(SEPARATORS.split(Objects.requireNonNullElse(text, ""), -1));
    String unused =
        typed(field, String.join(",", ids), advice); // whatever separators are around it
    return ids;
  }

  /** Ids as a program gives them, one in each element. */
  static List<String> ids(@Nullable String @Nullable [] elements) {
    List<String> ids = new ArrayList<>();
    for (String element : elements == null ? new String[0] : elements) {
      if (element != null && !element.isBlank()) {
        ids.add(element.strip());
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "no id is given: take ids from the first column of the table, such as k7f39q2m");
    }
    if (ids.size() > MOST_IDS) {
      throw new IllegalArgumentException(
          SessionWords.number(ids.size())
              + " ids are given; at most "
              + SessionWords.number(MOST_IDS)
              + " are taken at once");
    }
    return ids;
  }

  /** The id of one session. */
  static String id(@Nullable String text) {
    List<String> ids = typedIds("id", text, "type the id of a session");
    if (ids.size() > 1) {
      throw new IllegalArgumentException(
          SessionWords.number(ids.size()) + " ids are given; one is taken at a time");
    }
    return ids.get(0);
  }

  /** The filter of an order: an empty one would end everybody's session by a slip. */
  static Filter filterOfOrder(Service service, @Nullable String text) {
    Filter filter = filter(service, text);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "the filter is empty, which means every session: to end them all, write login=* for"
              + " everybody logged in, or connected>0s for connections without a login as well");
    }
    return filter;
  }

  /** The text of a field, unless nobody touched it. */
  static @Nullable String typed(String field, @Nullable String text, String advice) {
    if (text != null && PLACEHOLDER.equals(text.strip())) {
      throw new IllegalArgumentException(
          "the field '%s' still holds JConsole's placeholder \"String\": %s"
              .formatted(field, advice));
    }
    return text;
  }

  /** What was typed, for an answer that quotes it. */
  static String quoted(@Nullable String text) {
    return PrintableText.of(text == null ? "" : text.strip(), 200);
  }
}
