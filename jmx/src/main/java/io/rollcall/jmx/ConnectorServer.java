package io.rollcall.jmx;

import java.io.IOException;
import java.rmi.Remote;
import java.rmi.server.RMIClientSocketFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIConnectionImpl_Stub;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.management.remote.rmi.RMIServerImpl_Stub;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's RMI server, with references that lead clients to the advertised host and port, and with
 * a limit of logged-in clients: each costs threads and an exported object, however few TCP
 * connections it takes.
 *
 * <p>Concurrency. The clients are guarded by their map; the JDK calls from any thread.
 */
final class ConnectorServer extends RMIJRMPServerImpl {
  static final int MOST_CLIENTS = 64;

  /** So that an account that may only look cannot keep the operators out. */
  static final int MOST_CLIENTS_OF_ACCOUNT = 32;

  private final String host;
  private final int port;

  /** The clients and who they are; keeps them from being collected on their way to their owner. */
  private final Map<RMIConnection, Set<?>> clients = new HashMap<>();

  /**
   * Creates a server.
   *
   * @param socket where to listen
   * @param client how clients connect; null for plain sockets
   * @param environment the connector's environment
   * @param host the host that clients connect to
   * @param port the port that clients connect to
   */
  ConnectorServer(
      ConnectorPort socket,
      @Nullable RMIClientSocketFactory client,
      Map<String, ?> environment,
      String host,
      int port)
      throws IOException {
    super(socket.number(), client, socket, environment);
    this.host = host;
    this.port = port;
  }

  @Override
  public Remote toStub() throws IOException {
    return new RMIServerImpl_Stub(AdvertisedRef.to(this, host, port));
  }

  @Override
  public RMIConnection newClient(Object credentials) throws IOException {
    RMIConnection client = super.newClient(credentials);
    return new RMIConnectionImpl_Stub(AdvertisedRef.to(client, host, port));
  }

  @Override
  protected RMIConnection makeClient(String connectionId, Subject subject) throws IOException {
    RMIConnection client = super.makeClient(connectionId, subject);
    Set<?> account = new HashSet<>(subject.getPrincipals());
    String refusal;
    synchronized (clients) {
      refusal = refusal(account);
      if (refusal == null) {
        clients.put(client, account);
        return client;
      }
    }
    super.closeClient(client);
    throw new SecurityException(refusal);
  }

  private @Nullable String refusal(Set<?> account) {
    if (clients.size() >= MOST_CLIENTS) {
      return "there are %d JMX clients, the most that there may be".formatted(MOST_CLIENTS);
    }
    if (clients.values().stream().filter(account::equals).count() >= MOST_CLIENTS_OF_ACCOUNT) {
      return "there are %d JMX clients of this account, the most that there may be"
          .formatted(MOST_CLIENTS_OF_ACCOUNT);
    }
    return null;
  }

  @Override
  protected void closeClient(RMIConnection client) throws IOException {
    synchronized (clients) {
      clients.remove(client);
    }
    super.closeClient(client);
  }
}
