package io.rollcall.ftp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rollcall.Ending;
import io.rollcall.SessionEvent;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import io.rollcall.spi.FtpHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order that comes at the very moment at which a client logs out and stays connected. */
class OrderAtLogoutTest {
  private static final TerminationOrder ORDER = TerminationOrder.by("operator");

  @TempDir Path home;

  private final SessionRegistry registry =
      SessionRegistry.builder().patience(Duration.ofMillis(1)).build();

  /** The registry, whose sessions are ordered to end when the adapter reports a logout. */
  private SessionRegistry orderingAtLogout() {
    return proxy(
        SessionRegistry.class,
        (method, arguments) -> {
          Object result = method.invoke(registry, arguments);
          return result instanceof FtpHandle handle ? orderingAtLogout(handle) : result;
        });
  }

  private FtpHandle orderingAtLogout(FtpHandle handle) {
    return proxy(
        FtpHandle.class,
        (method, arguments) -> {
          if (arguments != null && arguments[0] == Ending.Cause.LOGGED_OUT) {
            assertEquals(
                TerminationOutcome.CLOSING, registry.terminate(handle.id(), ORDER).outcome());
          }
          return method.invoke(handle, arguments);
        });
  }

  @FunctionalInterface
  private interface Invocation {
    Object invoke(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Invocation invocation) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return invocation.invoke(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void closesTheConnectionBeforeAnybodyCanLogInOnItAgain() throws Exception {
    TestServer.Options options = new TestServer.Options();
    options.registry = registry;
    options.install = (factory, given) -> FtpSessions.install(factory, orderingAtLogout());
    try (TestServer server = options.start(home)) {
      FTPClient client = server.login("alice");
      String row = server.onlyRow().id();

      assertThrows(FTPConnectionClosedException.class, () -> client.sendCommand("REIN"));
      assertEquals(421, client.getReplyCode());

      await().until(() -> registry.ftpSessions().isEmpty());
      List<SessionEvent> endings = registry.recentEndings();
      assertEquals(2, endings.size(), "the login, and the connection that was left of it");
      SessionEvent ended =
          endings.stream().filter(event -> event.session().id().equals(row)).findFirst().get();
      assertEquals(new Ending(Ending.Cause.TERMINATED, ORDER), ended.ending());
    }
  }
}
