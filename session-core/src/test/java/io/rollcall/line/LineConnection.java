package io.rollcall.line;

import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.TransferMeter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

// tag::connection[]
/**
 * A client's connection: its row in the registry, and the means to end it.
 *
 * <p>Concurrency. One thread serves the client; it alone has the handle, and reports the row closed
 * when it has closed the socket. An order, and the server's stop, come on other threads: they close
 * the socket, which wakes that thread wherever it waits, be it for a client that does not read.
 */
final class LineConnection implements Runnable, SessionControl {
  private static final int LONGEST_REQUEST = 512;

  private final LineServer server;
  private final SessionRegistry registry;
  private final Socket socket;

  /** The row of the present login: another login is another row. */
  private FtpHandle handle;

  private boolean loggedIn;

  /** Why the connection ends, should nobody have ordered it to. */
  private volatile Ending.Cause cause = Ending.Cause.DISCONNECTED;

  LineConnection(LineServer server, Socket socket) {
    this.server = server;
    this.registry = server.registry();
    this.socket = socket;
  }

  /** An order. It may come before the handle is there, and when the client has gone. */
  @Override
  public void terminate(TerminationOrder order) throws IOException {
    socket.close();
  }

  /** The server stops. */
  void stop() {
    cause = Ending.Cause.SHUT_DOWN;
    close();
  }

  @Override
  public void run() {
    try {
      handle = registry.openFtp(socket.getInetAddress(), "LINE", this);
      serve(new BufferedInputStream(socket.getInputStream()));
    } catch (SessionRefusedException e) { // by a lockout or a limit
      sayLast("REFUSED");
    } catch (IOException e) {
      // the client has gone, or is to go: its socket has been closed
    } catch (IllegalStateException e) {
      sayLast("CLOSED"); // the registry is: nobody is let in unseen
    } finally {
      close();
      if (handle != null) {
        handle.closed(cause); // only now that it is true
      }
      server.ended(this);
    }
  }

  private void serve(InputStream requests) throws IOException {
    say("HELLO");
    String request;
    while ((request = next(requests)) != null && handle.order() == null) {
      String[] words = request.split(" ", 3);
      if (words[0].equals("PING")) { // the software's doing
        say("OK");
        continue;
      }
      handle.touch();
      handle.running(FtpStatus.BUSY);
      String answer =
          switch (words[0]) {
            case "LOGIN" -> words.length == 3 ? logIn(words[1], words[2]) : "WHAT";
            case "LOOK" -> loggedIn ? "nothing here" : "LOG IN";
            case "GET" -> loggedIn ? send(words) : "LOG IN";
            case "QUIT" -> "BYE";
            default -> "WHAT";
          };
      handle.finished(); // before the client knows
      if (answer.equals("BYE")) {
        cause = loggedIn ? Ending.Cause.LOGGED_OUT : Ending.Cause.DISCONNECTED;
        sayLast(answer);
        return;
      }
      say(answer);
    }
  }

  private String logIn(String login, String password) throws IOException {
    var resolver = server.accountResolver();
    Refusal refusal = registry.refusal(Service.FTP, login, resolver, socket.getInetAddress());
    if (refusal != null) { // whether the password is right is not told
      throw new SessionRefusedException(refusal);
    }
    if (!server.isPassword(login, password)) {
      registry.loginFailed(Service.FTP, login, socket.getInetAddress());
      return "WRONG";
    }
    if (loggedIn) {
      handle.closed(Ending.Cause.LOGGED_OUT);
      if (handle.order() != null) { // it came just before, and has closed the socket or will
        throw new IOException("ordered to end");
      }
      loggedIn = false;
      handle = registry.openFtp(socket.getInetAddress(), "LINE", this);
    }
    handle.loggedIn(login, resolver);
    handle.location("/");
    loggedIn = true;
    return "WELCOME";
  }

  private String send(String[] words) throws IOException {
    if (words.length != 2 || !words[1].matches("[0-9]{1,15}")) {
      return "WHAT";
    }
    long size = Long.parseLong(words[1]);
    TransferMeter meter = handle.startTransfer(TransferDirection.DOWNLOAD, "/zeros", 0, size);
    say("SENDING");
    byte[] chunk = new byte[8192];
    for (long left = size; left > 0; left -= chunk.length) {
      int bytes = (int) Math.min(left, chunk.length);
      socket.getOutputStream().write(chunk, 0, bytes);
      meter.advance(bytes);
    }
    return "SENT";
  }

  /** Reads a request, or null at the end; one without an end fills no memory. */
  private static String next(InputStream requests) throws IOException {
    StringBuilder request = new StringBuilder();
    for (int read = requests.read(); read >= 0; read = requests.read()) {
      if (read == '\n') {
        return request.toString();
      }
      if (request.length() == LONGEST_REQUEST) {
        throw new IOException("a request is too long");
      }
      request.append((char) read);
    }
    return null;
  }

  private void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void sayLast(String line) {
    try {
      say(line);
    } catch (IOException e) {
      // the client has gone already
    }
  }

  private void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
// end::connection[]
