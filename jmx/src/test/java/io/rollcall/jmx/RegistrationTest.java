package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeOperationsException;
import org.junit.jupiter.api.Test;

/** Beans come and go as a whole, and their failure is theirs alone. */
class RegistrationTest {
  private static final Set<String> TYPES =
      Set.of("SessionRegistry", "AccessControl", "SessionHistory", "PanelSessions", "FtpSessions");

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  private static Set<ObjectName> names(MBeanServer server) {
    return server.queryNames(Console.name("*"), null);
  }

  private static Set<String> types(MBeanServer server) {
    return names(server).stream()
        .map(name -> name.getKeyProperty("type"))
        .collect(Collectors.toSet());
  }

  private Registration register(SessionRegistry registry) {
    return SessionMBeans.builder(registry).mBeanServer(server).register();
  }

  @Test
  void platformServerIsTheDefault() {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    try (SessionRegistry registry = SessionRegistry.create()) {
      Registration beans = SessionMBeans.register(registry);
      for (String type : TYPES) {
        assertTrue(platform.isRegistered(Console.name("type=" + type + ",name=default")), type);
      }
      beans.close();
      assertEquals(Set.of(), platform.queryNames(Console.name("name=default,*"), null));
    }
  }

  @Test
  void closingIsIdempotentAndRegisteringAgainWorks() {
    try (SessionRegistry registry = SessionRegistry.create()) {
      Registration first = register(registry);
      assertEquals(TYPES, types(server));
      first.close();
      assertEquals(Set.of(), names(server));
      Registration second = register(registry);
      first.close();
      assertEquals(TYPES, types(server));
      second.close();
      second.close();
      assertEquals(Set.of(), names(server));
    }
  }

  @Test
  void registriesOfDifferentNamesStandSideBySide() {
    try (SessionRegistry one = SessionRegistry.builder().name("one").build();
        SessionRegistry two = SessionRegistry.builder().name("two").build()) {
      Registration beansOfOne = register(one);
      Registration beansOfTwo = register(two);
      assertEquals(10, names(server).size());
      beansOfOne.close();
      assertEquals(
          Set.of("two"),
          names(server).stream().map(n -> n.getKeyProperty("name")).collect(Collectors.toSet()));
      beansOfTwo.close();
    }
  }

  @Test
  void namesThatAreNotPlainAreQuoted() {
    for (String name :
        List.of("a,b=c*", "two words", "x\r\ny", "<html>", "\"quoted\"", "ü", "\u202E")) {
      try (SessionRegistry registry = SessionRegistry.builder().name(name).build()) {
        Registration beans = register(registry);
        assertEquals(TYPES, types(server), name);
        for (ObjectName bean : names(server)) {
          assertEquals(Set.of("type", "name"), bean.getKeyPropertyList().keySet());
          assertTrue(bean.getKeyProperty("name").startsWith("\""), bean::toString);
        }
        beans.close();
      }
    }
    try (SessionRegistry registry = SessionRegistry.builder().name("web-1.example_x").build()) {
      Registration beans = register(registry);
      assertTrue(server.isRegistered(Console.name("type=FtpSessions,name=web-1.example_x")));
      beans.close();
    }
  }

  @Test
  void secondRegistryOfANameLeavesTheFirstsBeansAlone() throws Exception {
    try (SessionRegistry first = SessionRegistry.create();
        SessionRegistry second = SessionRegistry.create()) {
      new Door(first).ftp("alice");
      Registration beansOfFirst = register(first);
      Registration none = register(second);
      assertCountIsOfTheFirst();
      none.close();
      assertCountIsOfTheFirst();
      beansOfFirst.close();
      assertEquals(Set.of(), names(server));
    }
  }

  private void assertCountIsOfTheFirst() throws Exception {
    assertEquals(TYPES, types(server));
    assertEquals(1, server.getAttribute(Console.name("type=FtpSessions,name=default"), "Count"));
  }

  @Test
  void registrationIsAllOrNothing() throws Exception {
    ObjectName taken = Console.name("type=FtpSessions,name=default");
    server.registerMBean(new OpenBean("Another.", List.of(), List.of()), taken);
    try (SessionRegistry registry = SessionRegistry.create()) {
      Registration beans = register(registry);
      assertEquals(Set.of(taken), names(server));
      beans.close();
      assertEquals(Set.of(taken), names(server));
    }
  }

  @Test
  void beanThatSomebodyElseReplacedIsNotTakenOut() throws Exception {
    ObjectName name = Console.name("type=FtpSessions,name=default");
    try (SessionRegistry registry = SessionRegistry.create()) {
      Registration beans = register(registry);
      server.unregisterMBean(name);
      server.registerMBean(new OpenBean("Another.", List.of(), List.of()), name);
      beans.close();
      assertEquals(Set.of(name), names(server));
    }
  }

  @Test
  void serverThatFailsDoesNotHurtTheHost() throws Exception {
    MBeanServer broken = mock(MBeanServer.class);
    when(broken.registerMBean(any(), any()))
        .thenThrow(new RuntimeOperationsException(new IllegalStateException("broken")));
    try (SessionRegistry registry = SessionRegistry.create()) {
      Registration beans =
          SessionMBeans.builder(registry).mBeanServer(broken).sessionBeans(10).register();
      new Door(registry).ftp("alice");
      assertEquals(1, registry.counts().ftpSessions());
      beans.close();
      beans.close();
    }
  }

  @Test
  void negativeLimitIsRefused() {
    try (SessionRegistry registry = SessionRegistry.create()) {
      SessionMBeans.Builder builder = SessionMBeans.builder(registry);
      assertThrows(IllegalArgumentException.class, () -> builder.sessionBeans(-1));
    }
  }
}
