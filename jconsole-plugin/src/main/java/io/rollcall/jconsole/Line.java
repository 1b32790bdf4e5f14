package io.rollcall.jconsole;

/**
 * A line of the list as it stands on the screen.
 *
 * @param row the session, as it last was
 * @param gone whether the session is gone, and stands here until the lines may move
 * @param since when this session came to stand on this line in another's place, by {@link
 *     System#nanoTime}; {@link #ALWAYS} if no other stood there before
 */
record Line(Row row, boolean gone, long since) {
  /** Of a line on which nothing stood before. */
  static final long ALWAYS = Long.MIN_VALUE;

  /** A line of which there is nothing to say. */
  static final Line PLAIN = new Line(Row.EMPTY, false, ALWAYS);

  /** How long a person needs to see that another session stands where the pointer is. */
  private static final long NOTICED_NANOS = 500_000_000;

  /** Whether whoever points at the line now can have seen who stands there. */
  boolean noticed(long now) {
    return since == ALWAYS || now - since >= NOTICED_NANOS;
  }
}
