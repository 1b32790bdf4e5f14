package io.rollcall.jmx;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forwards a port, as an SSH tunnel does, and can stop to read a long answer of the server's. */
final class Forwarder implements Closeable {
  private final ServerSocket listener = new ServerSocket();
  private final InetSocketAddress target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile long most = Long.MAX_VALUE;

  Forwarder(InetSocketAddress from, InetSocketAddress target) throws IOException {
    this.target = target;
    listener.bind(from);
    start("forwarder", this::accept);
  }

  static Forwarder to(RemoteJmx remote) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Forwarder(
        new InetSocketAddress(loopback, 0), new InetSocketAddress(loopback, remote.port()));
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on a connection whose answers are longer than this, together, is read no more. */
  void stallAfter(long bytes) {
    most = bytes;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      start("connection", () -> connect(client));
    }
  }

  /** Ends the client's connection when the server cannot be reached or ends its own. */
  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    sockets.add(client);
    sockets.add(server);
    try {
      server.setReceiveBufferSize(4096);
      server.connect(target);
      if (listener.isClosed()) { // close() may have looked before these were added
        throw new IOException("closed");
      }
    } catch (IOException e) {
      client.close();
      server.close();
      throw e;
    }
    start("to server", () -> pump(client, server, false));
    start("to client", () -> pump(server, client, true));
  }

  private void pump(Socket from, Socket to, boolean answers) throws IOException {
    byte[] buffer = new byte[1024];
    long passed = 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        passed += read;
        if (answers && passed > most) {
          return; // and what the server writes from now on is read by nobody
        }
      }
    } finally {
      if (passed <= most) {
        to.close();
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // closed by either end
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
