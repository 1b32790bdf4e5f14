package io.rollcall.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's control connection that knows just enough of FTP (RFC 959) to cost next to nothing
 * beside the server.
 */
final class FtpControl implements AutoCloseable {
  /** RFC 2428 section 3. */
  private static final Pattern PASSIVE_PORT = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

  private static final int LONGEST_REPLY = 4096;

  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(LONGEST_REPLY);

  private FtpControl(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects and logs in; all transfers will be of binary files. */
  static FtpControl logIn(int port, String login) throws IOException {
    FtpControl control = new FtpControl(connect(port, 0));
    try {
      control.expect("220");
      control.send("USER " + login);
      control.expect("331");
      control.send("PASS " + FtpServerMain.PASSWORD);
      control.expect("230");
      control.send("TYPE I");
      control.expect("200");
      return control;
    } catch (IOException | RuntimeException e) {
      control.close();
      throw e;
    }
  }

  /**
   * Has the server begin a transfer.
   *
   * @param command the transfer's command
   * @param receiveBuffer the size of the data connection's receive buffer in bytes, 0 for the
   *     system's own choice
   * @return the data connection
   */
  SocketChannel transfer(String command, int receiveBuffer) throws IOException {
    send("EPSV");
    Matcher passive = PASSIVE_PORT.matcher(expect("229"));
    if (!passive.find()) {
      throw new IOException("no port in the reply to EPSV");
    }
    SocketChannel data = connect(Integer.parseInt(passive.group(1)), receiveBuffer);
    send(command);
    expect("150");
    return data;
  }

  /** Waits for the server to say that the transfer went well. */
  void awaitTransferred() throws IOException {
    expect("226");
  }

  /** Returns the connection, for somebody else to read from now on. */
  SocketChannel channel() {
    return channel;
  }

  private static SocketChannel connect(int port, int receiveBuffer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    if (receiveBuffer > 0) {
      channel.socket().setReceiveBufferSize(receiveBuffer);
    }
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.socket().setTcpNoDelay(true);
    return channel;
  }

  private void send(String command) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((command + "\r\n").getBytes(ISO_8859_1));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  private String expect(String code) throws IOException {
    String reply = nextLine();
    while (reply.startsWith(code + "-")) {
      reply = nextLine();
    }
    if (!reply.startsWith(code)) {
      throw new IOException("expected " + code + " but the server replied " + reply);
    }
    return reply;
  }

  private String nextLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      received.flip();
      while (received.hasRemaining()) {
        char next = (char) (received.get() & 0xFF);
        if (next == '\n') {
          received.compact();
          return line.toString();
        }
        line.append(next);
      }
      received.clear();
      if (channel.read(received) < 0) {
        throw new IOException("the server has closed the connection");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
