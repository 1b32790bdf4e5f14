package io.rollcall.ftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Random histories of a real server and its clients, step by step against a model, by a clock that
 * moves when told to. A failure is reported with its seed, and shrunk to the steps that it takes.
 */
class FakeClockHistoryTest {
  /** Each is a server of its own, a third of a second; change it for a long proof. */
  private static final int TRIES = 25;

  private static final int MOST_STEPS = 40;

  private Path home;

  @BeforeProperty
  void makeHome() throws IOException {
    home = Files.createTempDirectory("rollcall-history");
  }

  @AfterProperty
  void removeHome() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<HistoryStep>> histories() {
    Arbitrary<HistoryStep> steps =
        Combinators.combine(
                HistoryStep.Action.any(),
                Arbitraries.integers().between(0, ModelledServer.CLIENTS - 1),
                Arbitraries.integers().between(0, 99_999))
            .as(HistoryStep::new);
    return steps.list().ofMinSize(10).ofMaxSize(MOST_STEPS);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void agreesWithTheModel(@ForAll("histories") List<HistoryStep> history) throws Exception {
    try (ModelledServer model = new ModelledServer(home)) {
      for (HistoryStep step : history) {
        model.take(step);
        model.assertAgrees();
      }
      model.endAll();
      model.assertAgrees();
    }
  }
}
