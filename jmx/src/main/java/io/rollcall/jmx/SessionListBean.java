package io.rollcall.jmx;

import io.rollcall.Filter;
import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import io.rollcall.jmx.BeanOperation.Arguments;
import io.rollcall.jmx.BeanOperation.Parameter;
import java.util.List;
import java.util.Map;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * The bean that lists the sessions of one service and ends them.
 *
 * @param <T> the service's kind of session
 */
final class SessionListBean<T extends SessionInfo> {
  private static final int TABLE_ROWS = 500;
  private static final int ATTRIBUTE_ROWS = 1_000;
  private static final String FILTER_HELP =
      "Which sessions: words such as login=web*, domain=example.com, type=WEB_USER,"
          + " ip=203.0.113.0/24, idle>10m, connected>2h, all of which must hold; empty for all.";
  private static final String FTP_FILTER_HELP =
      FILTER_HELP + " Also status=UPLOADING, speed<5 (KB/s).";
  private static final Parameter REASON =
      new Parameter(
          "reason", SimpleType.STRING, "Why, as the user may be told; empty for no reason.");

  private final SessionRegistry registry;
  private final RowLayout<T> layout;
  private final SessionOrders orders;
  private final Parameter filter;
  private final CompositeType page;

  private SessionListBean(SessionRegistry registry, RowLayout<T> layout) {
    this.registry = registry;
    this.layout = layout;
    orders = new SessionOrders(registry, layout);
    boolean ftp = layout.service() == Service.FTP;
    filter = new Parameter("filter", SimpleType.STRING, ftp ? FTP_FILTER_HELP : FILTER_HELP);
    page =
        OpenTypes.composite(
            layout.type().getTypeName() + "Page",
            "A part of a listing.",
            List.of(
                new OpenTypes.Item("total", SimpleType.INTEGER, "How many sessions match."),
                new OpenTypes.Item(
                    "sessions", OpenTypes.array(layout.type()), "The rows of this page.")));
  }

  static <T extends SessionInfo> OpenBean of(
      SessionRegistry registry, RowLayout<T> layout, ObjectName name) {
    SessionListBean<T> bean = new SessionListBean<>(registry, layout);
    return new NotifyingBean(
        "Lists the %ss and ends them.".formatted(layout.noun()),
        bean.attributes(),
        List.of(
            bean.find(),
            bean.table(),
            bean.terminate(),
            bean.terminateSessions(),
            bean.terminateMatching()),
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
            OpenTypes.array(layout.type()),
            "The sessions as rows, longest logged in first, at most 1,000.",
            () ->
                layout.rows(
                    layout.list(registry, SessionQuery.all().page(0, ATTRIBUTE_ROWS)).sessions())));
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

  private BeanOperation terminate() {
    return order(
        "terminate",
        "Ends sessions. Answers with a line for each: what happened.",
        SimpleType.STRING,
        List.of(
            new Parameter(
                "ids", SimpleType.STRING, "Ids of sessions, separated by commas or blanks."),
            REASON),
        arguments -> orders.terminate(OperatorInput.ids(arguments.text(0)), arguments.text(1)));
  }

  private BeanOperation terminateSessions() {
    return order(
        "terminateSessions",
        "Ends sessions, for programs. Answers with a row for each different id, in their order.",
        OpenTypes.array(SessionOrders.ANSWER),
        List.of(
            new Parameter("ids", OpenTypes.STRINGS, "Ids of sessions, one in each element."),
            REASON),
        arguments ->
            orders.terminateSessions(OperatorInput.ids(arguments.texts(0)), arguments.text(1)));
  }

  private BeanOperation terminateMatching() {
    return order(
        "terminateMatching",
        "Ends all sessions that match. A dry run only tells which. An empty filter is refused"
            + " unless it is a dry run.",
        SimpleType.STRING,
        List.of(
            filter,
            REASON,
            new Parameter(
                "dryRun", SimpleType.BOOLEAN, "true: only tell who would go; false: end them.")),
        arguments ->
            orders.terminateMatching(arguments.text(0), arguments.text(1), arguments.flag(2)));
  }

  private static BeanOperation read(
      String name,
      String description,
      OpenType<?> returns,
      List<Parameter> parameters,
      BeanOperation.Body body) {
    return new BeanOperation(name, MBeanOperationInfo.INFO, description, returns, parameters, body);
  }

  private static BeanOperation order(
      String name,
      String description,
      OpenType<?> returns,
      List<Parameter> parameters,
      BeanOperation.Body body) {
    return new BeanOperation(
        name, MBeanOperationInfo.ACTION, description, returns, parameters, body);
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
        page, Map.of("total", found.total(), "sessions", layout.rows(found.sessions())));
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
    String text = layout.table().of(found.sessions());
    int more = found.total() - found.sessions().size();
    return new String[] {
      more == 0
          ? text
          : text
              + "\n… "
              + SessionWords.number(more)
              + " more not shown; use table(filter) to narrow down"
    };
  }
}
