package io.rollcall.ftp;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's data connection, to be reset at once, whatever its command is doing with it.
 *
 * <p>{@link IODataConnectionFactory#closeDataConnection()} cannot: it waits for a lock that the
 * command holds while it waits for the client to connect, for the client to accept, or for a TLS
 * handshake, each for minutes; and closing a TLS socket waits for a blocked write. So the sockets
 * are taken from the factory's fields without its lock, and closed with a reset, which waits for
 * nothing and leaves the client in no doubt that the file is not whole. The command's thread then
 * gets an exception, cleans up and answers.
 */
final class DataSockets {
  private static final Logger logger = LoggerFactory.getLogger(DataSockets.class);
  private static final @Nullable VarHandle DATA_SOCKET = field("dataSoc", Socket.class);
  private static final @Nullable VarHandle SERVER_SOCKET = field("servSoc", ServerSocket.class);

  private final IODataConnectionFactory factory;
  private final @Nullable ServerSocket serverSocket;
  private final @Nullable Socket dataSocket;

  private DataSockets(
      IODataConnectionFactory factory,
      @Nullable ServerSocket serverSocket,
      @Nullable Socket dataSocket) {
    this.factory = factory;
    this.serverSocket = serverSocket;
    this.dataSocket = dataSocket;
  }

  private static @Nullable VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(IODataConnectionFactory.class, MethodHandles.lookup())
          .findVarHandle(IODataConnectionFactory.class, name, type);
    } catch (ReflectiveOperationException | RuntimeException e) {
      logger.error(
          "this FtpServer is not the one that Rollcall was made for: a session that waits for its"
              + " data connection cannot be ended before the wait is over",
          e);
      return null;
    }
  }

  /** Takes the sockets of the moment. Whoever asks may still change his mind before the reset. */
  static DataSockets of(IODataConnectionFactory factory) {
    return new DataSockets(
        factory,
        SERVER_SOCKET == null ? null : (ServerSocket) SERVER_SOCKET.getVolatile(factory),
        DATA_SOCKET == null ? null : (Socket) DATA_SOCKET.getVolatile(factory));
  }

  void reset() {
    if (DATA_SOCKET == null) {
      factory.closeDataConnection();
    }
    close(serverSocket);
    if (dataSocket != null) {
      resetOnClose(dataSocket);
      close(dataSocket);
    }
  }

  private static void resetOnClose(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      logger.debug("the data connection is closed already", e);
    }
  }

  private static void close(@Nullable Closeable socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        logger.debug("the data connection did not close cleanly", e);
      }
    }
  }
}
