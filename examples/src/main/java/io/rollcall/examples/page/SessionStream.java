package io.rollcall.examples.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.SessionRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one open page fresh with server-sent events.
 *
 * <p>What is sent is the difference between what the browser has and what there is now. A browser
 * that has not yet taken the last event is passed over, and gets the difference from there later:
 * no queue grows, and nobody waits for it. Nothing here blocks.
 *
 * <p>Concurrency. The thread of {@link SessionStreams} refreshes; the container's threads say when
 * more can be written. Both hold this object's lock, for no longer than it takes to write into a
 * buffer.
 */
final class SessionStream implements WriteListener {
  private static final byte[] ENDED = "event: ended\ndata:\n\n".getBytes(UTF_8);
  private static final byte[] DISPLACED = "event: displaced\ndata:\n\n".getBytes(UTF_8);
  private static final byte[] STILL_HERE = ":\n\n".getBytes(UTF_8);
  private static final byte[] BEGIN = "retry: 1000\n\n".getBytes(UTF_8);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A page that is open for longer connects again: whatever its user's rights are then holds. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final SessionRegistry sessions;
  private final PanelUser user;
  private final View view;
  private final AsyncContext context;
  private final ServletOutputStream output;
  private final long openedNanos = System.nanoTime();

  /** The rows that the browser has. Guarded by this. */
  private final Map<String, Html> rows = new HashMap<>();

  /** The last event, to tell whether there is news. Guarded by this. */
  private String last = "";

  /** What is to be written next. Guarded by this. */
  private byte @Nullable [] next = BEGIN;

  /** Whether something has been written and not flushed. Guarded by this. */
  private boolean unflushed;

  /** Whether the browser has taken all there was. Guarded by this. */
  private boolean ready;

  /** Whether the stream is to end when all is written. Guarded by this. */
  private boolean ending;

  /** Guarded by this. */
  private boolean closed;

  /** Guarded by this. */
  private long writtenNanos = System.nanoTime();

  SessionStream(
      SessionRegistry sessions,
      PanelUser user,
      View view,
      AsyncContext context,
      ServletOutputStream output) {
    this.sessions = sessions;
    this.user = user;
    this.view = view;
    this.context = context;
    this.output = output;
  }

  /** The registry's id of the session that it belongs to. */
  String owner() {
    return user.sessionId();
  }

  /** Has the container say when something can be written, unless it has ended already. */
  synchronized void begin() {
    if (!closed) {
      output.setWriteListener(this);
    }
  }

  /** Ends it for the sake of another page, and says so to a browser that takes it now. */
  synchronized void displace() {
    if (closed) {
      return;
    }
    if (!ready) {
      close();
      return;
    }
    ending = true;
    next = DISPLACED;
    try {
      write();
    } catch (IOException e) {
      close(); // the browser has gone
    }
  }

  /** Sends what has changed, if the browser has taken what was sent before. */
  synchronized void refresh() throws IOException {
    if (closed || !ready || ending) {
      return;
    }
    long now = System.nanoTime();
    if (user.ownSession(sessions).isEmpty()) {
      ending = true;
      next = ENDED;
    } else if (now - openedNanos > LONGEST_NANOS) {
      ending = true; // the browser connects again
    } else {
      next = news();
      if (next == null && now - writtenNanos > SILENCE_NANOS) {
        next = STILL_HERE;
      }
    }
    write();
  }

  /** The event that brings the browser up to date; null if it is. Called with the lock. */
  private byte @Nullable [] news() {
    Listing listing = Listing.of(sessions, user, view);
    List<Html> changed = new ArrayList<>();
    boolean same = true;
    for (Map.Entry<String, Html> row : listing.rows().entrySet()) {
      boolean known = row.getValue().equals(rows.put(row.getKey(), row.getValue()));
      same &= known;
      changed.add(known ? SessionsPage.unchanged(row.getKey()) : row.getValue());
    }
    rows.keySet().retainAll(listing.rows().keySet());
    String event = SessionsPage.changes(listing, user, changed).markup();
    if (same && event.equals(last)) {
      return null;
    }
    last = event;
    StringBuilder text = new StringBuilder("event: list\n");
    event.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    return text.append('\n').toString().getBytes(UTF_8);
  }

  /** Writes as far as the container takes it. Called with the lock. */
  private void write() throws IOException {
    ready = false;
    while (output.isReady()) { // if it is not, the container calls when it is
      byte[] bytes = next;
      if (bytes != null) {
        next = null;
        unflushed = true;
        writtenNanos = System.nanoTime();
        output.write(bytes);
      } else if (unflushed) {
        unflushed = false;
        output.flush();
      } else if (ending) {
        close();
        return;
      } else {
        ready = true;
        return;
      }
    }
  }

  @Override
  public synchronized void onWritePossible() throws IOException {
    if (!closed) {
      write();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    close(); // the browser has gone
  }

  /** Ends it. Idempotent. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      context.complete();
    }
  }
}
