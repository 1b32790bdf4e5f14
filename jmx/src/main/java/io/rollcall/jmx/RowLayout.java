package io.rollcall.jmx;

import static java.util.Objects.requireNonNull;

import io.rollcall.Page;
import io.rollcall.PrintableText;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions of one service are shown: the items of a row, and the columns of a table. Text
 * can be added only in ways that make it printable and limit its length. Immutable.
 *
 * @param <T> the service's kind of session
 */
final class RowLayout<T extends SessionInfo> {
  /** The most characters of a name in a row. */
  private static final int NAME_LENGTH = 256;

  /** The most characters of a path in a row. */
  private static final int PATH_LENGTH = 1_024;

  /** One item of a row: what a session's bean has as an attribute. */
  record Item<T>(
      String name,
      OpenType<?> type,
      boolean nullable,
      String description,
      Function<T, ? extends @Nullable Object> value) {}

  private final Service service;
  private final String noun;
  private final Class<T> kind;
  private final BiFunction<SessionRegistry, SessionQuery, Page<T>> listing;
  private final List<Item<T>> items;
  private final TextTable<T> table;
  private final CompositeType type;

  private RowLayout(Builder<T> builder) {
    service = builder.service;
    noun = builder.noun;
    kind = builder.kind;
    listing = builder.listing;
    items = List.copyOf(builder.items);
    table = new TextTable<>(builder.columns);
    type =
        OpenTypes.composite(
            "io.rollcall." + kind.getSimpleName(),
            "One " + noun + ".",
            items.stream()
                .map(item -> new OpenTypes.Item(item.name(), item.type(), item.description()))
                .toList());
  }

  Service service() {
    return service;
  }

  /** What people call a session of this service, in the singular. */
  String noun() {
    return noun;
  }

  List<Item<T>> items() {
    return items;
  }

  CompositeType type() {
    return type;
  }

  TextTable<T> table() {
    return table;
  }

  Page<T> list(SessionRegistry registry, SessionQuery query) {
    return listing.apply(registry, query);
  }

  /** Returns a session of this service as a row. */
  CompositeData row(SessionInfo session) {
    T own = kind.cast(session);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Item<T> item : items) {
      values.put(item.name(), item.value().apply(own));
    }
    return OpenTypes.data(type, values);
  }

  CompositeData[] rows(List<T> sessions) {
    return sessions.stream().map(this::row).toArray(CompositeData[]::new);
  }

  /** Returns one item's value of a session of this service. */
  @Nullable Object value(Item<T> item, SessionInfo session) {
    return item.value().apply(kind.cast(session));
  }

  /** Builds a layout; items and columns keep the order in which they are added. */
  static final class Builder<T extends SessionInfo> {
    private final Service service;
    private final String noun;
    private final Class<T> kind;
    private final BiFunction<SessionRegistry, SessionQuery, Page<T>> listing;
    private final List<Item<T>> items = new ArrayList<>();
    private final List<TextTable.Column<T>> columns = new ArrayList<>();

    Builder(
        Service service,
        String noun,
        Class<T> kind,
        BiFunction<SessionRegistry, SessionQuery, Page<T>> listing) {
      this.service = service;
      this.noun = noun;
      this.kind = kind;
      this.listing = listing;
    }

    /** Adds a number, a date or a boolean that every row has. */
    <V> Builder<T> always(
        String name, SimpleType<V> type, String description, Function<T, V> value) {
      items.add(new Item<>(name, notText(type), false, description, value));
      return this;
    }

    /** Adds a number, a date or a boolean that a row may lack. */
    <V> Builder<T> sometimes(
        String name,
        SimpleType<V> type,
        String description,
        Function<T, ? extends @Nullable V> value) {
      items.add(new Item<>(name, notText(type), true, description, value));
      return this;
    }

    /** Adds a word of ours, or a name that a client chose. */
    Builder<T> text(
        String name, String description, Function<T, ? extends @Nullable Object> value) {
      return text(name, description, NAME_LENGTH, value);
    }

    /** Adds a path that a client chose. */
    Builder<T> path(
        String name, String description, Function<T, ? extends @Nullable Object> value) {
      return text(name, description, PATH_LENGTH, value);
    }

    private Builder<T> text(
        String name,
        String description,
        int length,
        Function<T, ? extends @Nullable Object> value) {
      Function<T, @Nullable Object> printable =
          session -> {
            Object found = value.apply(session);
            return found == null ? null : PrintableText.of(found.toString(), length);
          };
      items.add(new Item<>(name, SimpleType.STRING, true, description, printable));
      return this;
    }

    /** Adds a column to the table. */
    Builder<T> column(String header, int width, Function<T, ? extends @Nullable Object> value) {
      columns.add(new TextTable.Column<>(header, width, false, value));
      return this;
    }

    /** Adds a column of numbers to the table. */
    Builder<T> numbers(String header, int width, Function<T, ? extends @Nullable Object> value) {
      columns.add(new TextTable.Column<>(header, width, true, value));
      return this;
    }

    private static <V> SimpleType<V> notText(SimpleType<V> type) {
      if (type.equals(SimpleType.STRING)) {
        throw new IllegalArgumentException("text is added as text");
      }
      return requireNonNull(type);
    }

    RowLayout<T> build() {
      return new RowLayout<>(this);
    }
  }
}
