package io.rollcall.ftp;

import io.rollcall.spi.TransferMeter;
import java.net.InetSocketAddress;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FtpServer's own maker of a session's data connections, which also counts what goes over them and
 * refuses to go on with a session that has been ordered to end.
 *
 * <p>Standing here rather than in the file system leaves the host's file system, users and ftplets
 * as they are, sees the wait for the client to connect, and counts the bytes of transfers alone.
 */
final class DataConnections extends IODataConnectionFactory {
  private static final Logger logger = LoggerFactory.getLogger(DataConnections.class);

  private final FtpConnection connection;
  private final CommandTracker tracker;

  private DataConnections(FtpConnection connection, CommandTracker tracker) {
    super(null, tracker.ftpSession()); // FtpServer 1.2.1 keeps the context there and never uses it
    this.connection = connection;
    this.tracker = tracker;
  }

  /**
   * Takes the place of the session's factory. FtpServer has no setter for it: it keeps it as an
   * attribute under a private name, found here by its value.
   */
  static DataConnections install(FtpConnection connection, CommandTracker tracker) {
    FtpIoSession ftpSession = tracker.ftpSession();
    IoSession ioSession = connection.ioSession();
    Object present = ftpSession.getDataConnection();
    Object name =
        ioSession.getAttributeKeys().stream()
            .filter(key -> ioSession.getAttribute(key) == present)
            .findAny()
            .orElseThrow(() -> new IllegalStateException("FtpServer keeps no data connection"));
    DataConnections connections = new DataConnections(connection, tracker);
    if (ioSession.getLocalAddress() instanceof InetSocketAddress local) {
      connections.setServerControlAddress(local.getAddress());
    }
    ioSession.setAttribute(name, connections);
    return connections;
  }

  @Override
  public DataConnection openConnection() throws Exception {
    connection.transferBegins();
    TransferMeter meter = startTransfer();
    DataConnection opened = super.openConnection();
    return new CountedDataConnection(opened, connection, meter);
  }

  private @Nullable TransferMeter startTransfer() {
    try {
      return tracker.startTransfer();
    } catch (FtpException | RuntimeException e) { // the host's file system
      logger.warn("an FTP transfer is not shown", e);
      return null;
    }
  }
}
