package io.rollcall.ftp;

import io.rollcall.Ending;
import io.rollcall.Refusal;
import io.rollcall.SessionRefusedException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last filter of a connection's chain: sees each command before the server and its ftplets do,
 * and each reply before the client does.
 *
 * <p>Runs on the server's threads and must not fail them: what goes wrong in keeping track is
 * logged, and the command runs.
 */
final class CommandFilter extends IoFilterAdapter {
  private static final Logger logger = LoggerFactory.getLogger(CommandFilter.class);

  private final FtpConnection connection;
  private final CommandTracker tracker;

  CommandFilter(FtpConnection connection) {
    this.connection = connection;
    tracker = new CommandTracker(connection);
  }

  /** Puts a new connection into the registry. Whatever fails, the connection goes on. */
  static void install(FtpSessions sessions, IoSession ioSession) {
    try {
      FtpConnection connection = new FtpConnection(sessions, ioSession);
      // first, so that a row is closed whatever fails next
      ioSession.getCloseFuture().addListener(future -> connection.disconnected());
      ioSession.getFilterChain().addLast("rollcall", new CommandFilter(connection));
    } catch (SessionRefusedException e) {
      RefusingFilter.install(ioSession, e.refusal());
    } catch (IllegalStateException e) {
      logger.debug("the registry is closed; a connection is not listed", e);
    } catch (RuntimeException | LinkageError e) {
      logger.error("an FTP connection is not listed", e);
    }
  }

  @Override
  public void sessionOpened(NextFilter next, IoSession ioSession) throws Exception {
    if (connection.begin()) { // the host's ftplets run, and may take their time
      try {
        keepTrack(() -> connection.dataConnections(DataConnections.install(connection, tracker)));
        next.sessionOpened(ioSession);
      } finally {
        connection.end();
      }
    }
  }

  @Override
  public void messageReceived(NextFilter next, IoSession ioSession, Object message)
      throws Exception {
    if (connection.begin()) {
      try {
        FtpRequest request = new DefaultFtpRequest(message.toString());
        Refusal refusal = refusal(request);
        if (refusal != null) {
          connection.dismiss(RefusingFilter.reply(FtpReply.REPLY_530_NOT_LOGGED_IN, refusal));
          return;
        }
        keepTrack(() -> tracker.begin(request));
        next.messageReceived(ioSession, message);
      } finally {
        end();
      }
    }
  }

  private @Nullable Refusal refusal(FtpRequest request) {
    try {
      return tracker.refusal(request);
    } catch (RuntimeException | LinkageError e) { // asked again when the login is listed
      logger.error("whether an FTP login is locked out could not be asked", e);
      return null;
    }
  }

  private void end() {
    try {
      keepTrack(tracker::end);
    } catch (SessionRefusedException e) { // a command of the host's that logs in without a reply
      connection.dismiss(RefusingFilter.reply(FtpReply.REPLY_530_NOT_LOGGED_IN, e.refusal()));
    } finally {
      connection.end();
    }
  }

  @Override
  public void filterWrite(NextFilter next, IoSession ioSession, WriteRequest writeRequest)
      throws Exception {
    if (!(writeRequest.getMessage() instanceof FtpReply reply) || !tracker.isOnCommandThread()) {
      next.filterWrite(ioSession, writeRequest);
      return;
    }
    try {
      keepTrack(() -> tracker.replying(reply));
      next.filterWrite(ioSession, writeRequest);
    } catch (SessionRefusedException e) { // accepted by the server, and kept out after all
      FtpReply refused = RefusingFilter.reply(FtpReply.REPLY_530_NOT_LOGGED_IN, e.refusal());
      next.filterWrite(ioSession, new DefaultWriteRequest(refused, writeRequest.getFuture()));
      connection.dismissed();
    }
  }

  @Override
  public void sessionIdle(NextFilter next, IoSession ioSession, IdleStatus status)
      throws Exception {
    connection.endsBy(Ending.Cause.EXPIRED); // the server closes the connection for it
    next.sessionIdle(ioSession, status);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private static void keepTrack(Step step) {
    try {
      step.run();
    } catch (SessionRefusedException e) {
      throw e;
    } catch (Throwable e) { // perhaps the host's code: an Error of theirs is a failure as well
      logger.error("an FTP session's row may be behind", e);
    }
  }
}
