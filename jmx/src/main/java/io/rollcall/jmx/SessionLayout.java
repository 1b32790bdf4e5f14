package io.rollcall.jmx;

import io.rollcall.Page;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.function.BiFunction;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions of one service are listed and shown.
 *
 * @param <T> the service's kind of session
 * @param service the service
 * @param noun what people call a session of it, in the singular
 * @param kind the class of its sessions
 * @param listing reads a page of them
 * @param rows how they are shown
 */
record SessionLayout<T extends SessionInfo>(
    Service service,
    String noun,
    Class<T> kind,
    BiFunction<SessionRegistry, SessionQuery, Page<T>> listing,
    RowLayout<T> rows) {

  Page<T> list(SessionRegistry registry, SessionQuery query) {
    return listing.apply(registry, query);
  }

  /** Returns a session of this service as a row. */
  CompositeData row(SessionInfo session) {
    return rows.row(kind.cast(session));
  }

  /** Returns one item's value of a session of this service. */
  @Nullable Object value(RowLayout.Item<T> item, SessionInfo session) {
    return item.value().apply(kind.cast(session));
  }
}
