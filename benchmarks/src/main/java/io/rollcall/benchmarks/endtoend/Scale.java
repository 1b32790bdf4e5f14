package io.rollcall.benchmarks.endtoend;

/** How long a scenario may take. */
public enum Scale {
  /** Long enough to tell one per cent. */
  FULL,
  /** Seconds, for everyday use: shows that it works, and what is far off. */
  QUICK;

  int of(int full, int quick) {
    return this == FULL ? full : quick;
  }

  static Scale of(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("--quick") ? QUICK : FULL;
  }
}
