package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Forwards, includes, asynchronous requests, and what the panel throws. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class DispatchTest extends PanelTestBase {
  @Test
  void forwardsAndIncludesBelongToTheirRequest() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    String row = onlyRow().id();
    assertEquals("row=" + row, browser.get("/forward").body());
    assertEquals("included", browser.get("/include").body());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void anAsynchronousRequestKeepsItsRow() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    clock.advance(Duration.ofMinutes(1));
    assertEquals("row=" + onlyRow().id(), browser.get("/async").body());
    assertEquals(Duration.ZERO, onlyRow().idle());
    assertEquals(1, registry.counts().openedTotal());
  }

  @Test
  void aLoginInAnAsynchronousRequestIsListed() throws Exception {
    startWithAttribute();
    Browser browser = newBrowser();
    String body = browser.get("/async?user=alice").body();
    await().atMost(PATIENCE).until(() -> registry.panelSessions().size() == 1);
    assertEquals("row=" + onlyRow().id(), body);
  }

  @Test
  void whatThePanelThrowsPassesUnchanged() throws Exception {
    startWithAttribute();
    Browser browser = login("alice", "attribute");
    var failed = browser.get("/fail");
    assertEquals(500, failed.statusCode());
    assertTrue(failed.body().contains("own failure"), failed.body());
    assertEquals(onlyRow().id(), ownRow(browser));
  }
}
