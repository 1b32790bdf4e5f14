package io.rollcall;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as it was at the instant of a listing. */
public sealed interface SessionInfo permits PanelSessionInfo, FtpSessionInfo {
  /**
   * Returns the registry's own name for the session: eight letters and digits, never used again,
   * safe to show and to type. It is not a credential.
   *
   * @return the session id
   */
  String id();

  /**
   * Returns the door the session came in by.
   *
   * @return the service
   */
  Service service();

  /**
   * Returns who is logged in.
   *
   * @return the account, or null if a connection has not logged in yet
   */
  @Nullable Account account();

  /**
   * Returns where the client connects from.
   *
   * @return the address, or null if the adapter does not know it
   */
  @Nullable InetAddress address();

  /**
   * Returns when the user logged in, by the wall clock.
   *
   * @return the time, or null if a connection has not logged in yet
   */
  @Nullable Instant logonTime();

  /**
   * Returns how long the person had done nothing. What software does by itself (a page that
   * refreshes, {@code NOOP}) does not count; bytes moving in a transfer do.
   *
   * @return the duration, never negative
   */
  Duration idle();

  /**
   * Returns whether the session has been ordered to end.
   *
   * @return the state
   */
  SessionState state();
}
