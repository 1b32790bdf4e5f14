package io.rollcall.jconsole;

/** The server understood what was asked and says no; the message is its own sentence. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
