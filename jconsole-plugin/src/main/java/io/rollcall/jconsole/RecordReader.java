package io.rollcall.jconsole;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.management.MBeanServerConnection;

/**
 * Reads a list of records: by the operation that searches them all, or, for an account that may
 * call none, from the attribute that has the newest. Blocks.
 *
 * @param server which server
 * @param search the operation
 * @param bean the bean of the attribute
 * @param attribute the attribute
 */
record RecordReader(Server server, Search search, String bean, String attribute) {
  /** The most records that are shown. */
  static final int MOST = 1_000;

  /** An operation that searches. */
  @FunctionalInterface
  interface Search {
    Beans.Page find(Beans beans, String text) throws IOException, RefusedException;
  }

  /** What to look for. */
  record Question(RegistryName registry, String text) {}

  /** What was found, and in which registry. */
  record Records(List<RegistryName> registries, RegistryName registry, int total, List<Row> rows) {}

  Records read(Question question) throws IOException, RefusedException {
    MBeanServerConnection connection = server.connection();
    List<RegistryName> registries = Beans.registries(connection);
    if (registries.isEmpty()) {
      return new Records(registries, RegistryName.NONE, 0, List.of());
    }
    RegistryName registry =
        registries.contains(question.registry()) ? question.registry() : registries.get(0);
    Beans beans = new Beans(connection, registry);
    try {
      Beans.Page page = search.find(beans, question.text());
      return new Records(registries, registry, page.total(), page.rows());
    } catch (SecurityException e) {
      List<Row> rows = matching(beans.attribute(bean, attribute), question.text());
      return new Records(registries, registry, rows.size(), rows);
    }
  }

  private static List<Row> matching(List<Row> rows, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> row.mentions(wanted)).toList();
  }
}
