package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** Who gets in. */
class RemoteLoginTest {
  private static final String PASSWORD = RemoteConsole.PASSWORD;

  @Test
  void onlyTheRightPasswordOpens() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      for (Object credentials :
          List.of(
              new String[] {"operator", "wrong"},
              new String[] {"operator", ""},
              new String[] {"nobody", PASSWORD},
              new String[] {"operator", null},
              new String[] {"operator", PASSWORD, "more"},
              "operator")) {
        String message = refusal(console, credentials);
        assertTrue(
            message.equals("wrong JMX login or password")
                || message.equals("a JMX login and a password are required"),
            message);
      }
      assertNotNull(console.connect("operator").getConnectionId());
    }
  }

  private static String refusal(RemoteConsole console, Object credentials) {
    return assertThrows(
            SecurityException.class, () -> RemoteConsole.connect(console.remote.url(), credentials))
        .getMessage();
  }

  @Test
  void theBuilderKeepsNoPassword() throws Exception {
    char[] password = PASSWORD.toCharArray();
    RemoteJmx.Builder builder = RemoteJmx.builder().operator("operator", password);
    Arrays.fill(password, ' ');
    try (RemoteConsole console = new RemoteConsole(builder)) {
      assertNotNull(console.connect("operator").getConnectionId());
    }
  }

  @Test
  void guessingEndsAfterTenFailures() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      for (int i = 0; i < LoginAttempts.MOST_FAILURES; i++) {
        assertEquals(
            "wrong JMX login or password",
            refusal(console, new String[] {"operator", "guess " + i}));
      }
      assertEquals(
          "too many failed JMX logins from 127.0.0.1; try again in a minute",
          refusal(console, new String[] {"operator", PASSWORD}));
    }
  }

  @Test
  void successesDoNotCount() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      for (int i = 0; i < 3 * LoginAttempts.MOST_FAILURES; i++) {
        console.connect("viewer").close();
      }
    }
  }

  @Test
  void attemptsComeBackAfterAMinute() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    LoginAttempts attempts = new LoginAttempts(now::get);
    for (int i = 0; i < LoginAttempts.MOST_FAILURES; i++) {
      assertTrue(attempts.take("192.0.2.1"));
    }
    assertFalse(attempts.take("192.0.2.1"));
    assertTrue(attempts.take("192.0.2.2"));
    now.addAndGet(LoginAttempts.WINDOW_NANOS - 1);
    assertFalse(attempts.take("192.0.2.1"));
    now.addAndGet(1);
    assertTrue(attempts.take("192.0.2.1"));
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    LoginAttempts attempts = new LoginAttempts(() -> 0);
    for (int i = 0; i < LoginAttempts.MOST_FAILURES; i++) {
      assertTrue(attempts.take("2001:db8:0:1:0:0:0:" + i));
    }
    assertFalse(attempts.take("2001:db8:0:1:0:0:0:ffff"));
    assertTrue(attempts.take("2001:db8:0:2:0:0:0:1"));
  }

  @Test
  void manyAddressesTakeNoMemory() {
    AtomicLong now = new AtomicLong();
    LoginAttempts attempts = new LoginAttempts(now::get);
    for (int i = 0; i < LoginAttempts.MOST_ADDRESSES; i++) {
      assertTrue(attempts.take("client " + i));
    }
    assertFalse(attempts.take("one more"));
    attempts.succeeded("client 7");
    assertTrue(attempts.take("one more"));
    now.addAndGet(LoginAttempts.WINDOW_NANOS);
    assertTrue(attempts.take("another"));
  }

  @Test
  void theHostDecidesWhoAndWhichRole() throws Exception {
    JMXAuthenticator authenticator = mock(JMXAuthenticator.class);
    when(authenticator.authenticate(any()))
        .thenAnswer(
            call -> {
              String[] pair = call.getArgument(0);
              return switch (pair[0]) {
                case "null" -> null;
                case "broken" -> throw new IllegalStateException("the directory is down");
                default ->
                    new Subject(
                        false,
                        Set.of(new JMXPrincipal(pair[0])),
                        Set.of(JmxRole.OPERATOR), // is not believed
                        Set.of());
              };
            });
    RemoteJmx.Builder builder =
        RemoteJmx.builder()
            .authenticator(
                authenticator,
                subject -> {
                  String login = subject.getPrincipals().iterator().next().getName();
                  return login.equals("chief")
                      ? JmxRole.OPERATOR
                      : login.equals("clerk") ? JmxRole.VIEWER : null;
                });
    try (RemoteConsole console = new RemoteConsole(builder)) {
      String id = console.door.ftp("alice").id();
      MBeanServerConnection clerk = console.as("clerk");
      assertThrows(SecurityException.class, () -> console.terminate(clerk, id));
      console.terminate(console.as("chief"), id);
      assertEquals("chief from 127.0.0.1 (JMX)", console.door.orders.get(0).orderedBy());
      assertEquals(
          "this account has no role in JMX", refusal(console, new String[] {"other", "x"}));
      assertEquals("the authenticator named nobody", refusal(console, new String[] {"null", "x"}));
      assertEquals(
          "the JMX login failed on the server's side",
          refusal(console, new String[] {"broken", "x"}));
    }
  }

  @Test
  void oneAccountLeavesRoomForTheOthers() throws Exception {
    try (RemoteConsole console = new RemoteConsole()) {
      List<JMXConnector> viewers = new ArrayList<>();
      for (int i = 0; i < ConnectorServer.MOST_CLIENTS_OF_ACCOUNT; i++) {
        viewers.add(console.connect("viewer"));
      }
      assertEquals(
          "there are 32 JMX clients of this account, the most that there may be",
          refusal(console, new String[] {"viewer", PASSWORD}));
      assertNotNull(console.connect("operator").getConnectionId());
      viewers.get(0).close();
      assertNotNull(console.connect("viewer").getConnectionId());
    }
  }
}
