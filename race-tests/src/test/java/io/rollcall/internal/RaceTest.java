package io.rollcall.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the race tests: a glance at each by default; with {@code -Drollcall.races=default}, or
 * {@code tough}, as long and with as many settings of the compilers as jcstress has by that name.
 *
 * <p>A failure names the JVM's options, among them the seed by which its compilers shuffle
 * instructions, so that it can be repeated; the report is in {@code target/jcstress}.
 */
class RaceTest {
  private static final String MODE = System.getProperty("rollcall.races", "glance");

  /** A third of a second for each race, each in a JVM of its own. */
  private static final List<String> GLANCE =
      List.of("-jvmArgs -Xmx256m -sc false -f 1 -fsm 0 -iters 1 -time 300".split(" ", -1));

  private static final List<Class<?>> RACES =
      List.of(RowListRaces.class, SessionRaces.class, AdmissionRaces.class);

  private static final Pattern RESULTS = Pattern.compile("Results: (\\d+) planned; (\\d+) passed,");

  @Test
  void showOnlyWhatTheyMay() throws IOException, InterruptedException {
    Path report = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
    Path output = report.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "org.openjdk.jcstress.Main"));
    command.addAll(
        List.of("-t", "io\\.rollcall\\.internal\\..*Races\\..*", "-r", report.toString()));
    command.addAll(MODE.equals("glance") ? GLANCE : List.of("-m", MODE));
    Process jcstress =
        new ProcessBuilder(command)
            .directory(report.toFile()) // where it leaves its results
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    try {
      assertEquals(0, jcstress.waitFor(), () -> read(output));
    } finally {
      jcstress.destroy();
    }
    MatchResult last =
        RESULTS.matcher(read(output)).results().reduce((first, second) -> second).orElseThrow();
    assertEquals(last.group(1), last.group(2), () -> read(output));
    int races = RACES.stream().mapToInt(RaceTest::count).sum();
    assertTrue(Integer.parseInt(last.group(2)) >= races, () -> read(output));
  }

  /** The class path without places that are not there, which jcstress stumbles over. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> Files.exists(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int count(Class<?> races) {
    return (int)
        Stream.of(races.getDeclaredClasses())
            .filter(race -> !Modifier.isAbstract(race.getModifiers()))
            .count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
