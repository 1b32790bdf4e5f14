package io.rollcall.examples;

import io.rollcall.SessionRegistry;
import io.rollcall.ftp.FtpSessions;
import io.rollcall.jmx.SessionMBeans;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;

/** The least that a host of Apache FtpServer writes: three lines before it creates the server. */
public final class FtpOnly {
  private FtpOnly() {}

  /**
   * Starts a server whose sessions JConsole lists and ends.
   *
   * @param factory the host's own, with its listeners and users set
   * @return the started server
   * @throws FtpException if it does not start
   */
  public static FtpServer start(FtpServerFactory factory) throws FtpException {
    SessionRegistry sessions = SessionRegistry.create();
    FtpSessions.install(factory, sessions);
    SessionMBeans.register(sessions);
    FtpServer server = factory.createServer();
    server.start();
    return server;
  }
}
