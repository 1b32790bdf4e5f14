package io.rollcall.benchmarks;

import io.rollcall.benchmarks.endtoend.Figure;
import io.rollcall.benchmarks.endtoend.FtpTermination;
import io.rollcall.benchmarks.endtoend.FtpThroughput;
import io.rollcall.benchmarks.endtoend.PanelThroughput;
import io.rollcall.benchmarks.endtoend.Scale;
import io.rollcall.benchmarks.endtoend.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs everything that is measured, and writes it down. */
@Command(
    name = "rollcall-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Rollcall and its peers side by side, and writes a report.")
public final class Benchmarks implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = "Under two minutes: shows what is far off. The report goes to the screen only.")
  private boolean quick;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "benchmarks/RESULTS.md",
      description = "Where the report goes (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    if (!quick && !Files.isDirectory(output.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException(
          "there is no folder for " + output + "; expected to be run where it can be written");
    }
    long begun = System.nanoTime();
    Measurements measured = MicroBenchmarks.run(quick);
    for (String store : List.of("rollcall", "map", "spring", "shiro", "tomcat")) {
      measured.bytesPerSession(store, MemoryPerSession.measure(store));
    }
    List<Figure> endToEnd = new ArrayList<>();
    for (Scenario scenario :
        List.of(new FtpThroughput(), new PanelThroughput(), new FtpTermination())) {
      System.err.println("end to end: " + scenario.getClass().getSimpleName());
      endToEnd.addAll(scenario.run(quick ? Scale.QUICK : Scale.FULL));
    }
    String report = new Report(measured, endToEnd, System.nanoTime() - begun).text();
    System.out.println(report);
    if (!quick) {
      Files.writeString(output, report);
    }
    return 0;
  }

  /**
   * Runs.
   *
   * @param arguments as {@code --help} says
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }
}
