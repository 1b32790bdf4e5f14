package io.rollcall;

/** Thrown to an adapter whose session a lockout or a limit keeps out. */
public final class SessionRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kept the session out. */
  @SuppressWarnings("serial") // never sent anywhere: adapters answer it
  private final Refusal refusal;

  /**
   * Creates the exception.
   *
   * @param refusal what kept the session out
   */
  public SessionRefusedException(Refusal refusal) {
    super(PrintableText.of(refusal.detail()), null, false, false); // refused by the thousand
    this.refusal = refusal;
  }

  /**
   * Returns what kept the session out.
   *
   * @return the refusal
   */
  public Refusal refusal() {
    return refusal;
  }
}
