package io.rollcall.jconsole;

import java.awt.AWTException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.rmi.Remote;
import java.rmi.server.UnicastRemoteObject;
import java.util.Base64;

/** The robot of this process, for whoever started the process. */
final class ExportedRobot {
  /** What the line begins with that says where the robot is to be reached. */
  static final String LINE = "ROBOT ";

  /** RMI alone lets an exported object go before its first client has come. */
  private static ConsoleDriver kept;

  private final Remote stub;

  private ExportedRobot(Remote stub) {
    this.stub = stub;
  }

  /** Makes the robot, before there is a window. */
  static ExportedRobot export() throws AWTException, IOException {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    kept = new ConsoleDriver();
    return new ExportedRobot(UnicastRemoteObject.exportObject(kept, 0));
  }

  /** Prints where it is to be reached, and ends the process with its standard input. */
  void serve() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(stub);
    }
    System.out.println(LINE + Base64.getEncoder().encodeToString(bytes.toByteArray()));
    while (System.in.read() >= 0) {
      // nothing is said: the end of the input is the order to end
    }
    System.exit(0);
  }
}
