package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host that the stub leads to is ours to choose, in a JVM where the property says another. */
class AdvertisedHostTest {
  @TempDir Path empty;

  @Test
  void whereThePropertyIsNotSet() throws Exception {
    assertEquals("property null", connectTo());
  }

  @Test
  void whereThePropertyLeadsNowhere() throws Exception {
    assertEquals("property 192.0.2.1", connectTo("-Djava.rmi.server.hostname=192.0.2.1"));
  }

  /**
   * Connects from this JVM and from one that has the JDK alone; returns what the host says last.
   */
  private String connectTo(String... options) throws Exception {
    Process host = host(List.of(options));
    try (BufferedReader said = host.inputReader()) {
      String first = said.readLine();
      assertNotNull(first);
      JMXServiceURL url = new JMXServiceURL(first);
      try (JMXConnector connector =
          RemoteConsole.connect(url, new String[] {"viewer", RemoteConsole.PASSWORD})) {
        assertTrue(connector.getMBeanServerConnection().getMBeanCount() > 0);
      }
      List<String> client = AnotherJvm.client(empty, url, "viewer", "plain");
      assertEquals("exit 0", client.get(0), () -> String.join("\n", client));
      host.getOutputStream().close();
      String last = said.readLine();
      assertTrue(host.waitFor(20, TimeUnit.SECONDS), "the host does not end");
      return String.valueOf(last);
    } finally {
      host.destroyForcibly();
    }
  }

  private static Process host(List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(AnotherJvm.command("java").toString()));
    command.addAll(options);
    command.addAll(
        Arrays.asList("-cp", System.getProperty("java.class.path"), RemoteHost.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
