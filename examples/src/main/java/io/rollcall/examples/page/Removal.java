package io.rollcall.examples.page;

import io.rollcall.SessionEvent;
import io.rollcall.SessionInfo;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's order to remove sessions. Whatever ids it names, it ends none that the user may not see,
 * and not the user's own.
 *
 * <p>What is checked is what is ended: an id is never used again, a session has one login, and one
 * that belongs to a domain never changes to another.
 */
final class Removal {
  private final SessionRegistry sessions;
  private final PanelUser user;
  private final SessionInfo own;

  Removal(SessionRegistry sessions, PanelUser user, SessionInfo own) {
    this.sessions = sessions;
    this.user = user;
    this.own = own;
  }

  /**
   * Removes sessions, and says what became of each, in the order of the ids; after them what became
   * of others that a lockout has ended.
   *
   * @throws IllegalArgumentException if nothing was done; the message says why
   */
  Collection<RemovalLine> remove(
      List<String> ids, @Nullable String reason, @Nullable LockoutChoice lockout) {
    Map<String, RemovalLine> lines = new LinkedHashMap<>();
    List<SessionInfo> found = new ArrayList<>();
    for (String id : ids) {
      SessionInfo session = find(id).orElse(null);
      if (session == null) {
        lines.put(id, RemovalLine.notFound(id));
      } else if (session.id().equals(own.id())) {
        lines.put(session.id(), RemovalLine.own(user));
      } else if (lines.put(session.id(), RemovalLine.notFound(id)) == null) {
        found.add(session);
      }
    }
    for (Termination answer : order(found, reason, lockout)) {
      lines.put(answer.id(), RemovalLine.of(answer)); // in the place that its id has
    }
    return lines.values();
  }

  private List<Termination> order(
      List<SessionInfo> found, @Nullable String reason, @Nullable LockoutChoice lockout) {
    List<String> ids = found.stream().map(SessionInfo::id).toList();
    TerminationOrder order =
        TerminationOrder.by(user.account().login())
            .because(reason == null || reason.isBlank() ? null : reason.strip());
    if (lockout == null) {
      return sessions.terminate(ids, order);
    }
    for (SessionInfo session : found) {
      if (lockout.concerns(session, own)) {
        throw new IllegalArgumentException(
            "this would keep yourself out, because of %s from %s; choose otherwise; nothing was done"
                .formatted(ReadableText.login(session), ReadableText.address(session.address())));
      }
    }
    return sessions.terminateAndLockOut(ids, order, lockout.scope(), lockout.duration());
  }

  /**
   * Finds a session that the user may see, listed or lately ended. Looks at the list first: what
   * leaves it has been noted as ended before.
   */
  private Optional<SessionInfo> find(String id) {
    return sessions
        .session(id)
        .or(
            () ->
                sessions.recentEndings().stream()
                    .map(SessionEvent::session)
                    .filter(session -> session.id().equalsIgnoreCase(id.strip()))
                    .findFirst())
        .filter(user.visible()::includes);
  }
}
