package io.rollcall.ftp;

import java.io.IOException;
import java.util.List;

/**
 * A network between the server and a client program, which can be cut: nothing passes any more, and
 * nobody is told.
 */
interface Cable extends AutoCloseable {
  /** The ways to have one. */
  enum Kind {
    /** A network of its own, whose packets are dropped; needs the right to make one. */
    NAMESPACE,

    /** A forwarder that holds on to both of its sockets, and forwards nothing. */
    FORWARDER;

    Cable lay() throws IOException {
      return this == NAMESPACE ? NamespaceCable.lay() : new ForwarderCable();
    }
  }

  /** Has a server listen at the other end. */
  void connectTo(TestServer.Options options) throws IOException;

  /** The address that the client connects to. */
  String host();

  /** Makes a command line into one that runs at the client's end. */
  List<String> atTheClientsEnd(List<String> command);

  void cut() throws IOException;

  @Override
  void close() throws IOException;
}
