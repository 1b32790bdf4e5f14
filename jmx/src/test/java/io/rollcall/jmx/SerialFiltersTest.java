package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.BadAttributeValueExpException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A foreign object, wherever a client puts it, is refused before any code of it runs. */
class SerialFiltersTest {
  private static final String TEXT = RemoteConsole.TEXT;

  private RemoteConsole console;
  private MBeanServerConnection operator;

  @BeforeEach
  void open() throws Exception {
    console = new RemoteConsole();
    operator = console.as("operator");
    Gadget.READ.set(0);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  /** That the gadget would tell. */
  @Test
  void withoutAFilterTheGadgetRuns() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Gadget());
    }
    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(1, Gadget.READ.get());
  }

  @Test
  void inCredentials() {
    for (Object credentials :
        List.of(
            new Gadget(),
            new Object[] {"operator", new Gadget()},
            new ArrayList<>(List.of("operator", RemoteConsole.PASSWORD)),
            new String[1000])) {
      assertRefused(() -> RemoteConsole.connect(console.remote.url(), credentials));
    }
  }

  @Test
  void inArguments() {
    Object bad = new BadAttributeValueExpException("toString() of what it holds is called");
    for (Object argument : List.of(new Gadget(), new Gadget[1], bad, List.of("1"))) {
      assertRefused(() -> invoke(argument));
    }
    assertRefused(() -> invoke(new HashMap<>(Map.of("key", new Gadget()))));
    assertRefused(() -> invoke(new ArrayList<Object>(List.of(new Gadget()))));
  }

  @Test
  void inArgumentsOfOneWhoMayNotInvokeAtAll() throws Exception {
    MBeanServerConnection viewer = console.as("viewer");
    assertRefused(
        () ->
            viewer.invoke(
                console.ftp,
                "terminate",
                new Object[] {new Gadget(), "why"},
                new String[] {TEXT, TEXT}));
  }

  @Test
  void inAttributes() {
    assertRefused(() -> operator.setAttribute(console.ftp, new Attribute("Count", new Gadget())));
    AttributeList several = new AttributeList();
    several.add(new Attribute("Count", new Gadget()));
    assertRefused(() -> operator.setAttributes(console.ftp, several));
  }

  @Test
  void inNotificationFilters() {
    assertRefused(
        () ->
            operator.addNotificationListener(
                console.ftp, (notification, handback) -> {}, new Gadget(), null));
  }

  @Test
  void inNotificationFiltersAndHandbacksOfBeans() {
    ObjectName bean = console.ftp;
    assertRefused(() -> operator.addNotificationListener(bean, bean, new Gadget(), null));
    assertRefused(() -> operator.addNotificationListener(bean, bean, null, new Gadget()));
  }

  @Test
  void inParametersOfConstructors() {
    assertRefused(
        () ->
            operator.createMBean(
                "java.lang.Object", console.ftp, new Object[] {new Gadget()}, new String[] {TEXT}));
  }

  @Test
  void whatIsTooDeepOrTooLarge() {
    Object deep = "x";
    for (int i = 0; i < 20; i++) {
      deep = new Object[] {deep};
    }
    Object nested = deep;
    assertRefused(() -> invoke(nested));
    // which may end the connection while the client still sends
    assertThrows(IOException.class, () -> invoke(new Object[200_000]));
  }

  /**
   * The JDK's filters do not see the length of a text; anybody can send one in place of a login.
   */
  @Test
  void textsWithoutEnd() throws Exception {
    String endless = "x".repeat(5_000_000);
    assertThrows(IOException.class, () -> RemoteConsole.connect(console.remote.url(), endless));
    assertThrows(IOException.class, () -> invoke(endless));
    assertEquals(0, operator.getAttribute(console.ftp, "Count"));
  }

  /** As many ids as a listing can hold. */
  @Test
  void ordersOfTenThousandPass() throws Exception {
    String[] ids = IntStream.range(0, 10_000).mapToObj("id%06d"::formatted).toArray(String[]::new);
    assertNotNull(
        operator.invoke(
            console.ftp,
            "terminateSessions",
            new Object[] {ids, "maintenance"},
            new String[] {String[].class.getName(), TEXT}));
    assertNotNull(
        operator.invoke(
            console.ftp,
            "terminate",
            new Object[] {String.join(" ", ids), "maintenance"},
            new String[] {TEXT, TEXT}));
  }

  private Object invoke(Object argument) throws Exception {
    return operator.invoke(
        console.ftp, "terminate", new Object[] {argument, "why"}, new String[] {TEXT, TEXT});
  }

  private static void assertRefused(Executable call) {
    IOException refused = assertThrows(IOException.class, call);
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      causes.append(cause).append('\n');
    }
    assertTrue(causes.toString().contains("REJECTED"), causes.toString());
    assertEquals(0, Gadget.READ.get(), "the gadget ran");
  }
}
