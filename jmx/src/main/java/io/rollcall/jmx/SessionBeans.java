package io.rollcall.jmx;

import io.rollcall.Registration;
import io.rollcall.Service;
import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionQuery;
import io.rollcall.SessionRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a bean for each session, up to a limit.
 *
 * <p>Concurrency. Events say only <em>which</em> session to look at; what to do follows from
 * whether the registry lists the session at that moment. The listener is there before the first
 * look, and a session leaves the list before its ending is told, so whatever the interleaving, the
 * last look at an ended session finds it gone. Looks are taken one at a time, under this. Should
 * the queue of events overflow, all sessions are looked at with the next event that arrives.
 */
final class SessionBeans {
  private static final Logger logger = LoggerFactory.getLogger(SessionMBeans.class);

  private final SessionRegistry registry;
  private final BeanRegistrar registrar;
  private final BeanNames names;
  private final int limit;

  /** The bean of each session by its id; guarded by this. */
  private final Map<String, ObjectName> beans = new HashMap<>();

  /** How many events were known to have been dropped; guarded by this. */
  private long dropped;

  /** Guarded by this. */
  private boolean limitLogged;

  /** Guarded by this. */
  private boolean closed;

  private SessionBeans(
      SessionRegistry registry, BeanRegistrar registrar, BeanNames names, int limit) {
    this.registry = registry;
    this.registrar = registrar;
    this.names = names;
    this.limit = limit;
    dropped = registry.counts().droppedEventTotal();
  }

  /** Starts keeping beans; closing stops it and takes them out. */
  static Registration start(
      SessionRegistry registry, BeanRegistrar registrar, BeanNames names, int limit) {
    SessionBeans sessionBeans = new SessionBeans(registry, registrar, names, limit);
    Registration listening = registry.addListener(sessionBeans::onEvent);
    sessionBeans.lookAtAll();
    return () -> {
      listening.close();
      sessionBeans.close();
    };
  }

  private synchronized void onEvent(SessionEvent event) {
    look(event.session().id());
    long droppedNow = registry.counts().droppedEventTotal();
    if (droppedNow != dropped) {
      dropped = droppedNow;
      lookAtAll();
    }
  }

  /** Looks at the sessions that have beans and at those that are listed. */
  private synchronized void lookAtAll() {
    List.copyOf(beans.keySet()).forEach(this::look);
    SessionQuery first = SessionQuery.all().page(0, limit);
    registry.panelSessions(first).sessions().forEach(session -> look(session.id()));
    registry.ftpSessions(first).sessions().forEach(session -> look(session.id()));
  }

  /** Brings the bean of a session in line with the registry. */
  private synchronized void look(String id) {
    SessionInfo session = registry.session(id).orElse(null);
    ObjectName present = beans.get(id);
    ObjectName wanted = session == null || closed ? null : names.session(session);
    if (present != null && !present.equals(wanted)) {
      beans.remove(id);
      registrar.remove(present);
    }
    if (session != null && wanted != null && !wanted.equals(present)) {
      add(session, wanted);
    }
  }

  private void add(SessionInfo session, ObjectName name) {
    if (beans.size() >= limit) {
      if (!limitLogged) {
        limitLogged = true;
        logger.warn(
            "there are more than {} sessions: those over the limit get no bean of their own",
            limit);
      }
      return;
    }
    try {
      registrar.add(
          name,
          session.service() == Service.FTP
              ? bean(session.id(), FtpLayout.LAYOUT)
              : bean(session.id(), PanelLayout.LAYOUT));
      beans.put(session.id(), name);
    } catch (JMException | RuntimeException e) {
      logger.warn("the bean {} could not be registered", name, e);
    }
  }

  private synchronized void close() {
    closed = true;
    List.copyOf(beans.keySet()).forEach(this::look);
  }

  private <T extends SessionInfo> OpenBean bean(String id, SessionLayout<T> layout) {
    return new OpenBean(
        "One " + layout.noun() + ".",
        layout.rows().items().stream().map(item -> attribute(id, layout, item)).toList(),
        SessionOperations.ofOne(registry, layout, id));
  }

  private <T extends SessionInfo> BeanAttribute attribute(
      String id, SessionLayout<T> layout, RowLayout.Item<T> item) {
    String name = Character.toUpperCase(item.name().charAt(0)) + item.name().substring(1);
    return new BeanAttribute(
        name, item.type(), item.nullable(), item.description(), () -> value(id, layout, item));
  }

  private <T extends SessionInfo> @Nullable Object value(
      String id, SessionLayout<T> layout, RowLayout.Item<T> item) {
    SessionInfo session =
        registry
            .session(id)
            .orElseThrow(() -> new IllegalArgumentException("session " + id + " has ended"));
    return layout.value(item, session);
  }
}
