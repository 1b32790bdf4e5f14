package io.rollcall.proofs;

import io.rollcall.Account;
import io.rollcall.Ending;
import io.rollcall.Service;
import io.rollcall.SessionCounts;
import io.rollcall.SessionLimits;
import io.rollcall.SessionRefusedException;
import io.rollcall.SessionRegistry;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.ObjectName;

/** One server under load from its start to its end, and what was wrong with it. */
final class SoakRun {
  private static final int OPERATORS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SAMPLES = 40;
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);

  private final int clients;
  private final HttpClient browsers;
  private final HeapSamples heap;
  private final Ledger ledger = new Ledger();
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile String summary = "";

  SoakRun(int clients, HttpClient browsers, HeapSamples heap) {
    this.clients = clients;
    this.browsers = browsers;
    this.heap = heap;
  }

  /** Runs for a while, and returns what was found wrong. */
  List<String> run(Duration duration) throws Exception {
    Path directory = Files.createTempDirectory("rollcall-soak");
    try (SoakHost host = new SoakHost(directory)) {
      List<InetAddress> addresses = addresses();
      List<OperatorLoad> operators = new ArrayList<>();
      for (int i = 0; i < addresses.size(); i++) {
        start("ftp", new FtpLoad(host.ftpPort(), i, addresses.get(i), ledger));
        start("panel", new PanelLoad(host.panelPort(), i, browsers, ledger));
      }
      for (int i = 0; i < OPERATORS; i++) {
        OperatorLoad operator = new OperatorLoad(host.jmx, ledger);
        operators.add(operator);
        start("operator", operator);
      }
      start("guard", new GuardLoad(host.registry, addresses, ledger));
      sample(host.registry, duration);
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
      for (OperatorLoad operator : operators) {
        operator.close();
      }
      GuardLoad.liftAll(host.registry);
      checkCounts(host);
      checkLimits(host.registry, addresses);
      findings.addAll(ledger.contradictions());
    } finally {
      delete(directory);
    }
    checkBeans();
    return List.copyOf(findings);
  }

  /** All of 127.0.0.0/8 is loopback: each client has an address of its own. */
  private List<InetAddress> addresses() throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= clients; i++) {
      addresses.add(InetAddress.getByAddress(new byte[] {127, 1, (byte) (i >> 8), (byte) i}));
    }
    return addresses;
  }

  private void start(String name, Load load) {
    Thread thread = new Thread(() -> repeat(load), "soak-" + name);
    threads.add(thread);
    thread.start();
  }

  private void repeat(Load load) {
    while (!over) {
      try {
        load.once();
      } catch (Exception | AssertionError e) {
        findings.add(load.getClass().getSimpleName() + " failed: " + e);
        return;
      }
    }
  }

  private void sample(SessionRegistry registry, Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    Duration even = duration.dividedBy(SAMPLES);
    long interval = (even.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : even).toMillis();
    while (System.nanoTime() < end) {
      Load.pause((int) interval);
      SessionCounts counts = registry.counts();
      heap.take(counts.ftpSessions() + counts.panelSessions(), counts.endedTotal());
    }
  }

  private void checkCounts(SoakHost host) {
    SessionRegistry registry = host.registry;
    await(
        () -> registry.counts().ftpSessions() == 0 && registry.counts().panelSessions() == 0,
        () -> "rows are left: " + host.rows());
    SessionCounts counts = registry.counts();
    if (counts.openedTotal() != counts.endedTotal()) {
      findings.add("not as many ended as opened: " + counts);
    }
    ObjectName pattern = SoakHost.name("type=Session,name=" + SoakHost.NAME + ",*");
    await(() -> beans(pattern).isEmpty(), () -> "beans of sessions are left: " + beans(pattern));
    summary = ledger.summary() + "\n" + counts;
  }

  private void checkBeans() {
    Set<ObjectName> left = beans(SoakHost.name("*"));
    if (!left.isEmpty()) {
      findings.add("beans are left: " + left);
    }
  }

  private static Set<ObjectName> beans(ObjectName pattern) {
    return ManagementFactory.getPlatformMBeanServer().queryNames(pattern, null);
  }

  private void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        findings.add(otherwise.get());
        return;
      }
      Load.pause(100);
    }
  }

  /**
   * With limits as narrow as can be, exactly as many get in as if nobody had ever been here: the
   * tallies behind the limits are at 0.
   */
  private void checkLimits(SessionRegistry registry, List<InetAddress> addresses) {
    registry.limit(
        SessionLimits.builder()
            .most(Service.FTP, SessionLimits.Scope.TOTAL, addresses.size())
            .most(Service.FTP, SessionLimits.Scope.ADDRESS, 1)
            .most(Service.PANEL, SessionLimits.Scope.TOTAL, addresses.size())
            .most(Service.PANEL, SessionLimits.Scope.LOGIN, 1)
            .build(),
        GuardLoad.ORDER);
    List<SessionHandle> opened = new ArrayList<>();
    try {
      for (int i = 0; i < addresses.size(); i++) {
        opened.add(registry.openFtp(addresses.get(i), "FTP", order -> {}));
        Account account = Account.unregistered(SoakHost.PANEL_LOGIN + (i + 1));
        opened.add(registry.openPanel(PanelLogin.of(account).build(), order -> {}));
      }
    } catch (SessionRefusedException e) {
      findings.add("a limit counts somebody who has left: " + e.getMessage());
    }
    try {
      opened.add(registry.openFtp(null, "FTP", order -> {}));
      findings.add("a limit lets in one too many");
    } catch (SessionRefusedException e) {
      // as it should be
    }
    opened.forEach(handle -> handle.closed(Ending.Cause.DISCONNECTED));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  String summary() {
    return summary;
  }
}
