package io.rollcall.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;

/** What goes wrong inside a bean reaches clients in words and in classes of the JDK. */
class OpenBeanTest {
  private static final class OwnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OwnException(String message) {
      super(message);
    }
  }

  @Test
  void unexpectedFailureIsToldInWords() {
    OpenBean bean = beanThatThrows(new OwnException("<html>\nbroken"));

    IllegalStateException told =
        assertThrows(IllegalStateException.class, () -> bean.getAttribute("Broken"));

    assertEquals(
        "reading the attribute Broken failed: "
            + OwnException.class.getName()
            + ": <html>\\u000Abroken",
        told.getMessage());
    assertNull(told.getCause());
  }

  @Test
  void causeOfARefusalStaysHere() {
    OpenBean bean =
        beanThatThrows(new IllegalArgumentException("no such thing", new OwnException("inner")));

    IllegalArgumentException told =
        assertThrows(IllegalArgumentException.class, () -> bean.getAttribute("Broken"));

    assertEquals("no such thing", told.getMessage());
    assertNull(told.getCause());
  }

  @Test
  void attributeThatFailsIsLeftOutOfMany() {
    OpenBean bean = beanThatThrows(new OwnException("broken"));
    assertEquals(List.of(), bean.getAttributes(new String[] {"Broken", "Nope"}));
  }

  private static OpenBean beanThatThrows(RuntimeException thrown) {
    BeanAttribute broken =
        BeanAttribute.of(
            "Broken",
            SimpleType.STRING,
            "Fails.",
            () -> {
              throw thrown;
            });
    return new OpenBean("A bean.", List.of(broken), List.of());
  }
}
