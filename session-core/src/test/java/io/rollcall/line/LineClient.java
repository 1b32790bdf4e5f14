package io.rollcall.line;

import io.rollcall.tck.TestClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

// tag::client[]
/** A client of a {@link LineServer}. */
class LineClient implements TestClient {
  private static final int SILENCE_MILLIS = 5_000;
  private static final int MORE_THAN_SOCKETS_HOLD = 64 << 20;

  private final Socket socket;
  private boolean loggedIn;
  private boolean transferring;

  LineClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(SILENCE_MILLIS);
  }

  /** Logs in; without success if the server refuses at whatever step. */
  LineClient logIn(String login, String password) throws IOException {
    if (answer().equals("HELLO")) {
      loggedIn = ask("LOGIN " + login + " " + password).equals("WELCOME");
    }
    return this;
  }

  @Override
  public boolean isIn() throws IOException {
    return transferring ? goesOn() : loggedIn && ask("PING").equals("OK");
  }

  @Override
  public void act() throws IOException {
    ask("LOOK");
  }

  @Override
  public boolean keepAlive() throws IOException {
    ask("PING");
    return true;
  }

  @Override
  public void logOut() throws IOException {
    ask("QUIT");
  }

  @Override
  public boolean logInAs(String login) throws IOException {
    return ask("LOGIN " + login + " " + LineAdapterUnderTest.PASSWORD).equals("WELCOME");
  }

  @Override
  public boolean startTransfer() throws IOException {
    transferring = ask("GET 999999999999").equals("SENDING");
    return transferring;
  }

  @Override
  public void vanish() throws IOException {
    socket.close();
  }

  /** Sends a request; returns the answer, or "" if the server has closed the connection. */
  private String ask(String request) throws IOException {
    try {
      socket.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "";
    }
    return answer();
  }

  private String answer() throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int read = in.read(); read != '\n'; read = in.read()) {
        if (read < 0) {
          throw new EOFException();
        }
        line.append((char) read);
      }
      return line.toString();
    } catch (SocketTimeoutException e) {
      throw e; // neither an answer nor an end
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns whether a transfer goes on: what has been on its way at the end does not count. */
  private boolean goesOn() throws IOException {
    byte[] chunk = new byte[1 << 16];
    try {
      for (long got = 0; got < MORE_THAN_SOCKETS_HOLD; ) {
        int read = socket.getInputStream().read(chunk);
        if (read < 0) {
          return false;
        }
        got += read;
      }
      return true;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }
}
// end::client[]
