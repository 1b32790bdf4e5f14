package io.rollcall;

/** What became of an order to end a session. */
public enum TerminationOutcome {
  /** This order ended it: the adapter has reported it gone. */
  TERMINATED,

  /** Ordered, but not confirmed in time; the session stays listed until it is really gone. */
  CLOSING,

  /** It had ended, or another order was already ending it and has done so. */
  ALREADY_ENDED,

  /** No session of that id is or was lately here. */
  NOT_FOUND,

  /** The means to end it failed; the session stays listed. Ordering again tries again. */
  FAILED
}
