package io.rollcall.benchmarks;

import io.rollcall.SessionRegistry;
import io.rollcall.jmx.SessionMBeans;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Lists FTP sessions over RMI on the loopback interface, as a console does. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class JmxPage {
  private static final String[] FIND = {"java.lang.String", "java.lang.String", "int", "int"};
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 10_000;

  /** How many sessions there are. */
  @Param("100000")
  public int sessions;

  private SessionRegistry registry = SessionRegistry.create();
  private ObjectName ftpSessions = ObjectName.WILDCARD;
  private ObjectName madeBefore = ObjectName.WILDCARD;
  private JMXConnectorServer server;
  private JMXConnector client;
  private MBeanServerConnection connection;
  private MBeanServer beans = MBeanServerFactory.newMBeanServer();
  private CompositeData[] rows = {};

  /** Opens the sessions, a connector and a connection to it. */
  @Setup(Level.Trial)
  @SuppressWarnings("BanJNDI") // the address is our own server's
  public void prepare() throws IOException, JMException {
    registry = FtpPopulation.of(sessions);
    beans = MBeanServerFactory.newMBeanServer();
    SessionMBeans.builder(registry).mBeanServer(beans).register();
    ftpSessions = new ObjectName("io.rollcall:type=FtpSessions,name=default");
    madeBefore = new ObjectName("io.rollcall.benchmarks:type=MadeBefore");
    server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("rmi", "127.0.0.1", 0), null, beans);
    server.start();
    client = JMXConnectorFactory.connect(server.getAddress());
    connection = client.getMBeanServerConnection();
    CompositeData page = find(connection, ftpSessions, 0, PAGE);
    rows = (CompositeData[]) page.get("sessions");
    beans.registerMBean(new MadeBefore(page), madeBefore);
  }

  /** Closes it all. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    client.close();
    server.stop();
    registry.close();
  }

  private static CompositeData find(
      MBeanServerConnection through, ObjectName bean, int offset, int limit)
      throws IOException, JMException {
    return (CompositeData) through.invoke(bean, "find", new Object[] {"", "", offset, limit}, FIND);
  }

  /** The first hundred. */
  @Benchmark
  public CompositeData page() throws IOException, JMException {
    return find(connection, ftpSessions, 0, PAGE);
  }

  /** A hundred rows that were made beforehand. */
  @Benchmark
  public CompositeData pageMadeBefore() throws IOException, JMException {
    return find(connection, madeBefore, 0, PAGE);
  }

  /** The first hundred, without a connection: what is left is what the connection costs. */
  @Benchmark
  public CompositeData pageWithoutConnection() throws IOException, JMException {
    return find(beans, ftpSessions, 0, PAGE);
  }

  /** What the JDK alone needs to put a hundred rows' values, which are at hand, into open data. */
  @Benchmark
  public void openDataAlone(Blackhole seen) throws OpenDataException {
    for (CompositeData row : rows) {
      CompositeType type = row.getCompositeType();
      String[] names = type.keySet().toArray(String[]::new);
      seen.consume(new CompositeDataSupport(type, names, row.getAll(names)));
    }
  }

  /** All, in the largest pages that there are. */
  @Benchmark
  public int all() throws IOException, JMException {
    int listed = 0;
    while (listed < sessions) {
      CompositeData page = find(connection, ftpSessions, listed, LARGEST_PAGE);
      listed += ((CompositeData[]) page.get("sessions")).length;
    }
    return listed;
  }
}
