package io.rollcall;

/**
 * The answer to an order to abort a transfer and leave the session.
 *
 * @param id the session id, as it was asked for
 * @param outcome what became of the order
 * @param detail a sentence that says more; {@linkplain PrintableText show it safely}
 */
public record TransferAbort(String id, Outcome outcome, String detail) {
  /** What became of the order. */
  public enum Outcome {
    /** The transfer has been cut off; the session goes on. */
    ABORTED,

    /** The session has no transfer running. */
    NO_TRANSFER,

    /** No file-transfer session of that id is here. */
    NOT_FOUND,

    /** The means to abort it failed, or its door has none. */
    FAILED
  }
}
