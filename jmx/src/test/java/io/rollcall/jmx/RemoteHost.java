package io.rollcall.jmx;

/** A host in a JVM of its own: starts a connector, says where, and ends when its input ends. */
final class RemoteHost {
  private RemoteHost() {}

  public static void main(String[] arguments) throws Exception {
    try (RemoteJmx remote = RemoteConsole.builder().start()) {
      System.out.println(remote.url());
      while (System.in.read() >= 0) {
        // the test's end is the end of the input
      }
    }
    System.out.println("property " + System.getProperty("java.rmi.server.hostname"));
  }
}
