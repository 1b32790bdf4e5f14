package io.rollcall.proofs;

import java.util.concurrent.TimeUnit;

/** Something that is done again and again until the soak is over. */
@FunctionalInterface
interface Load {
  /**
   * Does it once.
   *
   * @throws Exception if it went wrong in a way that proves something
   */
  void once() throws Exception;

  /** Takes a while, as people do. */
  static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
