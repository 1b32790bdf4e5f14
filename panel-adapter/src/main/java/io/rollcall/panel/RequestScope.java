package io.rollcall.panel;

import io.rollcall.Refusal;
import org.jspecify.annotations.Nullable;

/** What is remembered of a request while it runs. Confined to the request's thread. */
final class RequestScope {
  private static final ThreadLocal<@Nullable RequestScope> CURRENT = new ThreadLocal<>();

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

  /** The scope of the request within which another web application's runs, by a forward. */
  private final @Nullable RequestScope outer;

  private RequestScope(TrackedSessions owner, @Nullable RequestScope outer) {
    this.owner = owner;
    this.outer = outer;
  }

  /** Starts a scope on this thread. */
  static RequestScope begin(TrackedSessions owner) {
    RequestScope scope = new RequestScope(owner, CURRENT.get());
    CURRENT.set(scope);
    return scope;
  }

  /** Returns the scope that a web application has on this thread, or null. */
  static @Nullable RequestScope of(TrackedSessions owner) {
    RequestScope scope = CURRENT.get();
    while (scope != null && scope.owner != owner) {
      scope = scope.outer;
    }
    return scope;
  }

  /**
   * Ends the scope, which began last on this thread. The thread keeps an empty slot for the next
   * request, which would have to make a new one; an empty slot holds nothing of the web
   * application.
   */
  void end() {
    CURRENT.set(outer);
  }
}
