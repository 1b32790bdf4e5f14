package io.rollcall.jmx;

import io.rollcall.jmx.BeanOperation.Arguments;
import io.rollcall.jmx.BeanOperation.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.SimpleType;

/**
 * Records of one kind as a bean shows them: rows for programs, a table for people, both readable by
 * whoever may only read, and a search through all of them.
 *
 * @param <T> the kind of record
 */
final class RecordList<T> {
  private static final int TABLE_ROWS = 500;
  private static final int ATTRIBUTE_ROWS = 1_000;

  /**
   * What is shown of a list.
   *
   * @param shown a part of it
   * @param total how many there are in all
   */
  record Part<T>(List<T> shown, int total) {}

  private final String noun;
  private final RowLayout<T> layout;
  private final IntFunction<Part<T>> source;
  private final CompositeType page;

  /**
   * Creates the list.
   *
   * @param noun what people call one of them
   * @param layout how they are shown
   * @param source reads as many as fit into a number, in the order in which they are shown
   */
  RecordList(String noun, RowLayout<T> layout, IntFunction<Part<T>> source) {
    this.noun = noun;
    this.layout = layout;
    this.source = source;
    page =
        OpenTypes.composite(
            layout.type().getTypeName() + "Page",
            "A part of a listing.",
            List.of(
                new OpenTypes.Item("total", SimpleType.INTEGER, "How many match."),
                new OpenTypes.Item(
                    "rows", OpenTypes.array(layout.type()), "The rows of this page.")));
  }

  /** The attribute of rows. */
  BeanAttribute rows(String name, String description) {
    return BeanAttribute.of(
        name,
        OpenTypes.array(layout.type()),
        description,
        () -> layout.rows(source.apply(ATTRIBUTE_ROWS).shown()));
  }

  /** The attribute of the table; the operation shows what is not in it. */
  BeanAttribute table(String name, String description, String operation) {
    return BeanAttribute.of(
        name,
        OpenTypes.STRINGS,
        description,
        () -> {
          Part<T> part = source.apply(TABLE_ROWS);
          return part.total() == 0
              ? new String[] {"There is no " + noun + "."}
              : layout.table().of(part.shown(), part.total(), "use " + operation + " to find them");
        });
  }

  /** The operation that searches. */
  BeanOperation find(String name, String description) {
    return BeanOperation.read(
        name,
        description,
        page,
        List.of(
            new Parameter(
                "search",
                SimpleType.STRING,
                "What one of a row's texts must contain, upper or lower case; empty for all."),
            new Parameter("offset", SimpleType.INTEGER, "How many of the matching to skip."),
            new Parameter(
                "limit", SimpleType.INTEGER, "How many rows at most; 0 for 100; up to 10,000.")),
        this::find);
  }

  private CompositeData find(Arguments arguments) {
    String search = OperatorInput.search(arguments.text(0)).toLowerCase(Locale.ROOT);
    int offset = OperatorInput.offset(arguments.number(1));
    int limit = OperatorInput.limit(arguments.number(2));
    List<CompositeData> found =
        Stream.of(layout.rows(source.apply(Integer.MAX_VALUE).shown()))
            .filter(row -> contains(row, search))
            .toList();
    CompositeData[] rows = found.stream().skip(offset).limit(limit).toArray(CompositeData[]::new);
    return OpenTypes.data(page, Map.of("total", found.size(), "rows", rows));
  }

  private static boolean contains(CompositeData row, String search) {
    return search.isEmpty()
        || row.values().stream()
            .anyMatch(
                value ->
                    value instanceof String text && text.toLowerCase(Locale.ROOT).contains(search));
  }
}
