package io.rollcall.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Requests of browsers that are logged in, each asking again as soon as it is answered: how many
 * fewer a panel answers, and how much more CPU time each takes, for being in the registry. The page
 * is next to nothing, so what the registry costs is a larger share than of any real page.
 */
public final class PanelThroughput implements Scenario {
  private static final int BROWSERS = 4;
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Creates the scenario. */
  public PanelThroughput() {}

  @Override
  public List<Figure> run(Scale scale) throws IOException, InterruptedException {
    try (TemporaryHome directory = new TemporaryHome()) {
      return new PairedRuns(
              "panel requests",
              "requests/s",
              "ns/request",
              () -> new Requests(directory.toString(), false),
              () -> new Requests(directory.toString(), true))
          .run(scale.of(6, 1), scale.of(100, 12), scale.of(30, 6));
    }
  }

  /** A server and its browsers. */
  private static final class Requests implements Contestant {
    private static final double NANOS_IN_SECOND = 1e9;

    private final ServerProcess server;
    private final List<Browser> browsers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(BROWSERS);

    private Requests(String directory, boolean registered) throws IOException {
      server = PanelServerMain.start(directory, registered);
      try {
        for (int i = 0; i < BROWSERS; i++) {
          browsers.add(Browser.logIn(server.port()));
        }
        int rows = Integer.parseInt(server.ask("rows"));
        if (rows != (registered ? BROWSERS : 0)) {
          throw new IOException(rows + " logins are listed");
        }
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    @Override
    public Sample measure() throws IOException, InterruptedException {
      long cpuNanos = server.cpuNanos();
      long began = System.nanoTime();
      List<Callable<Long>> asking = new ArrayList<>();
      for (Browser browser : browsers) {
        asking.add(() -> browser.askUntil(began + ROUND_NANOS));
      }
      long requests = 0;
      for (Future<Long> asked : threads.invokeAll(asking)) {
        requests += get(asked);
      }
      double seconds = (System.nanoTime() - began) / NANOS_IN_SECOND;
      return new Sample(requests / seconds, (double) (server.cpuNanos() - cpuNanos) / requests);
    }

    private static long get(Future<Long> asked) throws IOException, InterruptedException {
      try {
        return asked.get();
      } catch (ExecutionException e) {
        throw new IOException("a browser failed", e.getCause());
      }
    }

    @Override
    public ServerProcess server() {
      return server;
    }

    @Override
    public void close() throws IOException {
      threads.shutdown();
      for (Browser browser : browsers) {
        browser.close();
      }
      server.close();
    }
  }

  /**
   * Runs the scenario alone.
   *
   * @param arguments {@code --quick}, or nothing
   * @throws Exception if a server or a client fails
   */
  public static void main(String[] arguments) throws Exception {
    new PanelThroughput().run(Scale.of(arguments)).forEach(System.out::println);
  }
}
