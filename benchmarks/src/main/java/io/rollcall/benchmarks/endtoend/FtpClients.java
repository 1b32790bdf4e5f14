package io.rollcall.benchmarks.endtoend;

import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many slow FTP clients, which see at once when the server drops them.
 *
 * <p>Concurrency. One thread moves their bytes, a few kilobytes each at every tick, so that the
 * server's threads wait in the middle of transfers as they do for slow clients; it alone reads and
 * writes sockets once a client is logged in. Everything else may be called from any thread.
 */
final class FtpClients implements AutoCloseable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a transfer moves at a tick. */
  private static final int PIECE = 4096;

  /** Small, so that a download soon waits for its client. */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  private static final int PATIENCE_SECONDS = 30;

  private final int port;
  private final Selector selector = Selector.open();
  private final Set<Client> transferring = ConcurrentHashMap.newKeySet();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
  private final Thread thread = new Thread(this::serve, "ftp-clients");
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  FtpClients(int port) throws IOException {
    this.port = port;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Logs a client in.
   *
   * @param login its login
   * @param command what it transfers, or null if it stays idle
   */
  Client logIn(String login, @Nullable String command) throws IOException {
    FtpControl control = FtpControl.logIn(port, login);
    SocketChannel data = command == null ? null : control.transfer(command, RECEIVE_BUFFER);
    Client client = new Client(login, command, control.channel(), data);
    register(client, client.control, OP_READ);
    if (data != null) {
      register(client, data, client.isUpload() ? OP_READ : 0);
      transferring.add(client);
    }
    return client;
  }

  private void register(Client client, SocketChannel channel, int operations) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, operations, client);
    selector.wakeup();
  }

  /** A client that is logged in. */
  final class Client {
    private final String login;
    private final @Nullable String command;
    private final SocketChannel control;
    private final @Nullable SocketChannel data;
    private final CountDownLatch moved = new CountDownLatch(1);
    private final CountDownLatch dataDead = new CountDownLatch(1);
    private final CountDownLatch controlDead = new CountDownLatch(1);
    private volatile long dataDeadAt;
    private volatile long controlDeadAt;
    private volatile boolean eager;

    private Client(
        String login,
        @Nullable String command,
        SocketChannel control,
        @Nullable SocketChannel data) {
      this.login = login;
      this.command = command;
      this.control = control;
      this.data = data;
    }

    String login() {
      return login;
    }

    @Nullable String command() {
      return command;
    }

    private boolean isUpload() {
      return command != null && command.startsWith("STOR");
    }

    /** Waits until its transfer has moved bytes. */
    void awaitMoved() throws IOException, InterruptedException {
      await(moved, "no byte moved");
    }

    /**
     * Has a download read all that comes from now on, so that the end of the connection is seen
     * when it comes and not at a tick. An upload sees it anyway: nothing else comes.
     */
    void readEagerly() {
      SelectionKey key = data == null ? null : data.keyFor(selector);
      if (key != null && key.isValid()) {
        eager = true;
        key.interestOps(OP_READ);
        selector.wakeup();
      }
    }

    /** Waits for the end of the data connection, and tells when it was seen, by nanoTime. */
    long awaitDataDead() throws IOException, InterruptedException {
      await(dataDead, "the data connection lives on");
      return dataDeadAt;
    }

    /** Waits for the end of the control connection, and tells when it was seen, by nanoTime. */
    long awaitControlDead() throws IOException, InterruptedException {
      await(controlDead, "the control connection lives on");
      return controlDeadAt;
    }

    private void await(CountDownLatch latch, String otherwise)
        throws IOException, InterruptedException {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(login + ": " + otherwise, failure);
      }
    }

    /** Reads what has come; closes what has ended. */
    private void read(SocketChannel channel) {
      try {
        int read = channel.read(buffer.clear());
        if (read > 0) {
          moved.countDown();
        } else if (read < 0) {
          died(channel);
        }
      } catch (IOException e) {
        died(channel); // reset, the usual end
      }
    }

    private void write(SocketChannel channel) {
      try {
        if (channel.write(buffer.clear()) > 0) {
          moved.countDown();
        }
      } catch (IOException e) {
        died(channel);
      }
    }

    private void died(SocketChannel channel) {
      long now = System.nanoTime();
      closeQuietly(channel);
      if (channel == control) {
        controlDeadAt = now;
        controlDead.countDown();
      } else {
        transferring.remove(this);
        dataDeadAt = now;
        dataDead.countDown();
      }
    }

    private void tick() {
      SocketChannel channel = data;
      if (channel != null && channel.isOpen()) {
        if (isUpload()) {
          write(channel);
        } else if (!eager) {
          read(channel);
        }
      }
    }
  }

  private void serve() {
    try {
      long nextTick = System.nanoTime();
      while (!closed) {
        long left = nextTick - System.nanoTime();
        if (left <= 0) {
          transferring.forEach(Client::tick);
          nextTick = System.nanoTime() + TICK_NANOS;
          left = TICK_NANOS;
        }
        selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void ready(SelectionKey key) {
    ((Client) key.attachment()).read((SocketChannel) key.channel());
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (ClosedChannelException e) {
      // as it should be
    } catch (IOException e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }

  /** Disconnects all clients. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
