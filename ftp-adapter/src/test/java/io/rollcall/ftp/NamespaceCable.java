package io.rollcall.ftp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A pair of virtual interfaces, the client's one in a network namespace of its own. */
final class NamespaceCable implements Cable {
  private static final String SERVER = "198.51.100.1";
  private static final String CLIENT = "198.51.100.2";

  private final String namespace = "rollcall" + ProcessHandle.current().pid();
  private final String serverEnd = "rcs" + ProcessHandle.current().pid();

  private NamespaceCable() {}

  /** Skips a test where this is not allowed, as in most containers. */
  static Cable lay() throws IOException {
    NamespaceCable cable = new NamespaceCable();
    String refusal = cable.set();
    if (refusal != null) {
      cable.close();
    }
    assumeTrue(refusal == null, "SKIPPED: no network namespace can be made here: " + refusal);
    return cable;
  }

  private String set() throws IOException {
    String[] steps = {
      "ip netns add " + namespace,
      "ip link add " + serverEnd + " type veth peer name client netns " + namespace,
      "ip addr add " + SERVER + "/30 dev " + serverEnd,
      "ip link set " + serverEnd + " up",
      "ip -n " + namespace + " addr add " + CLIENT + "/30 dev client",
      "ip -n " + namespace + " link set client up",
      inside("nft add table inet cut"),
    };
    for (String step : steps) {
      String refusal = run(step);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private String inside(String command) {
    return "ip netns exec " + namespace + " " + command;
  }

  /** Runs a command, and returns what it complains of, or null. */
  private static String run(String command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
    } catch (IOException e) { // there is no such program
      return e.getMessage();
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.onExit().join().exitValue() == 0 ? null : command + ": " + said.strip();
  }

  @Override
  public void connectTo(TestServer.Options options) {
    options.listener = listener -> listener.setServerAddress(SERVER);
  }

  @Override
  public String host() {
    return SERVER;
  }

  @Override
  public List<String> atTheClientsEnd(List<String> command) {
    List<String> inside = new ArrayList<>(List.of(inside("").strip().split(" ", -1)));
    inside.addAll(command);
    return inside;
  }

  @Override
  public void cut() throws IOException {
    for (String hook : new String[] {"input", "output"}) {
      String refusal =
          run(
              inside(
                  "nft add chain inet cut %1$s { type filter hook %1$s priority 0 ; policy drop ; }"
                      .formatted(hook)));
      if (refusal != null) {
        throw new IOException(refusal);
      }
    }
  }

  /** The interfaces go with the namespace. */
  @Override
  public void close() throws IOException {
    run("ip link del " + serverEnd);
    run("ip netns del " + namespace);
  }
}
