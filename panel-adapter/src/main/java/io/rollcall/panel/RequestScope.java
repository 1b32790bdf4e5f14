package io.rollcall.panel;

import io.rollcall.Refusal;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is remembered of a request while it runs. Confined to the request's thread. */
final class RequestScope {
  /**
   * Each thread's slot, which it keeps for its next request. It is of the JDK's classes, and empty
   * between requests, so that it holds nothing of a web application that has stopped.
   */
  private static final ThreadLocal<@Nullable AtomicReference<@Nullable RequestScope>> SLOTS =
      new ThreadLocal<>();

  /** The session that the request came with or has logged in, even if it has ended since. */
  @Nullable TrackedSession own;

  /**
   * The own session, after this request has invalidated its HTTP session or taken our attribute off
   * it, and unless it has gone on in another HTTP session since.
   */
  @Nullable TrackedSession orphan;

  /** Whether a principal has been seen. */
  boolean principalSeen;

  /** Whether the panel's code has said that the user logged out. */
  boolean loggedOut;

  /** Whether the request has tried to go on, in a new HTTP session, with a login ordered to end. */
  boolean resurrected;

  /** What keeps the login out that the request shows or has made. */
  @Nullable Refusal refusal;

  private final TrackedSessions owner;
  private final AtomicReference<@Nullable RequestScope> slot;

  /** The scope of the request within which another web application's runs, by a forward. */
  private final @Nullable RequestScope outer;

  private RequestScope(
      TrackedSessions owner,
      AtomicReference<@Nullable RequestScope> slot,
      @Nullable RequestScope outer) {
    this.owner = owner;
    this.slot = slot;
    this.outer = outer;
  }

  /**
   * Starts a scope on this thread.
   *
   * @return the scope; or null if the thread has one of this owner's already: a forward within a
   *     request
   */
  static @Nullable RequestScope begin(TrackedSessions owner) {
    AtomicReference<@Nullable RequestScope> slot = SLOTS.get();
    if (slot == null) {
      slot = new AtomicReference<>();
      SLOTS.set(slot);
    }
    RequestScope outer = slot.getPlain();
    if (outer != null && outer.within(owner) != null) {
      return null;
    }
    RequestScope scope = new RequestScope(owner, slot, outer);
    slot.setPlain(scope);
    return scope;
  }

  /** Returns the scope that a web application has on this thread, or null. */
  static @Nullable RequestScope of(TrackedSessions owner) {
    AtomicReference<@Nullable RequestScope> slot = SLOTS.get();
    RequestScope scope = slot == null ? null : slot.getPlain();
    return scope == null ? null : scope.within(owner);
  }

  /** Returns this or the nearest outer scope that is the owner's, or null. */
  private @Nullable RequestScope within(TrackedSessions wanted) {
    RequestScope scope = this;
    while (scope != null && scope.owner != wanted) {
      scope = scope.outer;
    }
    return scope;
  }

  /** Ends the scope, which began last on this thread. */
  void end() {
    slot.setPlain(outer);
  }
}
