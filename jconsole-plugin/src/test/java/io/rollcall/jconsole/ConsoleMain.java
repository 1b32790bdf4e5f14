package io.rollcall.jconsole;

import java.lang.reflect.Method;

/** Starts the JDK's own JConsole with a robot beside it. */
public final class ConsoleMain {
  private ConsoleMain() {}

  /**
   * Starts JConsole, and ends with the standard input.
   *
   * @param arguments as JConsole takes them
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    ExportedRobot robot = ExportedRobot.export();
    Method jconsole =
        Class.forName("sun.tools.jconsole.JConsole").getMethod("main", String[].class);
    jconsole.invoke(null, (Object) arguments);
    robot.serve();
  }
}
