package io.rollcall.jmx;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Consumer;

/**
 * One client's connection to the connector's port.
 *
 * <p>It does not say that its client is on this machine. RMI's registry lets clients whose address
 * is one of this machine's bind names anew, so that any local user, or anybody behind a tunnel,
 * could put another server in our place and read the next operator's password. Clients whose
 * address it does not know it refuses, and {@value #THIS_MACHINE} is how RMI writes that.
 *
 * <p>Concurrency. RMI serves a connection with one thread; others may close it.
 */
final class ClientSocket extends Socket {
  /** The address that RMI takes a client on this machine to call from. */
  static final String THIS_MACHINE = "0.0.0.0";

  /**
   * How much one call may send, in bytes. RMI's filters do not see the length of a text, and before
   * the login anybody can send one.
   */
  static final int MOST_BYTES_OF_CALL = 1_048_576;

  private final int readTimeoutMillis;
  private final Consumer<ClientSocket> onActivity;
  private final Consumer<ClientSocket> onClose;

  /** What came since something was last answered; for the serving thread alone. */
  private int bytesOfCall;

  /** When a byte last came or went, on the clock of whoever is told; for that one alone to use. */
  volatile long lastActivity;

  /**
   * Creates a socket to accept a connection with.
   *
   * @param readTimeoutMillis how long a read waits for a byte, in milliseconds
   * @param onActivity told of each read and write
   * @param onClose told when it is closed, perhaps more than once
   */
  ClientSocket(
      int readTimeoutMillis, Consumer<ClientSocket> onActivity, Consumer<ClientSocket> onClose) {
    this.readTimeoutMillis = readTimeoutMillis;
    this.onActivity = onActivity;
    this.onClose = onClose;
  }

  @Override
  public InetAddress getInetAddress() {
    InetAddress address = super.getInetAddress();
    return address == null || !isOurs(address) ? address : unknown();
  }

  /** Asks as RMI's registry does, which calls local what a server socket can be bound to. */
  private static boolean isOurs(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return true;
    }
    try (ServerSocket probe = new ServerSocket(0, 1, address)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static InetAddress unknown() {
    try {
      return InetAddress.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** Keeps to our own limit: RMI's is two hours, during which a silent client holds a thread. */
  @Override
  public void setSoTimeout(int millis) throws SocketException {
    super.setSoTimeout(millis == 0 || millis > readTimeoutMillis ? readTimeoutMillis : millis);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        received(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        received(Math.max(0, read));
        return read;
      }
    };
  }

  private void received(int bytes) throws IOException {
    onActivity.accept(this);
    bytesOfCall += bytes;
    if (bytesOfCall > MOST_BYTES_OF_CALL) {
      close();
      throw new IOException("a JMX client's call is longer than " + MOST_BYTES_OF_CALL + " bytes");
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        bytesOfCall = 0;
        out.write(buffer, offset, length);
        onActivity.accept(ClientSocket.this);
      }
    };
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      super.close();
    } finally {
      onClose.accept(this);
    }
  }
}
