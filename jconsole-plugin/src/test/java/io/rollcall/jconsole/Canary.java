package io.rollcall.jconsole;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server that counts who fetches its picture. */
final class Canary implements AutoCloseable {
  private final AtomicInteger fetched = new AtomicInteger();
  private final HttpServer server;

  Canary() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  /** A text that Swing renders, fetching the picture, unless it is kept from it. */
  String bait() {
    return "<html><img src=http://127.0.0.1:%d/x.png>".formatted(server.getAddress().getPort());
  }

  int fetched() {
    return fetched.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
