package io.rollcall.ftp;

import io.rollcall.Ending;
import io.rollcall.PrintableText;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: the row it has in the registry, and the means to end it.
 *
 * <p>Concurrency. FtpServer runs a connection's commands one at a time, each on a thread of its
 * pool; the connection may close, and an order may come, at any moment on other threads. The lock
 * of this object guards the one question that all of them share: is a command running? The row is
 * closed when the connection is closed <em>and</em> no command runs, whichever comes last, since
 * closing the control connection does not stop a running transfer. A command that would begin after
 * either is refused. Nothing blocks under the lock; the thread that carries out an order waits on
 * it for the running command to stop.
 */
final class FtpConnection implements SessionControl {
  private static final Logger logger = LoggerFactory.getLogger(FtpConnection.class);
  private static final String FTP = "FTP";
  private static final String FTPS = "FTPS";
  private static final int SHOWN_REASON = 200;
  private static final long RETRY_MILLIS = 10;

  private final FtpSessions sessions;
  private final IoSession ioSession;
  private final @Nullable InetAddress address;

  /** The row of the present login; replaced, under this, when the client logs out and stays. */
  private volatile FtpHandle handle;

  /** Set once, when the server has opened the session. */
  private volatile @Nullable DataConnections dataConnections;

  /** Guarded by this. */
  private boolean running;

  /** Guarded by this. */
  private boolean disconnected;

  /** Guarded by this. */
  private boolean dismissed;

  /** What the connection's own events say of why it ends. */
  private volatile Ending.Cause cause = Ending.Cause.DISCONNECTED;

  FtpConnection(FtpSessions sessions, IoSession ioSession) {
    this.sessions = sessions;
    this.ioSession = ioSession;
    address =
        ioSession.getRemoteAddress() instanceof InetSocketAddress remote
            ? remote.getAddress()
            : null;
    handle = openRow();
  }

  FtpSessions sessions() {
    return sessions;
  }

  IoSession ioSession() {
    return ioSession;
  }

  FtpHandle handle() {
    return handle;
  }

  void dataConnections(DataConnections connections) {
    dataConnections = connections;
  }

  /** Notes what will have ended the connection, should nobody order it to end. */
  void endsBy(Ending.Cause seen) {
    cause = seen;
  }

  private FtpHandle openRow() {
    FtpHandle opened = sessions.registry().openFtp(address, FTP, this);
    if (isEncrypted()) {
      opened.protocol(FTPS, true);
    }
    return opened;
  }

  /** Notes whether the control connection is encrypted by now. */
  void updateProtocol() {
    if (isEncrypted()) {
      handle.protocol(FTPS, true);
    }
  }

  private boolean isEncrypted() {
    return ioSession.getFilterChain().contains(SslFilter.class);
  }

  /**
   * The client logs out and stays connected: its row ends, and one without a login takes its place,
   * so that an order for the old one cannot hit whoever logs in next.
   */
  synchronized void loggedOut() {
    if (handle.order() != null) {
      return; // the connection is about to end
    }
    handle.closed(Ending.Cause.LOGGED_OUT);
    try {
      handle = openRow();
    } catch (IllegalStateException e) {
      logger.debug("the registry is closed; the connection goes on unlisted", e);
    }
  }

  /** A command is about to run; returns whether it may. */
  boolean begin() {
    TerminationOrder order = handle.order();
    synchronized (this) {
      if (order == null && !disconnected) {
        running = true;
        return true;
      }
    }
    if (order != null) {
      dismiss(order);
    }
    return false;
  }

  /** The command has returned, whatever it did. */
  synchronized void end() {
    running = false;
    notifyAll();
    if (disconnected) {
      handle.closed(cause);
    }
  }

  /** The control connection is closed. */
  void disconnected() {
    boolean serverStops = !ioSession.getService().isActive();
    synchronized (this) {
      disconnected = true;
      if (serverStops) {
        cause = Ending.Cause.SHUT_DOWN;
      }
      if (!running) {
        handle.closed(cause);
        return;
      }
    }
    if (serverStops) {
      resetDataConnection();
    }
  }

  /**
   * Ends the connection: first what it transfers, so that the running command answers, then the
   * control connection with a last reply, and outright if the client does not read it.
   */
  @Override
  public void terminate(TerminationOrder order) throws InterruptedException {
    long graceMillis = sessions.grace().toMillis();
    stopCommand(graceMillis);
    dismiss(order);
    if (!ioSession.getCloseFuture().await(graceMillis)) {
      ioSession.closeNow();
    }
  }

  /**
   * Resets the data connection until the running command has stopped or time is up. Once is not
   * enough: the command may be about to open one.
   */
  private void stopCommand(long graceMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
    while (isRunning() && System.nanoTime() < deadline) {
      resetDataConnection();
      synchronized (this) {
        if (running) {
          wait(RETRY_MILLIS);
        }
      }
    }
  }

  private synchronized boolean isRunning() {
    return running;
  }

  private void resetDataConnection() {
    DataConnections present = dataConnections;
    if (present != null) {
      DataSockets.reset(present);
    }
  }

  /** Sends the last reply and closes the connection behind it; once. */
  private void dismiss(TerminationOrder order) {
    synchronized (this) {
      if (dismissed) {
        return;
      }
      dismissed = true;
    }
    String reason = order.reason() == null ? "" : ": " + order.reason();
    String text = PrintableText.of("Your session has been ended" + reason, SHOWN_REASON);
    ioSession.write(
        new DefaultFtpReply(
            FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, text));
    ioSession.closeOnFlush();
  }
}
