package io.rollcall.line;

import io.rollcall.AccountResolver;
import io.rollcall.SessionRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

// tag::server[]
/**
 * A small file server that speaks a protocol of lines, {@code LOGIN}, {@code PING}, {@code LOOK},
 * {@code GET} and {@code QUIT}, and puts its sessions into a registry.
 */
public final class LineServer {
  private final SessionRegistry registry;
  private final AccountResolver accountResolver;
  private final Map<String, String> passwords;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<LineConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  public LineServer(
      SessionRegistry registry, AccountResolver accountResolver, Map<String, String> passwords)
      throws IOException {
    this.registry = registry;
    this.accountResolver = accountResolver;
    this.passwords = Map.copyOf(passwords);
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!stopping) {
      try {
        Socket socket = door.accept();
        LineConnection connection = new LineConnection(this, socket);
        connections.add(connection);
        if (stopping) { // stop() may have looked for connections before
          connection.stop();
        }
        threads.execute(connection);
      } catch (IOException | RejectedExecutionException e) {
        // the door is closed, or a client has gone before it was let in
      }
    }
  }

  SessionRegistry registry() {
    return registry;
  }

  AccountResolver accountResolver() {
    return accountResolver;
  }

  boolean isPassword(String login, String password) {
    return password.equals(passwords.get(login));
  }

  void ended(LineConnection connection) {
    connections.remove(connection);
  }

  /** Stops: who is connected is cut off, and has been reported when this returns. */
  public void stop() throws IOException, InterruptedException {
    stopping = true;
    door.close();
    threads.shutdown();
    connections.forEach(LineConnection::stop);
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IOException("connections are still served");
    }
  }
}
// end::server[]
