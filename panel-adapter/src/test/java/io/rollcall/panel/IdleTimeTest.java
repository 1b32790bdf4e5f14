package io.rollcall.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(Containers.class)
class IdleTimeTest extends PanelTestBase {
  @Test
  void aRequestOfThePersonResetsIt() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    clock.advance(Duration.ofMinutes(7));
    assertEquals(Duration.ofMinutes(7), onlyRow().idle());
    browser.get("/touch");
    assertEquals(Duration.ZERO, onlyRow().idle());
    browser.post("/touch");
    clock.advance(Duration.ofSeconds(3));
    assertEquals(Duration.ofSeconds(3), onlyRow().idle());
  }

  @Test
  void aRequestOfThePageItselfDoesNot() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    clock.advance(Duration.ofMinutes(7));
    browser.get("/touch", "X-Rollcall-Background", "1");
    assertEquals(Duration.ofMinutes(7), onlyRow().idle());
  }

  @Test
  void thePanelSaysWhichRequestsThePageMakes() throws Exception {
    start(
        options ->
            options
                .loginAttribute(TestPanel.USER)
                .background(request -> request.getRequestURI().startsWith("/public/")));
    Browser browser = login("alice", "attribute");
    clock.advance(Duration.ofMinutes(7));
    browser.get("/public/logo");
    assertEquals(Duration.ofMinutes(7), onlyRow().idle());
    browser.get("/touch", "X-Rollcall-Background", "1");
    assertEquals(Duration.ZERO, onlyRow().idle());
  }

  @Test
  void anotherBrowsersRequestDoesNot() throws Exception {
    startWithAttribute();
    login("alice", "attribute");
    clock.advance(Duration.ofMinutes(1));
    newBrowser().get("/touch");
    assertEquals(Duration.ofMinutes(1), onlyRow().idle());
  }
}
