package io.rollcall.benchmarks.endtoend;

import java.io.IOException;

/** A server and its client, of which there are several alike but for one thing. */
interface Contestant extends AutoCloseable {
  /**
   * Does the work once.
   *
   * @return how it went
   */
  Sample measure() throws IOException, InterruptedException;

  /** Returns the server's process. */
  ServerProcess server();

  @Override
  void close() throws IOException;

  /**
   * How a piece of work went.
   *
   * @param perSecond the work done in a second
   * @param serverNanos the server's CPU time for a unit of work
   */
  record Sample(double perSecond, double serverNanos) {}

  /** Starts one. */
  @FunctionalInterface
  interface Starter {
    Contestant start() throws IOException, InterruptedException;
  }
}
