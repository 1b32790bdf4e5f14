package io.rollcall.jmx;

import static io.rollcall.jmx.BeanOperation.read;

import io.rollcall.Filter;
import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.BeanOperation.Arguments;
import io.rollcall.jmx.BeanOperation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.SimpleType;

/**
 * The bean that lists the sessions of one service and ends them.
 *
 * @param <T> the service's kind of session
 */
final class SessionListBean<T extends SessionInfo> {
  private static final int TABLE_ROWS = 500;
  private static final int ATTRIBUTE_ROWS = 1_000;

  private final SessionRegistry registry;
  private final SessionLayout<T> layout;
  private final Parameter filter;
  private final CompositeType page;

  private SessionListBean(SessionRegistry registry, SessionLayout<T> layout) {
    this.registry = registry;
    this.layout = layout;
    filter = SessionOperations.filter(layout.service());
    page =
        OpenTypes.composite(
            layout.rows().type().getTypeName() + "Page",
            "A part of a listing.",
            List.of(
                new OpenTypes.Item("total", SimpleType.INTEGER, "How many sessions match."),
                new OpenTypes.Item(
                    "sessions", OpenTypes.array(layout.rows().type()), "The rows of this page.")));
  }

  static <T extends SessionInfo> OpenBean of(
      SessionRegistry registry, SessionLayout<T> layout, ObjectName name) {
    SessionListBean<T> bean = new SessionListBean<>(registry, layout);
    return new NotifyingBean(
        "Lists the %ss and ends them.".formatted(layout.noun()),
        bean.attributes(),
        bean.operations(),
        registry,
        new SessionNotifications(layout, name));
  }

  private List<BeanAttribute> attributes() {
    return List.of(
        BeanAttribute.of(
            "Count", SimpleType.INTEGER, "How many sessions there are now.", this::count),
        BeanAttribute.of(
            "Table",
            OpenTypes.STRINGS,
            "The sessions as a table, longest logged in first, at most 500 rows. One element of"
                + " several lines: JConsole shows it in a fixed-width font.",
            () -> table(SessionQuery.all(), "")),
        BeanAttribute.of(
            "Sessions",
            OpenTypes.array(layout.rows().type()),
            "The sessions as rows, longest logged in first, at most 1,000.",
            () ->
                layout
                    .rows()
                    .rows(
                        layout
                            .list(registry, SessionQuery.all().page(0, ATTRIBUTE_ROWS))
                            .sessions())));
  }

  private List<BeanOperation> operations() {
    List<BeanOperation> operations = new ArrayList<>(List.of(find(), table()));
    operations.addAll(SessionOperations.ofAll(registry, layout));
    return operations;
  }

  private BeanOperation find() {
    return read(
        "find",
        "Reads a page of the sessions that match.",
        page,
        List.of(
            filter,
            new Parameter(
                "orderBy",
                SimpleType.STRING,
                "The name of a row's item, such as idleSeconds, with - before it for descending;"
                    + " empty for longest logged in first."),
            new Parameter("offset", SimpleType.INTEGER, "How many of the matching to skip."),
            new Parameter(
                "limit", SimpleType.INTEGER, "How many rows at most; 0 for 100; up to 10,000.")),
        this::find);
  }

  private BeanOperation table() {
    return read(
        "table",
        "Shows the sessions that match as a table, at most 500 rows.",
        OpenTypes.STRINGS,
        List.of(filter),
        arguments -> {
          String text = arguments.text(0);
          Filter which = OperatorInput.filter(layout.service(), text);
          return table(SessionQuery.matching(which), OperatorInput.quoted(text));
        });
  }

  private int count() {
    SessionCounts counts = registry.counts();
    return layout.service() == Service.FTP ? counts.ftpSessions() : counts.panelSessions();
  }

  private CompositeData find(Arguments arguments) {
    Filter which = OperatorInput.filter(layout.service(), arguments.text(0));
    SessionQuery query =
        OperatorInput.query(which, arguments.text(1), arguments.number(2), arguments.number(3));
    Page<T> found = layout.list(registry, query);
    return OpenTypes.data(
        page, Map.of("total", found.total(), "sessions", layout.rows().rows(found.sessions())));
  }

  private String[] table(SessionQuery query, String filterText) {
    Page<T> found = layout.list(registry, query.page(0, TABLE_ROWS));
    if (found.total() == 0) {
      return new String[] {
        filterText.isEmpty()
            ? "There is no " + layout.noun() + "."
            : "No " + layout.noun() + " matches: " + filterText
      };
    }
    return layout
        .rows()
        .table()
        .of(found.sessions(), found.total(), "use table(filter) to narrow down");
  }
}
