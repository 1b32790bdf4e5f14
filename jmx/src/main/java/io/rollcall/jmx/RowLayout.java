package io.rollcall.jmx;

import static java.util.Objects.requireNonNull;

import io.rollcall.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * How records of one kind are shown: the items of a row, and the columns of a table. Text can be
 * added only in ways that make it printable and limit its length. Immutable.
 *
 * @param <T> the kind of record
 */
final class RowLayout<T> {
  /** The most characters of a name in a row. */
  private static final int NAME_LENGTH = 256;

  /** The most characters of a path or a sentence in a row. */
  private static final int LONG_LENGTH = 1_024;

  /** One item of a row: what a session's bean has as an attribute. */
  record Item<T>(
      String name,
      OpenType<?> type,
      boolean nullable,
      String description,
      Function<T, ? extends @Nullable Object> value) {}

  private final List<Item<T>> items;
  private final TextTable<T> table;
  private final CompositeType type;
  private final String[] names;

  private RowLayout(String typeName, String description, Builder<T> builder) {
    items = List.copyOf(builder.items);
    table = new TextTable<>(builder.columns);
    names = items.stream().map(Item::name).toArray(String[]::new);
    type =
        OpenTypes.composite(
            typeName,
            description,
            items.stream()
                .map(item -> new OpenTypes.Item(item.name(), item.type(), item.description()))
                .toList());
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

  CompositeData row(T shown) {
    @Nullable Object[] values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = items.get(i).value().apply(shown);
    }
    return OpenTypes.data(type, names, values);
  }

  CompositeData[] rows(List<T> shown) {
    return shown.stream().map(this::row).toArray(CompositeData[]::new);
  }

  /** Builds a layout; items and columns keep the order in which they are added. */
  static final class Builder<T> {
    private final List<Item<T>> items = new ArrayList<>();
    private final List<TextTable.Column<T>> columns = new ArrayList<>();

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

    /** Adds a path or a sentence, with words in it that a client chose. */
    Builder<T> longText(
        String name, String description, Function<T, ? extends @Nullable Object> value) {
      return text(name, description, LONG_LENGTH, value);
    }

    private Builder<T> text(
        String name,
        String description,
        int length,
        Function<T, ? extends @Nullable Object> value) {
      Function<T, @Nullable Object> printable =
          shown -> {
            Object found = value.apply(shown);
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

    /** Builds it, with the name of the open type and what it says of itself. */
    RowLayout<T> build(String typeName, String description) {
      return new RowLayout<>(typeName, description, this);
    }
  }
}
