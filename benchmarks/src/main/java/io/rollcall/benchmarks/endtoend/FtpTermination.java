package io.rollcall.benchmarks.endtoend;

import io.rollcall.benchmarks.endtoend.Figure.Comparison;
import io.rollcall.benchmarks.endtoend.FtpClients.Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Five hundred sessions of which two hundred transfer, half of them downloads and half uploads, to
 * and from slow clients: how soon after an order its client's connections are dead, and what the
 * sessions cost the server in threads and memory.
 *
 * <p>Orders are given through the Java API within the server's JVM and timed there from just before
 * the call. The clients, in this JVM, note when they see a connection end. Both read the same
 * clock: {@link System#nanoTime} is one for all processes on Linux, which is verified.
 */
public final class FtpTermination implements Scenario {
  private static final int SESSIONS = 500;
  private static final int TRANSFERRING = 200;
  private static final String WITH = "with Rollcall";
  private static final String WITHOUT = "without";
  private static final String FILE = "download";
  private static final long FILE_SIZE = 1L << 40;
  private static final int CLOCK_READINGS = 100;
  private static final double NANOS_IN_MILLISECOND = 1e6;
  private static final double BYTES_IN_KILOBYTE = 1e3;

  /** Creates the scenario. */
  public FtpTermination() {}

  /**
   * What a server holds.
   *
   * @param threads its live threads
   * @param heap what it uses of the heap after a collection, in bytes
   */
  private record Footprint(double threads, double heap) {
    static Footprint of(ServerProcess server) throws IOException {
      return new Footprint(
          Integer.parseInt(server.ask("threads")), Long.parseLong(server.ask("heap")));
    }
  }

  /** The answer to an order. */
  private record Ordered(long at, long tookNanos, int ended) {
    static Ordered parse(String answer) {
      String[] words = answer.split(" ");
      return new Ordered(
          Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]));
    }
  }

  @Override
  public List<Figure> run(Scale scale) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    try (TemporaryHome home = new TemporaryHome()) {
      home.sparseFile(FILE, FILE_SIZE);
      List<Footprint> others = new ArrayList<>();
      try (ServerProcess server = FtpServerMain.start(home.toString(), SESSIONS, false)) {
        others.add(Footprint.of(server));
        try (FtpClients clients = new FtpClients(server.port())) {
          connect(clients);
          others.add(Footprint.of(server));
        }
        others.add(Footprint.of(server));
      }
      try (ServerProcess server = FtpServerMain.start(home.toString(), SESSIONS, true);
          FtpClients clients = new FtpClients(server.port())) {
        verifyOneClock(server);
        Footprint before = Footprint.of(server);
        List<Client> connected = connect(clients);
        Footprint during = Footprint.of(server);
        endOneByOne(server, clients, connected, scale.of(20, 20));
        figures.addAll(
            endOneByOne(server, clients, connected, scale.of(2 * TRANSFERRING, TRANSFERRING / 2)));
        figures.addAll(endAll(server, clients, connected, scale.of(10, 2)));
        Footprint after = Footprint.of(server);
        figures.addAll(footprints(others, List.of(before, during, after)));
      }
    }
    return figures;
  }

  private static void verifyOneClock(ServerProcess server) throws IOException {
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long before = System.nanoTime();
      long there = Long.parseLong(server.ask("clock"));
      long after = System.nanoTime();
      if (there - before < 0 || after - there < 0) {
        throw new IOException("two processes' nanoTime is not one clock on this system");
      }
    }
  }

  private static List<Client> connect(FtpClients clients) throws IOException, InterruptedException {
    List<Client> connected = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      connected.add(clients.logIn(FtpServerMain.login(i), command(i)));
    }
    awaitTransfers(connected);
    return connected;
  }

  private static @Nullable String command(int client) {
    if (client >= TRANSFERRING) {
      return null;
    }
    return client % 2 == 0 ? "RETR " + FILE : "STOR upload" + client;
  }

  private static void awaitTransfers(List<Client> connected)
      throws IOException, InterruptedException {
    for (Client client : connected.subList(0, TRANSFERRING)) {
      client.awaitMoved();
    }
  }

  /** Ends transferring sessions one at a time; each is back, and transfers, before the next. */
  private static List<Figure> endOneByOne(
      ServerProcess server, FtpClients clients, List<Client> connected, int orders)
      throws IOException, InterruptedException {
    double[] data = new double[orders];
    double[] answers = new double[orders];
    for (int i = 0; i < orders; i++) {
      int number = i % TRANSFERRING;
      Client client = connected.get(number);
      awaitTransferring(server);
      client.readEagerly();
      Ordered ordered = Ordered.parse(server.ask("terminate " + client.login()));
      expectEnded(ordered, 1);
      data[i] = millis(client.awaitDataDead() - ordered.at());
      answers[i] = millis(ordered.tookNanos());
      client.awaitControlDead();
      connected.set(number, clients.logIn(client.login(), client.command()));
      connected.get(number).awaitMoved();
    }
    return List.of(
        figure("order for 1 of 200 transfers to dead data socket, p50", data, 0.5),
        figure("order for 1 of 200 transfers to dead data socket, p99", data, 0.99),
        figure("order for 1 of 200 transfers to answer, p99", answers, 0.99));
  }

  /** Ends all sessions by one order, several times. */
  private static List<Figure> endAll(
      ServerProcess server, FtpClients clients, List<Client> connected, int orders)
      throws IOException, InterruptedException {
    double[] data = new double[orders * TRANSFERRING];
    double[] all = new double[orders];
    double[] answers = new double[orders];
    for (int i = 0; i < orders; i++) {
      awaitTransferring(server);
      connected.subList(0, TRANSFERRING).forEach(Client::readEagerly);
      Ordered ordered = Ordered.parse(server.ask("terminateAll"));
      expectEnded(ordered, SESSIONS);
      long last = ordered.at();
      for (int j = 0; j < TRANSFERRING; j++) {
        long dead = connected.get(j).awaitDataDead();
        data[i * TRANSFERRING + j] = millis(dead - ordered.at());
        last = Math.max(last, dead);
      }
      for (Client client : connected) {
        last = Math.max(last, client.awaitControlDead());
      }
      all[i] = millis(last - ordered.at());
      answers[i] = millis(ordered.tookNanos());
      if (i + 1 < orders) {
        connected.clear();
        connected.addAll(connect(clients));
      }
    }
    return List.of(
        figure("order for all 500 to dead data socket of 200, p50", data, 0.5),
        figure("order for all 500 to dead data socket of 200, p99", data, 0.99),
        figure("order for all 500 to last dead socket, median", all, 0.5),
        figure("order for all 500 to last dead socket, worst", all, 1),
        figure("order for all 500 to answer, worst", answers, 1));
  }

  private static void awaitTransferring(ServerProcess server) throws IOException {
    while (Integer.parseInt(server.ask("transferring")) != TRANSFERRING) {
      Thread.onSpinWait();
    }
  }

  private static void expectEnded(Ordered ordered, int sessions) throws IOException {
    if (ordered.ended() != sessions) {
      throw new IOException(ordered.ended() + " sessions ended, not " + sessions);
    }
  }

  private static List<Figure> footprints(List<Footprint> without, List<Footprint> with) {
    List<Figure> figures = new ArrayList<>();
    String[] moments = {
      "before 500 sessions", "with 500 sessions, 200 transferring", "after 500 sessions"
    };
    for (int i = 0; i < moments.length; i++) {
      figures.add(
          compared(
              "threads " + moments[i], with.get(i).threads(), without.get(i).threads(), "threads"));
    }
    for (int i = 0; i < moments.length; i++) {
      figures.add(
          compared(
              "heap " + moments[i],
              with.get(i).heap() / BYTES_IN_KILOBYTE,
              without.get(i).heap() / BYTES_IN_KILOBYTE,
              "KB"));
    }
    return figures;
  }

  private static Figure compared(String work, double value, double other, String unit) {
    double ratio = value / other;
    return new Figure(work, WITH, value, unit, new Comparison(WITHOUT, other, ratio, ratio, ratio));
  }

  private static Figure figure(String work, double[] values, double share) {
    return Figure.of(work, WITH, Ratios.quantile(values, share), "ms");
  }

  private static double millis(long nanos) {
    return nanos / NANOS_IN_MILLISECOND;
  }

  /**
   * Runs the scenario alone.
   *
   * @param arguments {@code --quick}, or nothing
   * @throws Exception if a server or a client fails
   */
  public static void main(String[] arguments) throws Exception {
    new FtpTermination().run(Scale.of(arguments)).forEach(System.out::println);
  }
}
