package io.rollcall.examples;

import io.rollcall.jmx.RemoteJmx;
import java.io.IOException;

/** The demo's JMX door: one loopback port, an account that reads and one that may give orders. */
final class DemoJmx {
  private DemoJmx() {}

  static RemoteJmx start(int port) throws IOException {
    return RemoteJmx.builder()
        .port(port)
        .viewer("viewer", DemoAccount.PASSWORD.toCharArray())
        .operator("operator", DemoAccount.PASSWORD.toCharArray())
        .start();
  }
}
