package io.rollcall.internal;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the record: a JSON object (RFC 8259) of strings, in which every character that is not
 * printable ASCII is escaped, so that no name a client chose ends the line or reaches a terminal.
 */
final class RecordLine {
  private final StringBuilder line = new StringBuilder(256).append('{');

  RecordLine(Instant time, String action) {
    add("time", time.toString()).add("action", action);
  }

  /** Adds a member; none if there is no value. */
  RecordLine add(String name, @Nullable Object value) {
    if (value != null) {
      if (line.length() > 1) {
        line.append(',');
      }
      line.append('"').append(name).append("\":\"");
      append(value.toString());
      line.append('"');
    }
    return this;
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '"' || next == '\\') {
        line.append('\\').append(next);
      } else if (next >= ' ' && next <= '~') {
        line.append(next);
      } else {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) next));
      }
    }
  }

  @Override
  public String toString() {
    return line + "}";
  }
}
