package io.rollcall.examples;

import static io.rollcall.examples.RunningDemo.FTP_SESSIONS;
import static io.rollcall.examples.RunningDemo.PANEL_SESSIONS;
import static io.rollcall.examples.RunningDemo.REGISTRY;
import static io.rollcall.examples.RunningDemo.STRING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees and does, at both doors, through JMX alone. */
class OperatorTest {
  @TempDir Path home;

  @Test
  void aTerminatedBrowserLandsOnTheLoginPageAndTheOtherStays() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser first = new Browser(demo).logIn("example.com");
      Browser second = new Browser(demo).logIn("example.com");
      assertEquals(2, demo.count(PANEL_SESSIONS));
      String own = ownId(first);

      CompositeData answer = demo.terminate(PANEL_SESSIONS, own, "left the company");

      assertEquals("TERMINATED", answer.get("outcome"), answer.toString());
      assertEquals("/login", first.visit().uri().getPath());
      assertEquals("/", second.visit().uri().getPath());
      CompositeData row = demo.row(PANEL_SESSIONS, "example.com");
      assertEquals(ownId(second), row.get("id"));
      assertEquals("DOMAIN_OWNER", row.get("type"));
      assertEquals("example.com", row.get("domain"));
      assertEquals("127.0.0.1", row.get("ipAddress"));
      assertEquals("test browser", row.get("client"));
      first.logIn("example.com");
      assertEquals(2, demo.count(PANEL_SESSIONS));
    }
  }

  private static String ownId(Browser browser) throws Exception {
    String page = browser.visit().body();
    return page.replaceAll("(?s).*<code>(\\w{8})</code>.*", "$1");
  }

  @Test
  void noCredentialIsInAnythingThatJmxShows() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      Browser browser = new Browser(demo).logIn("admin");
      demo.ftp("alice");
      assertFalse(browser.credentials().isEmpty());
      StringBuilder shown = new StringBuilder();
      for (ObjectName bean : demo.operator.queryNames(new ObjectName("io.rollcall:*"), null)) {
        shown.append(bean);
        for (MBeanAttributeInfo attribute : demo.operator.getMBeanInfo(bean).getAttributes()) {
          Object value = demo.operator.getAttribute(bean, attribute.getName());
          shown.append(value instanceof Object[] array ? Arrays.deepToString(array) : value);
        }
      }
      assertTrue(shown.toString().contains("admin"));
      for (String credential : browser.credentials()) {
        String id = credential.replaceAll("\\.node0$", ""); // Jetty adds its worker's name
        assertFalse(shown.toString().contains(id), "a credential shows in " + shown);
      }
    }
  }

  @Test
  void aViewerSeesAndCannotTerminate() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      demo.ftp("alice");
      MBeanServerConnection viewer = demo.connect("viewer");
      assertEquals(1, viewer.getAttribute(FTP_SESSIONS, "Count"));
      assertEquals(1, ((CompositeData[]) viewer.getAttribute(FTP_SESSIONS, "Sessions")).length);
      String[] table = (String[]) viewer.getAttribute(FTP_SESSIONS, "Table");
      assertEquals(1, table.length);
      assertTrue(table[0].contains("alice"), table[0]);
      Object id = demo.row(FTP_SESSIONS, "alice").get("id");
      assertThrows(
          SecurityException.class,
          () ->
              viewer.invoke(
                  FTP_SESSIONS,
                  "terminate",
                  new Object[] {id, null},
                  new String[] {STRING, STRING}));
      assertEquals(1, demo.count(FTP_SESSIONS));
    }
  }

  @Test
  void aWrongPasswordOpensNoConsole() throws Exception {
    try (RunningDemo demo = new RunningDemo(home)) {
      assertThrows(SecurityException.class, () -> demo.connect("nobody"));
    }
  }

  @Test
  void trafficShowsAtBothDoorsAndAllOfItCanBeEnded() throws Exception {
    try (RunningDemo demo = new RunningDemo(home, 12)) {
      await().until(() -> demo.count(FTP_SESSIONS) == 8 && demo.count(PANEL_SESSIONS) == 4);
      await()
          .until(() -> statuses(demo).containsAll(Set.of("DOWNLOADING", "UPLOADING", "STALLED")));
      String answer = demo.terminateAll(FTP_SESSIONS, "login=*");
      assertEquals(
          8, answer.lines().filter(line -> line.matches("\\w{8} +TERMINATED.*")).count(), answer);
      assertTrue((Long) demo.operator.getAttribute(REGISTRY, "TerminatedTotal") >= 8);
    }
  }

  private static Set<Object> statuses(RunningDemo demo) throws Exception {
    return demo.rows(FTP_SESSIONS).stream()
        .map(row -> row.get("status"))
        .collect(Collectors.toSet());
  }
}
