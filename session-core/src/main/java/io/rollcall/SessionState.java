package io.rollcall;

/** Whether a listed session has been ordered to end. */
public enum SessionState {
  /** Nobody has ordered it to end. */
  ACTIVE,

  /** An order to end it has been given, and the adapter has not yet reported it gone. */
  TERMINATING
}
