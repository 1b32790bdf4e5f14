package io.rollcall.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.beans.PropertyChangeListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;

/**
 * Adds the tabs <em>Sessions</em>, <em>FTP Sessions</em>, <em>History</em> and <em>Lockouts</em> to
 * JConsole.
 *
 * <p>A console makes an instance for each connection, and some that it never uses: threads and
 * timers are started by {@link #getTabs}, which it calls on the window's thread, and ended by
 * {@link #dispose}, which it may call on any thread, more than once, and with the tabs left in its
 * window: VisualVM does so when the connection is lost.
 */
public final class RollcallPlugin extends JConsolePlugin {
  private final Map<String, JPanel> panels = new LinkedHashMap<>();
  private List<LiveTab<?, ?>> tabs = List.of();
  private final PropertyChangeListener connectionListener =
      event -> {
        if (JConsoleContext.CONNECTION_STATE_PROPERTY.equals(event.getPropertyName())) {
          SwingUtilities.invokeLater(this::connectionChanged);
        }
      };

  /** Creates the plugin; JConsole does, and tells it of its connection later. */
  public RollcallPlugin() {}

  /**
   * Returns the tabs.
   *
   * @return the tabs by their titles, in order, and always the same
   */
  @Override
  public Map<String, JPanel> getTabs() {
    if (panels.isEmpty()) {
      Server server = new Server(getContext());
      Registries registries = new Registries();
      SessionsTab panel = new SessionsTab(Service.PANEL, server, registries);
      SessionsTab ftp = new SessionsTab(Service.FTP, server, registries);
      HistoryTab history = new HistoryTab(server, registries);
      LockoutsTab lockouts = new LockoutsTab(server, registries);
      tabs = List.of(panel, ftp, history, lockouts);
      panels.put("Sessions", panel.panel);
      panels.put("FTP Sessions", ftp.panel);
      panels.put("History", history.panel);
      panels.put("Lockouts", lockouts.panel);
      addContextPropertyChangeListener(connectionListener);
    }
    return panels;
  }

  private void connectionChanged() {
    tabs.forEach(LiveTab::connectionChanged);
  }

  /**
   * Returns nothing for JConsole to run: the tabs refresh themselves, each at its own interval and
   * only while it is on the screen.
   *
   * @return null
   */
  @Override
  public SwingWorker<?, ?> newSwingWorker() {
    return null;
  }

  /** Ends the tabs' threads and timers; soon after, if it is not called on the window's thread. */
  @Override
  public void dispose() {
    removeContextPropertyChangeListener(connectionListener);
    if (SwingUtilities.isEventDispatchThread()) {
      closeTabs();
    } else {
      SwingUtilities.invokeLater(this::closeTabs);
    }
  }

  private void closeTabs() {
    tabs.forEach(LiveTab::close);
  }
}
