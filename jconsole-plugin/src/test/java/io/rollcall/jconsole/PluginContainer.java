package io.rollcall.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.beans.PropertyChangeListener;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectionNotification;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import javax.swing.event.SwingPropertyChangeSupport;

/**
 * A window for JConsole's plugins that has nothing of JConsole but the published interface, and
 * does what that leaves open as VisualVM's container does: it makes plugins that it never uses,
 * sets the context before there is a connection, asks for workers on a background thread, and when
 * the connection is lost disposes of its plugins on that thread and leaves their tabs in the
 * window.
 */
final class PluginContainer implements JConsoleContext {
  private static final int INTERVAL_MILLIS = 500;

  private final SwingPropertyChangeSupport listeners = new SwingPropertyChangeSupport(this, true);
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final ServiceLoader<JConsolePlugin> loader;
  private final List<JConsolePlugin> plugins;
  private volatile ConnectionState state = ConnectionState.DISCONNECTED;
  private volatile MBeanServerConnection connection;
  private ScheduledFuture<?> updates;

  PluginContainer(Path jar) throws IOException {
    // open for as long as the process lives, as the plugins' classes are
    URLClassLoader classes =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, PluginContainer.class.getClassLoader());
    loader = ServiceLoader.load(JConsolePlugin.class, classes);
    plugins(); // to see whether they can be made
    plugins().forEach(JConsolePlugin::dispose);
    plugins = plugins();
    if (plugins.isEmpty()) {
      throw new IOException("no plugin in " + jar);
    }
    plugins.forEach(plugin -> plugin.setContext(this));
  }

  private List<JConsolePlugin> plugins() {
    loader.reload();
    return loader.stream().map(ServiceLoader.Provider::get).toList();
  }

  @SuppressWarnings("BanJNDI") // the address is the test's own
  void connect(JMXServiceURL url) throws Exception {
    setState(ConnectionState.CONNECTING);
    JMXConnector connector =
        JMXConnectorFactory.connect(
            url, Map.of("jmx.remote.x.client.connection.check.period", 500L));
    connector.addConnectionNotificationListener(
        (notification, handback) -> {
          if (notification.getType().equals(JMXConnectionNotification.FAILED)
              || notification.getType().equals(JMXConnectionNotification.CLOSED)) {
            background.execute(this::disconnected);
          }
        },
        null,
        null);
    connection = connector.getMBeanServerConnection();
    setState(ConnectionState.CONNECTED);
    SwingUtilities.invokeAndWait(this::show);
    updates =
        background.scheduleWithFixedDelay(
            this::update, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void show() {
    JTabbedPane pane = new JTabbedPane();
    for (JConsolePlugin plugin : plugins) {
      for (Map.Entry<String, JPanel> tab : plugin.getTabs().entrySet()) {
        pane.addTab(tab.getKey(), tab.getValue());
      }
    }
    JFrame window = new JFrame("Not JConsole");
    window.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    window.add(pane);
    window.pack();
    window.setVisible(true);
  }

  private void update() {
    for (JConsolePlugin plugin : plugins) {
      SwingWorker<?, ?> worker = plugin.newSwingWorker();
      if (worker != null) {
        worker.execute();
      }
    }
  }

  private void disconnected() {
    if (state == ConnectionState.CONNECTED) {
      updates.cancel(false);
      setState(ConnectionState.DISCONNECTED);
      plugins.forEach(JConsolePlugin::dispose);
      plugins.forEach(JConsolePlugin::dispose); // and again, as a closed view does
    }
  }

  private void setState(ConnectionState now) {
    ConnectionState before = state;
    state = now;
    listeners.firePropertyChange(CONNECTION_STATE_PROPERTY, before, now);
  }

  @Override
  public MBeanServerConnection getMBeanServerConnection() {
    return connection;
  }

  @Override
  public ConnectionState getConnectionState() {
    return state;
  }

  @Override
  public void addPropertyChangeListener(PropertyChangeListener listener) {
    listeners.addPropertyChangeListener(listener);
  }

  @Override
  public void removePropertyChangeListener(PropertyChangeListener listener) {
    listeners.removePropertyChangeListener(listener);
  }
}
