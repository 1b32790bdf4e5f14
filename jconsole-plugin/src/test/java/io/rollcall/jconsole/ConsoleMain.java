package io.rollcall.jconsole;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.rmi.Remote;
import java.rmi.server.UnicastRemoteObject;
import java.util.Base64;

/**
 * Starts the JDK's own JConsole with a robot beside it, and prints where the robot is to be
 * reached. Ends when whoever started it closes its standard input.
 */
public final class ConsoleMain {
  static final String ROBOT = "ROBOT ";

  private ConsoleMain() {}

  /**
   * Starts JConsole.
   *
   * @param arguments as JConsole takes them
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    ConsoleDriver driver = new ConsoleDriver();
    Remote stub = UnicastRemoteObject.exportObject(driver, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(stub);
    }
    Method jconsole =
        Class.forName("sun.tools.jconsole.JConsole").getMethod("main", String[].class);
    jconsole.invoke(null, (Object) arguments);
    System.out.println(ROBOT + Base64.getEncoder().encodeToString(bytes.toByteArray()));
    while (System.in.read() >= 0) {
      // nothing is said: the end of the input is the order to end
    }
    System.exit(0);
  }
}
