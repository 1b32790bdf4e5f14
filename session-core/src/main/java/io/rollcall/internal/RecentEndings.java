package io.rollcall.internal;

import io.rollcall.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last endings. Every session adds one and few are ever looked for, so adding is cheap and
 * looking for one walks over them.
 */
final class RecentEndings {
  private final int capacity;

  /** Guarded by this; oldest first, but for those that have taken the places of older ones. */
  private final List<SessionEvent> endings = new ArrayList<>();

  /** Where the oldest is, and the next goes, once there are as many as may be; guarded by this. */
  private int oldest;

  RecentEndings(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(SessionEvent ended) {
    if (endings.size() < capacity) {
      endings.add(ended);
    } else if (capacity > 0) {
      endings.set(oldest, ended);
      oldest = oldest + 1 == capacity ? 0 : oldest + 1;
    }
  }

  /** Newest first. */
  synchronized List<SessionEvent> list() {
    List<SessionEvent> list = new ArrayList<>(endings.size());
    for (int age = 0; age < endings.size(); age++) {
      list.add(newest(age));
    }
    return List.copyOf(list);
  }

  synchronized @Nullable SessionEvent find(String id) {
    for (int age = 0; age < endings.size(); age++) {
      SessionEvent ended = newest(age);
      if (ended.session().id().equals(id)) {
        return ended;
      }
    }
    return null;
  }

  private SessionEvent newest(int age) {
    int size = endings.size();
    return endings.get(Math.floorMod(oldest - 1 - age, size));
  }
}
