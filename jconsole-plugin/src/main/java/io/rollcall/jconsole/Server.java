package io.rollcall.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsoleContext.ConnectionState;
import java.io.IOException;
import javax.management.MBeanServerConnection;

/** The server that the console is connected to, now or again. */
final class Server {
  private final JConsoleContext context;

  Server(JConsoleContext context) {
    this.context = context;
  }

  boolean isConnected() {
    return context.getConnectionState() == ConnectionState.CONNECTED;
  }

  /**
   * The connection there is now: a reconnected console has another.
   *
   * @throws IOException if there is none
   */
  MBeanServerConnection connection() throws IOException {
    MBeanServerConnection connection = context.getMBeanServerConnection();
    if (connection == null || !isConnected()) {
      throw new IOException("the console is not connected");
    }
    return connection;
  }
}
