package io.rollcall.internal;

import io.rollcall.SessionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Newest first. */
  synchronized List<SessionEvent> list() {
    List<SessionEvent> list = new ArrayList<>(endings.values());
    Collections.reverse(list);
    return List.copyOf(list);
  }

  synchronized @Nullable SessionEvent find(String id) {
    return endings.get(id);
  }
}
