package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletContext;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A web application that is taken away while its container goes on. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class UndeployTest extends PanelTestBase {
  @Test
  void noThreadAndNoClassIsLeft() throws Exception {
    Set<Thread> before = threads();
    WeakReference<ClassLoader> classes = deploy();
    use();
    host.undeploy();
    forgetTheRecordComparedLast();
    await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of(), newThreads(before)));
    Browser other = newBrowser();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              // Jetty's selector remembers the connection that it turned to last, closed or not,
              // and the web application of its last request, until it turns to another
              assertEquals(404, other.get("/").statusCode(), "the container itself has gone");
              System.gc();
              return classes.refersTo(null);
            });
  }

  @SuppressWarnings("unchecked")
  private WeakReference<ClassLoader> deploy() throws Exception {
    ClassLoader loader = new WebApplicationLoader(getClass().getClassLoader());
    Class<?> application = loader.loadClass(SelfContainedPanel.class.getName());
    host.classLoader(loader)
        .onStartup((Consumer<ServletContext>) application.getConstructor().newInstance());
    host.start();
    return new WeakReference<>(loader);
  }

  /** Has every part run: a login, a listing, an order, a refusal, an end, and one left open. */
  private void use() {
    Browser kicked = newBrowser();
    assertEquals("welcome", kicked.post(loginPath("alice", "attribute")).body());
    assertEquals("ended 1", newBrowser().post("/terminate").body());
    assertEquals(303, kicked.get("/").statusCode());
    Browser leaving = newBrowser();
    leaving.post(loginPath("bob", "attribute"));
    assertEquals("bye", leaving.post("/logout").body());
    assertEquals("welcome", newBrowser().post(loginPath("carol", "attribute")).body());
  }

  /** A record to be compared. */
  public record Compared(@Nullable Compared other) {}

  /**
   * Compares a record of yet another class loader. The JDK itself remembers which class a record
   * was of that was compared for the first time, softly at best, and with it one web application
   * that has stopped, until that happens again.
   */
  private static void forgetTheRecordComparedLast() throws ReflectiveOperationException {
    Constructor<?> constructor =
        new WebApplicationLoader(UndeployTest.class.getClassLoader())
            .loadClass(Compared.class.getName())
            .getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object none = null;
    assertEquals(constructor.newInstance(none), constructor.newInstance(none));
  }

  private static List<String> newThreads(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("rollcall"))
        .toList();
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }
}
