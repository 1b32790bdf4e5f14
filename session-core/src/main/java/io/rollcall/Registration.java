package io.rollcall;

/** Something installed, and the means to take it out again. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Takes it out. Idempotent, and throws nothing. */
  @Override
  void close();
}
