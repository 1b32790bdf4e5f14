package io.rollcall.jconsole;

/**
 * What the console's account may do on this server.
 *
 * @param search whether it may have the server filter, sort and page
 * @param order whether it may end sessions
 */
record Access(boolean search, boolean order) {
  static final Access UNKNOWN = new Access(true, false);
}
