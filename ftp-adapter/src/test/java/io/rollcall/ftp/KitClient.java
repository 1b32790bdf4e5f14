package io.rollcall.ftp;

import io.rollcall.tck.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.jspecify.annotations.Nullable;

/** A client of the compatibility kit. */
final class KitClient extends FTPClient implements TestClient {
  /** A file on the server that takes longer to send than any test. */
  static final String LARGE_FILE = "large.bin";

  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final int MORE_THAN_SOCKETS_HOLD = 64 << 20;

  private boolean loggedIn;
  private @Nullable InputStream download;

  /** Connects and logs in; without success if the server refuses at whatever step. */
  KitClient logIn(TestServer server, String login, String password) throws IOException {
    setDefaultTimeout((int) SILENCE.toMillis());
    setDataTimeout(SILENCE);
    answered(
        () -> {
          server.connect(this);
          loggedIn = login(login, password) && setFileType(FTP.BINARY_FILE_TYPE);
          enterLocalPassiveMode();
        });
    return this;
  }

  @Override
  public boolean isIn() throws IOException {
    if (download != null) {
      return goesOn(download);
    }
    if (!loggedIn) {
      return false;
    }
    if (answered(this::sendNoOp) && getReplyCode() == FTPReply.COMMAND_OK) {
      return true;
    }
    loggedIn = false;
    awaitEnd(); // a last reply is not enough: the connection has to be closed
    return false;
  }

  @Override
  public void act() throws IOException {
    answered(this::printWorkingDirectory);
  }

  @Override
  public boolean keepAlive() throws IOException {
    return answered(this::sendNoOp);
  }

  @Override
  public void logOut() throws IOException {
    answered(this::logout);
  }

  @Override
  public boolean logInAs(String login) throws IOException {
    loggedIn = FTPReply.isPositiveCompletion(rein()) && login(login, TestServer.PASSWORD);
    return loggedIn;
  }

  @Override
  public boolean startTransfer() throws IOException {
    download = retrieveFileStream(LARGE_FILE);
    return download != null;
  }

  @Override
  public void vanish() throws IOException {
    if (isConnected()) {
      answered(() -> setSoLinger(true, 0)); // a broken connection, not a closed one
      disconnect();
    }
    if (download != null) {
      download.close();
    }
  }

  @FunctionalInterface
  private interface Exchange {
    void run() throws IOException;
  }

  /** Exchanges something with the server; returns false if the connection has ended. */
  private static boolean answered(Exchange exchange) throws IOException {
    try {
      exchange.run();
      return true;
    } catch (SocketTimeoutException e) {
      throw e; // neither an answer nor an end
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitEnd() throws IOException {
    answered(
        () -> {
          if (isConnected()) {
            _input_.transferTo(OutputStream.nullOutputStream());
          }
        });
  }

  /** Returns whether a transfer goes on: what has been on its way at the end does not count. */
  private static boolean goesOn(InputStream download) throws IOException {
    byte[] chunk = new byte[1 << 16];
    long[] got = new long[1];
    answered(
        () -> {
          for (int read = 0; read >= 0 && got[0] < MORE_THAN_SOCKETS_HOLD; ) {
            read = download.read(chunk);
            got[0] += read;
          }
        });
    return got[0] >= MORE_THAN_SOCKETS_HOLD;
  }
}
