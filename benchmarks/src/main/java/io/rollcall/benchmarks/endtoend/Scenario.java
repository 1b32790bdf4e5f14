package io.rollcall.benchmarks.endtoend;

import java.io.IOException;
import java.util.List;

/** Real servers under a load. */
public interface Scenario {
  /**
   * Starts the servers, loads them, and stops them.
   *
   * @param scale how long it may take
   * @return what was measured
   * @throws IOException if a server or a client fails
   * @throws InterruptedException if interrupted
   */
  List<Figure> run(Scale scale) throws IOException, InterruptedException;
}
