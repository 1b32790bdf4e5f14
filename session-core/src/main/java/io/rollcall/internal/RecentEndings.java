package io.rollcall.internal;

import io.rollcall.SessionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last endings, by session id. */
final class RecentEndings {
  private final int capacity;

  /** Oldest first; guarded by this. */
  private final Map<String, SessionEvent> endings = new LinkedHashMap<>();

  RecentEndings(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(SessionEvent ended) {
    endings.put(ended.session().id(), ended);
    if (endings.size() > capacity) {
      endings.remove(endings.keySet().iterator().next());
    }
  }

  synchronized @Nullable SessionEvent find(String id) {
    return endings.get(id);
  }
}
