/**
 * Who is connected to a hosting server's doors, and the means to log them out.
 *
 * <p>{@link io.rollcall} is for programs that list and end sessions, {@link io.rollcall.spi} for
 * adapters that tell the registry about them.
 */
module io.rollcall {
  exports io.rollcall;
  exports io.rollcall.spi;

  requires com.google.common;
  requires org.slf4j;
  requires static transitive org.jspecify;
}
