package io.rollcall.jconsole;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A console in a process of its own, JConsole as a rule, with a robot. */
final class RunningConsole implements AutoCloseable {
  private final Process process;
  private final ConsoleRobot robot;
  private final List<String> output = new ArrayList<>();

  private RunningConsole(Process process) throws IOException {
    this.process = process;
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    robot = robot(out);
    Thread reader = new Thread(() -> out.lines().forEach(this::heard), "output of the console");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with further options, connected to a server if one is given after them. */
  static RunningConsole start(Display display, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-pluginpath", plugin().toString()));
    all.addAll(List.of(arguments));
    return startWithoutPlugin(display, all.toArray(String[]::new));
  }

  /** Starts it as the JDK has it. */
  static RunningConsole startWithoutPlugin(Display display, String... arguments)
      throws IOException {
    // seldom: JConsole's own tabs lay out HTML on the window's thread each time
    List<String> all = new ArrayList<>(List.of("-interval=60", "-debug"));
    all.addAll(List.of(arguments));
    return run(display, ConsoleMain.class, all);
  }

  /** Starts another console, which takes JConsole's plugins, connected to a server. */
  static RunningConsole startContainer(Display display, String url) throws IOException {
    return run(display, ContainerMain.class, List.of(plugin().toString(), url));
  }

  private static RunningConsole run(Display display, Class<?> main, List<String> arguments)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Xmx256m",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-exports=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                "-cp",
                classesOfTests(),
                main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DISPLAY", display.name());
    return new RunningConsole(builder.start());
  }

  /** The jar as it is published. */
  static Path plugin() {
    Path jar = Path.of(System.getProperty("rollcall.plugin"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("the plugin is not packaged: " + jar.toAbsolutePath());
    }
    return jar.toAbsolutePath();
  }

  private static String classesOfTests() {
    try {
      return Path.of(ConsoleMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private ConsoleRobot robot(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(ExportedRobot.LINE)) {
        return stub(line.substring(ExportedRobot.LINE.length()));
      }
      heard(line);
    }
    throw new IOException("the console did not start: " + output);
  }

  @SuppressWarnings("BanSerializableRead") // the bytes are from our own child process
  private static ConsoleRobot stub(String text) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(text);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ConsoleRobot) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private synchronized void heard(String line) {
    output.add(line);
  }

  /** What it has printed. */
  synchronized List<String> output() {
    return List.copyOf(output);
  }

  ConsoleRobot robot() {
    return robot;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
