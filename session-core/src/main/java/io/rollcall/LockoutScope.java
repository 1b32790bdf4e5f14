package io.rollcall;

/** Whom an order to end a session keeps out, seen from the session. */
public enum LockoutScope {
  /** The session's login. */
  LOGIN,

  /** The session's address. */
  ADDRESS,

  /** The session's login, from the session's address. */
  LOGIN_AND_ADDRESS,

  /** Every account of the session's domain. */
  DOMAIN
}
