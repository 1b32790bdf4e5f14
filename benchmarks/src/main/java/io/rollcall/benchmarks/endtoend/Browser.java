package io.rollcall.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that keeps its connection, and costs next to nothing beside the server. */
final class Browser implements AutoCloseable {
  private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (JSESSIONID=[^;]+)");
  private static final byte[] OK = "HTTP/1.1 200".getBytes(ISO_8859_1);
  private static final int LONGEST_ANSWER = 8192;

  private final Socket socket;
  private final InputStream in;
  private final byte[] answer = new byte[LONGEST_ANSWER];
  private byte[] request = {};

  /** What each answer to the request is as long as, once one has been read. */
  private int answerLength;

  private Browser(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  static Browser logIn(int port) throws IOException {
    Browser browser = new Browser(port);
    Matcher cookie = COOKIE.matcher(browser.ask("/login", ""));
    if (!cookie.find()) {
      throw new IOException("no cookie for the login");
    }
    String page = "/page";
    String header = "Cookie: " + cookie.group(1) + "\r\n";
    browser.answerLength = browser.ask(page, header).length();
    browser.request = request(page, header);
    return browser;
  }

  private static byte[] request(String page, String header) {
    return ("GET "
            + page
            + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\n"
            + header
            + "\r\n")
        .getBytes(ISO_8859_1);
  }

  /** Asks once and returns the whole answer. */
  private String ask(String page, String header) throws IOException {
    socket.getOutputStream().write(request(page, header));
    StringBuilder whole = new StringBuilder();
    Pattern complete =
        Pattern.compile("(?s).*Content-Length: (\\d+).*?\r\n\r\n(.*)", Pattern.CASE_INSENSITIVE);
    Matcher matcher = complete.matcher(whole);
    while (!matcher.reset(whole).matches()
        || matcher.group(2).length() < Integer.parseInt(matcher.group(1))) {
      int read = in.read(answer);
      if (read < 0) {
        throw new IOException("the server has closed the connection");
      }
      whole.append(new String(answer, 0, read, ISO_8859_1));
    }
    return whole.toString();
  }

  /** Asks again and again until a moment, and returns how often it was answered. */
  long askUntil(long nanoTime) throws IOException {
    long requests = 0;
    while (System.nanoTime() - nanoTime < 0) {
      socket.getOutputStream().write(request);
      int length = in.readNBytes(answer, 0, answerLength);
      if (length != answerLength || !Arrays.equals(answer, 0, OK.length, OK, 0, OK.length)) {
        throw new IOException("another answer: " + new String(answer, 0, length, ISO_8859_1));
      }
      requests++;
    }
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
