package io.rollcall.jconsole;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServerConnection;

/**
 * Reads a page of one service's sessions. Blocks; used by one background thread at a time.
 *
 * <p>An account that may not call operations, as the JDK's read-only role may not, is shown what
 * the attributes hold, sorted here.
 */
final class SessionReader {
  private final Server server;
  private final Service service;

  /** The connection and the registry that the access was found out for. */
  private MBeanServerConnection askedConnection;

  private RegistryName askedRegistry;
  private Access access = Access.UNKNOWN;

  SessionReader(Server server, Service service) {
    this.server = server;
    this.service = service;
  }

  synchronized Listing read(Query query) throws IOException, RefusedException {
    MBeanServerConnection connection = server.connection();
    List<RegistryName> registries = Beans.registries(connection);
    if (registries.isEmpty()) {
      return new Listing(
          at(query, RegistryName.NONE),
          registries,
          0,
          0,
          List.of(),
          Map.of(),
          Set.of(),
          Access.UNKNOWN);
    }
    RegistryName registry =
        registries.contains(query.registry()) ? query.registry() : registries.get(0);
    Beans beans = new Beans(connection, registry);
    findOutAccess(beans);
    return access.search()
        ? search(beans, at(query, registry), registries)
        : readAttribute(beans, at(query, registry), registries);
  }

  private static Query at(Query query, RegistryName registry) {
    return new Query(
        registry, query.filter(), query.orderBy(), query.offset(), query.limit(), query.watched());
  }

  private void findOutAccess(Beans beans) throws IOException, RefusedException {
    if (beans.connection() == askedConnection && beans.registry().equals(askedRegistry)) {
      return;
    }
    boolean search;
    try {
      beans.find(service, "", "", 0, 1);
      search = true;
    } catch (SecurityException e) {
      search = false;
    }
    access = new Access(search, beans.mayOrder(service));
    askedConnection = beans.connection();
    askedRegistry = beans.registry();
  }

  private Listing search(Beans beans, Query query, List<RegistryName> registries)
      throws IOException, RefusedException {
    Beans.Page page =
        beans.find(service, query.filter(), query.orderBy(), query.offset(), query.limit());
    Whereabouts whereabouts = new Whereabouts(beans, service, page.rows());
    whereabouts.lookFor(query.watched());
    return new Listing(
        query,
        registries,
        query.filter().isBlank() ? page.total() : beans.count(service),
        page.total(),
        page.rows(),
        whereabouts.found(),
        whereabouts.gone(),
        access);
  }

  private Listing readAttribute(Beans beans, Query query, List<RegistryName> registries)
      throws IOException, RefusedException {
    Beans.Page page = beans.sessions(service);
    List<Row> rows = page.rows().stream().sorted(new RowOrder(query.orderBy())).toList();
    Query whole =
        new Query(query.registry(), "", query.orderBy(), 0, Integer.MAX_VALUE, query.watched());
    boolean complete = page.total() <= rows.size();
    Set<String> gone = complete ? Whereabouts.missing(query.watched(), rows) : Set.of();
    return new Listing(whole, registries, page.total(), rows.size(), rows, Map.of(), gone, access);
  }
}
