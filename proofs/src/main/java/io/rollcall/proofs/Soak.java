package io.rollcall.proofs;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Puts a whole hosting server under mixed load for a while, closes it, and looks for what is left:
 * rows, beans, threads, sockets, memory, errors in the log, and orders that were answered
 * TERMINATED and were not.
 */
@Command(
    name = "soak",
    description = "A hosting server under mixed load; exit status 0 if it leaves nothing behind.",
    mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final long MILLIS_PER_MINUTE = 60_000;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long the load lasts (default ${DEFAULT-VALUE}).")
  private double minutes = 30;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many clients at each door at once (default ${DEFAULT-VALUE}).")
  private int clients = 12;

  private Soak() {}

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ErrorLog errors = ErrorLog.install();
    HttpClient browsers = HttpClient.newHttpClient();
    List<String> findings = new ArrayList<>();
    // what a JVM makes once and keeps is made now
    findings.addAll(new SoakRun(clients, browsers, new HeapSamples()).run(WARM_UP));
    Resources before = Resources.now();

    HeapSamples heap = new HeapSamples();
    SoakRun run = new SoakRun(clients, browsers, heap);
    findings.addAll(run.run(Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE))));

    findings.addAll(before.awaitNothingMore());
    findings.addAll(heap.findings());
    findings.addAll(errors.findings());
    out.println(heap.table());
    out.println(run.summary());
    out.println("before: " + before);
    out.println("after:  " + Resources.now());
    findings.forEach(finding -> out.println("FOUND: " + finding));
    out.println(findings.isEmpty() ? "OK: nothing is left behind" : "FAILED");
    return findings.isEmpty() ? 0 : 1;
  }

  /**
   * Runs the soak.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Soak()).execute(arguments));
  }
}
