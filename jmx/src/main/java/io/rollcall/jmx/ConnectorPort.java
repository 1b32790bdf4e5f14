package io.rollcall.jmx;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one port that the connector and its registry share. It is bound before RMI hears of it, so
 * that a port of 0 is known by its number, and it keeps its clients' connections: RMI itself would
 * leave them open when the connector stops.
 *
 * <p>A client can hold a connection, and with it a thread, by sending nothing or by not reading
 * what it asked for. The first ends after {@link #READ_TIMEOUT_MILLIS}; the second no timeout of
 * Java's ends, so the connections are limited, and when there are too many the one on which nothing
 * has moved for longest makes room: an operator always gets in, and RMI's clients connect anew by
 * themselves.
 *
 * <p>Concurrency. RMI accepts in one thread and serves each connection in another; any thread may
 * close. The set of connections is guarded by itself.
 */
final class ConnectorPort implements RMIServerSocketFactory, Closeable {
  /** Longer than RMI's clients keep an idle connection, which is 15 s. */
  static final int READ_TIMEOUT_MILLIS = 60_000;

  static final int MOST_CONNECTIONS = 128;
  private static final int BACKLOG = 50;
  private static final Logger logger = LoggerFactory.getLogger(RemoteJmx.class);

  private final @Nullable SSLContext tls;
  private final boolean clientCertificates;
  private final int mostConnections;
  private final Listener listener = new Listener();

  /** Counts reads and writes: the connection with the lowest number has been still for longest. */
  private final AtomicLong activity = new AtomicLong();

  /** Guarded by itself. */
  private final Set<ClientSocket> connections = new HashSet<>();

  private ConnectorPort(@Nullable SSLContext tls, boolean clientCertificates, int mostConnections)
      throws IOException {
    this.tls = tls;
    this.clientCertificates = clientCertificates;
    this.mostConnections = mostConnections;
  }

  /**
   * Binds the port.
   *
   * @param address where to listen
   * @param tls encrypts; null for plaintext
   * @param clientCertificates whether a client needs a certificate that {@code tls} trusts
   * @param mostConnections how many connections there may be at once
   * @throws IOException if the address cannot be listened on
   */
  static ConnectorPort open(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      boolean clientCertificates,
      int mostConnections)
      throws IOException {
    ConnectorPort port = new ConnectorPort(tls, clientCertificates, mostConnections);
    try {
      port.listener.bind(address, BACKLOG);
      return port;
    } catch (IOException e) {
      port.close();
      throw new IOException(
          "cannot listen for JMX on %s port %d: %s"
              .formatted(address.getAddress().getHostAddress(), address.getPort(), e.getMessage()),
          e);
    }
  }

  int number() {
    return listener.getLocalPort();
  }

  /** Hands out the socket that is bound already. */
  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    if (listener.isClosed() || port != number()) {
      throw new IOException("the JMX connector's port is " + number() + ", and it opens but once");
    }
    return listener;
  }

  /** Closes the port and every client's connection. */
  @Override
  public void close() throws IOException {
    listener.close();
    List<ClientSocket> open;
    synchronized (connections) {
      open = List.copyOf(connections);
    }
    open.forEach(ConnectorPort::drop);
  }

  private void moved(ClientSocket connection) {
    connection.lastActivity = activity.incrementAndGet();
  }

  private void closed(ClientSocket connection) {
    synchronized (connections) {
      connections.remove(connection);
    }
  }

  /** Adds a connection, at the cost of the stillest one if there are too many. */
  private void add(ClientSocket connection) {
    moved(connection);
    ClientSocket stillest = null;
    synchronized (connections) {
      if (connections.size() >= mostConnections) {
        stillest =
            connections.stream()
                .min(Comparator.comparingLong(other -> other.lastActivity))
                .orElseThrow();
        connections.remove(stillest);
      }
      connections.add(connection);
    }
    if (stillest != null) {
      logger.debug("there are {} JMX connections; the stillest makes room", mostConnections);
      drop(stillest);
    }
    if (listener.isClosed()) { // close() may have looked before the connection was added
      drop(connection);
    }
  }

  private static void drop(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      logger.debug("a JMX connection was not closed cleanly", e);
    }
  }

  private Socket encrypted(ClientSocket connection) throws IOException {
    if (tls == null) {
      return connection;
    }
    SSLSocket encrypted =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(connection, "client", connection.getPort(), true); // no look-up
    encrypted.setUseClientMode(false);
    encrypted.setNeedClientAuth(clientCertificates);
    return encrypted;
  }

  /**
   * Accepts clients. RMI pauses for seconds when accepting fails, so one that leaves is no failure.
   */
  private final class Listener extends ServerSocket {
    private Listener() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      while (true) {
        ClientSocket connection =
            new ClientSocket(
                READ_TIMEOUT_MILLIS, ConnectorPort.this::moved, ConnectorPort.this::closed);
        implAccept(connection);
        try {
          connection.setKeepAlive(true);
          add(connection);
          return encrypted(connection);
        } catch (IOException e) {
          logger.debug("a JMX client left before it was served", e);
          drop(connection);
        }
      }
    }
  }
}
