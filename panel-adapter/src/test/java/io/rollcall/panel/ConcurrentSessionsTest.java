package io.rollcall.panel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.PanelSessionInfo;
import io.rollcall.SessionCounts;
import io.rollcall.SessionEvent;
import io.rollcall.TerminationOutcome;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Browsers that log in, click, renew and log out at random while an operator ends sessions. */
@ParameterizedClass
@ArgumentsSource(Containers.class)
class ConcurrentSessionsTest extends PanelTestBase {
  private static final int BROWSERS = 8;
  private static final int ROUNDS = 30;
  private static final List<String> WAYS = List.of("attribute", "framework", "container", "call");
  private static final List<String> STEPS =
      List.of(
          "/touch",
          "/renew?renew=changeId",
          "/renew?renew=copyAll",
          "/renew?renew=copyUser",
          "/logout",
          "/logout?how=removeUser",
          "/");

  @Test
  void everySessionEndsOnce() throws Exception {
    startWithAttribute();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2 * BROWSERS + 1);
    try {
      Future<Integer> operator = threads.submit(() -> terminateAtRandom(done));
      List<Future<?>> browsers =
          IntStream.range(0, BROWSERS)
              .mapToObj(number -> newBrowser())
              .flatMap(browser -> Stream.of(browser, browser)) // two tabs each
              .<Future<?>>map(browser -> threads.submit(() -> clickAtRandom(browser)))
              .toList();
      for (Future<?> browser : browsers) {
        browser.get();
      }
      done.set(true);
      int terminated = operator.get();
      assertTrue(terminated > 0);
      assertEquals(terminated, registry.counts().terminatedTotal());
    } finally {
      threads.shutdownNow();
    }
    for (PanelSessionInfo row : registry.panelSessions()) {
      assertEquals(TerminationOutcome.TERMINATED, terminate(row.id()).outcome());
    }
    SessionCounts counts = registry.counts();
    assertEquals(0, counts.panelSessions());
    assertEquals(counts.openedTotal(), counts.endedTotal());
    assertEquals(0, counts.failedTerminationTotal());
    await()
        .atMost(PATIENCE)
        .until(() -> eventsOf(SessionEvent.Type.ENDED).count() == counts.endedTotal());
    assertEquals(counts.endedTotal(), eventsOf(SessionEvent.Type.ENDED).distinct().count());
    assertEquals(counts.openedTotal(), eventsOf(SessionEvent.Type.OPENED).distinct().count());
    assertTrue(!logText().contains("WARN io.rollcall"), this::logText);
  }

  private Stream<String> eventsOf(SessionEvent.Type type) {
    return events.stream().filter(event -> event.type() == type).map(e -> e.session().id());
  }

  private void clickAtRandom(Browser browser) {
    Random random = new Random();
    for (int round = 0; round < ROUNDS; round++) {
      if (random.nextInt(3) == 0) {
        browser.post(loginPath("alice", WAYS.get(random.nextInt(WAYS.size()))));
      } else {
        browser.post(STEPS.get(random.nextInt(STEPS.size())));
      }
    }
  }

  private int terminateAtRandom(AtomicBoolean done) {
    Random random = new Random();
    int terminated = 0;
    while (!done.get()) {
      List<PanelSessionInfo> rows = registry.panelSessions();
      if (!rows.isEmpty()) {
        String id = rows.get(random.nextInt(rows.size())).id();
        if (terminate(id).outcome() == TerminationOutcome.TERMINATED) {
          terminated++;
        }
      }
    }
    return terminated;
  }
}
