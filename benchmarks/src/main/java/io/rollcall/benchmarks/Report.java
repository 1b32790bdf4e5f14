package io.rollcall.benchmarks;

import io.rollcall.benchmarks.Measurements.Measured;
import io.rollcall.benchmarks.endtoend.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What was measured, as a page of Markdown: ratios first, absolute figures second. */
final class Report {
  private final Measurements measured;
  private final List<Figure> endToEnd;
  private final long nanos;
  private final StringBuilder text = new StringBuilder();

  Report(Measurements measured, List<Figure> endToEnd, long nanos) {
    this.measured = measured;
    this.endToEnd = endToEnd;
    this.nanos = nanos;
  }

  String text() throws IOException {
    line("# Results");
    line("");
    line("Written by `java -jar benchmarks/target/rollcall-benchmarks.jar`, all in one run of");
    line(
        TimeUnit.NANOSECONDS.toMinutes(nanos)
            + " minutes on "
            + machine()
            + ", "
            + System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version")
            + ".");
    line("");
    ratios();
    pairs();
    absolute();
    return text.toString();
  }

  private void ratios() {
    line("## Ratios");
    line("");
    line("| work | against | bar | ratio | met |");
    line("| --- | --- | --- | ---: | --- |");
    for (Bar bar : Bar.of(measured)) {
      if (!Double.isNaN(bar.measured())) {
        line(bar.row());
      }
    }
    line("");
  }

  private void pairs() {
    line("## End to end");
    line("");
    line("Servers in JVMs of their own, with and without the adapter, paired and alternating; the");
    line("ratio's 95 % confidence interval in brackets. The pairs of *without* against *without*");
    line("tell how much of a ratio is noise.");
    line("");
    for (Figure figure : endToEnd) {
      line("- " + figure);
    }
    line("");
  }

  private void absolute() {
    line("## Absolute figures");
    line("");
    line("Bytes of heap a session, beyond the logins, addresses and container's ids, which are");
    line("there before; Rollcall's includes 48 for its own id.");
    line("");
    line("| store | bytes |");
    line("| --- | ---: |");
    measured
        .bytes()
        .forEach((store, bytes) -> line(String.format(Locale.ROOT, "| %s | %.0f |", store, bytes)));
    line("");
    line(
        "JMH, the median of the iterations, the fastest and the slowest; the name is class, method");
    line("and parameters.");
    Map<String, Map<String, Measured>> byClass = new TreeMap<>();
    measured
        .all()
        .forEach(
            (name, one) ->
                byClass
                    .computeIfAbsent(name.substring(0, name.indexOf('.')), key -> new TreeMap<>())
                    .put(name.substring(name.indexOf('.') + 1), one));
    byClass.forEach(this::table);
  }

  private void table(String name, Map<String, Measured> rows) {
    line("");
    line("| " + name + " | median | fastest | slowest | unit | B/op |");
    line("| --- | ---: | ---: | ---: | --- | ---: |");
    rows.forEach(
        (row, one) ->
            line(
                String.format(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f | %,.1f | %s | %,.0f |",
                    row,
                    one.score(),
                    one.least(),
                    one.most(),
                    one.unit(),
                    one.allocated())));
  }

  /** The processor and how many of it, and the memory. */
  private static String machine() throws IOException {
    String processor = System.getProperty("os.arch");
    Path cpus = Path.of("/proc/cpuinfo"); // Linux only
    if (Files.isReadable(cpus)) {
      processor =
          Files.readAllLines(cpus).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    }
    return "%d cores of %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor,
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
