package io.rollcall.proofs;

/**
 * The logins of one client's visits. They come again, since FtpServer keeps a statistic of each
 * login for ever; but only when an order for the last who had it has long been answered.
 */
final class VisitNames {
  private static final int MOST = 100;

  private final String prefix;
  private int next;

  VisitNames(String door, int client) {
    prefix = door + client + "-";
  }

  String next() {
    next = next + 1 == MOST ? 0 : next + 1;
    return prefix + next;
  }
}
