package io.rollcall.jconsole;

import java.nio.file.Path;
import javax.management.remote.JMXServiceURL;

/** Starts a console that is not JConsole and takes its plugins, with a robot beside it. */
public final class ContainerMain {
  private ContainerMain() {}

  /**
   * Starts the console, and ends with the standard input.
   *
   * @param arguments the plugin's jar, and the address of the server
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    ExportedRobot robot = ExportedRobot.export();
    PluginContainer container = new PluginContainer(Path.of(arguments[0]));
    container.connect(new JMXServiceURL(arguments[1]));
    robot.serve();
  }
}
