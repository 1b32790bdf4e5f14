package io.rollcall.spi;

/** Counts the bytes of one transfer. Written by the one thread that moves them, read by any. */
public interface TransferMeter {
  /**
   * Counts bytes that have just moved, which also keeps the session from being idle. Plain stores:
   * no lock, no allocation.
   *
   * @param bytes how many, not negative
   */
  void advance(long bytes);
}
