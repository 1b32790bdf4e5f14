package io.rollcall.ftp;

import io.rollcall.Ending;
import io.rollcall.PrintableText;
import io.rollcall.SessionRefusedException;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
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

  /**
   * The row of the present login. Replaced, when the client logs out and stays, by the thread that
   * runs the command.
   */
  private volatile FtpHandle handle;

  /** Set once, when the server has opened the session. */
  private volatile @Nullable DataConnections dataConnections;

  /** Guarded by this. */
  private boolean running;

  /** Guarded by this. */
  private boolean disconnected;

  /** Whether the running command has a data connection, or waits for one. Guarded by this. */
  private boolean transferring;

  /** Whether the running transfer is to be cut off; written under this. */
  private volatile boolean aborting;

  /** Whether the server has stopped and taken the control connection with it. */
  private volatile boolean serverStopped;

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

  @Nullable InetAddress address() {
    return address;
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
  void loggedOut() {
    FtpHandle old = handle;
    if (old.order() != null) {
      return; // the connection is about to end
    }
    old.closed(Ending.Cause.LOGGED_OUT);
    try {
      handle = openRow();
    } catch (SessionRefusedException e) {
      dismiss(
          RefusingFilter.reply(
              FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, e.refusal()));
    } catch (IllegalStateException e) {
      logger.debug("the registry is closed; the connection goes on unlisted", e);
    }
    TerminationOrder order = old.order();
    if (order != null) { // given at the last moment: nobody may log in on what it will close
      dismiss(order);
    }
  }

  /** A command is about to run; returns whether it may. */
  boolean begin() {
    TerminationOrder order = handle.order();
    synchronized (this) {
      if (order == null && !disconnected && !dismissed) {
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
  void end() {
    boolean isLast;
    synchronized (this) {
      running = false;
      transferring = false;
      aborting = false;
      notifyAll();
      isLast = disconnected;
    }
    if (isLast) {
      handle.closed(cause);
    }
  }

  /** The running command opens its data connection. */
  void transferBegins() throws SocketException {
    synchronized (this) {
      transferring = true;
    }
    refuseEnded();
  }

  /** Whether the running transfer has been or is to be cut off by an order. */
  boolean isCutOff() {
    return aborting || handle.order() != null;
  }

  /**
   * Throws if the running transfer is to be cut off, or its server has stopped. FtpServer answers a
   * {@link SocketException} in a transfer with 426, other exceptions with a reply that blames the
   * file.
   */
  void refuseEnded() throws SocketException {
    if (isCutOff()) {
      throw new SocketException("the transfer has been ordered to end");
    }
    if (serverStopped) {
      throw new SocketException("the server has stopped");
    }
  }

  @Override
  public boolean abortTransfer(TerminationOrder order)
      throws InterruptedException, TimeoutException {
    synchronized (this) {
      if (!transferring) {
        return false;
      }
      aborting = true;
    }
    resetWhile(() -> aborting);
    if (aborting) {
      throw new TimeoutException("the server is still at it");
    }
    return true;
  }

  /** The control connection is closed. */
  void disconnected() {
    boolean serverStops = !ioSession.getService().isActive();
    if (serverStops) {
      cause = Ending.Cause.SHUT_DOWN;
      serverStopped = true;
    }
    boolean isLast;
    synchronized (this) {
      disconnected = true;
      isLast = !running;
    }
    if (isLast) {
      handle.closed(cause);
    } else if (serverStops) {
      resetForGood();
    }
  }

  /** On a thread of its own: this one serves others, and the command may take a moment. */
  private void resetForGood() {
    Thread resetting = new Thread(this::resetUntilTheCommandReturns, "rollcall-ftp-stop");
    resetting.setDaemon(true);
    try {
      resetting.start();
    } catch (OutOfMemoryError e) { // no thread to be had: once, and what comes after is refused
      DataConnections present = dataConnections;
      if (present != null) {
        DataSockets.of(present).reset();
      }
    }
  }

  private void resetUntilTheCommandReturns() {
    try {
      resetWhile(this::isRunning);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the connection: first what it transfers, so that the running command answers, then the
   * control connection with a last reply, and outright if the client does not read it.
   */
  @Override
  public void terminate(TerminationOrder order) throws InterruptedException {
    resetWhile(this::isRunning);
    dismiss(order);
    if (!ioSession.getCloseFuture().await(sessions.grace().toMillis())) {
      ioSession.closeNow();
    }
  }

  /**
   * Resets the data connection for as long as there is something to stop, and time. Once is not
   * enough: the command may be about to open one.
   */
  private void resetWhile(BooleanSupplier isGoingOn) throws InterruptedException {
    long deadline = System.nanoTime() + sessions.grace().toNanos();
    while (System.nanoTime() < deadline) {
      DataConnections present = dataConnections;
      DataSockets sockets = present == null ? null : DataSockets.of(present);
      // asked after the sockets are taken: if it still goes on, they are its own and no later one's
      if (!isGoingOn.getAsBoolean()) {
        return;
      }
      if (sockets != null) {
        sockets.reset();
      }
      synchronized (this) {
        if (isGoingOn.getAsBoolean()) {
          wait(RETRY_MILLIS);
        }
      }
    }
  }

  private synchronized boolean isRunning() {
    return running;
  }

  private void dismiss(TerminationOrder order) {
    String reason = order.reason() == null ? "" : ": " + order.reason();
    String text = PrintableText.of("Your session has been ended" + reason, SHOWN_REASON);
    dismiss(
        new DefaultFtpReply(
            FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, text));
  }

  /** Sends the last reply and closes the connection behind it; once. */
  void dismiss(FtpReply lastReply) {
    if (isFirstDismissal()) {
      ioSession.write(lastReply);
      ioSession.closeOnFlush();
    }
  }

  /** The last reply has been sent. */
  void dismissed() {
    if (isFirstDismissal()) {
      ioSession.closeOnFlush();
    }
  }

  private synchronized boolean isFirstDismissal() {
    boolean first = !dismissed;
    dismissed = true;
    return first;
  }
}
