package io.rollcall.ftp;

import io.rollcall.Lockout;
import io.rollcall.PrintableText;
import io.rollcall.Refusal;
import java.nio.charset.StandardCharsets;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;

/**
 * Answers a connection that is kept out with 421 and closes it. The server never hears of it: the
 * filter stands before the server's threads, so that refusing takes none of them.
 */
final class RefusingFilter extends IoFilterAdapter {
  private static final int SHOWN_REASON = 200;

  /** FtpServer's name of the filter that hands over to its threads. */
  private static final String THREADS = "threadPool";

  private final Refusal refusal;

  private RefusingFilter(Refusal refusal) {
    this.refusal = refusal;
  }

  static void install(IoSession ioSession, Refusal refusal) {
    IoFilterChain chain = ioSession.getFilterChain();
    if (chain.contains(THREADS)) {
      chain.addBefore(THREADS, "rollcall-refuse", new RefusingFilter(refusal));
    } else {
      chain.addLast("rollcall-refuse", new RefusingFilter(refusal));
    }
  }

  /** What the client is told; the rest is for operators. */
  static FtpReply reply(int code, Refusal refusal) {
    Lockout lockout = refusal.lockout();
    String reason = lockout == null || lockout.reason() == null ? "" : ": " + lockout.reason();
    String text =
        refusal.cause() == Refusal.Cause.LOCKED_OUT
            ? "Not allowed to log in now" + reason
            : "Too many sessions; try again later";
    return new DefaultFtpReply(code, PrintableText.of(text, SHOWN_REASON));
  }

  @Override
  public void sessionCreated(NextFilter next, IoSession ioSession) {
    // not passed on
  }

  @Override
  public void sessionOpened(NextFilter next, IoSession ioSession) {
    FtpReply reply =
        reply(FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, refusal);
    byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
    next.filterWrite(ioSession, new DefaultWriteRequest(IoBuffer.wrap(bytes)));
    ioSession.closeOnFlush();
  }

  @Override
  public void messageReceived(NextFilter next, IoSession ioSession, Object message) {
    // not passed on
  }

  @Override
  public void exceptionCaught(NextFilter next, IoSession ioSession, Throwable cause) {
    ioSession.closeNow();
  }

  @Override
  public void sessionClosed(NextFilter next, IoSession ioSession) {
    // not passed on
  }
}
