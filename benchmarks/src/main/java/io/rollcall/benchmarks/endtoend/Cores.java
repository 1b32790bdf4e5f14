package io.rollcall.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clients, in this process, on the first core and servers on the others, so that a run
 * does not depend on where the system happens to put them. Needs Linux's taskset and two cores;
 * without, the system decides.
 */
final class Cores implements AutoCloseable {
  private final @Nullable String all;
  private final String others;

  private Cores(@Nullable String all, String others) {
    this.all = all;
    this.others = others;
  }

  /** Takes the first core for this process. */
  static Cores split() throws IOException {
    String all = coresOfThisProcess();
    int comma = all.indexOf(',');
    int dash = all.indexOf('-');
    if (comma < 0 && dash < 0) {
      return new Cores(null, "");
    }
    boolean range = comma < 0 || (dash >= 0 && dash < comma);
    String first = all.substring(0, range ? dash : comma);
    String others =
        range ? Integer.parseInt(first) + 1 + all.substring(dash) : all.substring(comma + 1);
    Cores cores = new Cores(all, others);
    assign(first, ProcessHandle.current().pid());
    return cores;
  }

  /** Keeps a server, with all threads that it has, on the other cores. */
  void keepOnOthers(long process) throws IOException {
    if (all != null) {
      assign(others, process);
    }
  }

  /** Lets this process run anywhere again. */
  @Override
  public void close() throws IOException {
    if (all != null) {
      assign(all, ProcessHandle.current().pid());
    }
  }

  /** Returns a list such as 0,2-5, or an empty one where taskset does not tell. */
  private static String coresOfThisProcess() {
    try {
      String answer = taskset(List.of("taskset", "-cp", pid(ProcessHandle.current().pid())));
      return answer.substring(answer.lastIndexOf(' ') + 1);
    } catch (IOException e) { // there is none
      return "";
    }
  }

  private static void assign(String cores, long process) throws IOException {
    taskset(List.of("taskset", "-acp", cores, pid(process)));
  }

  private static String pid(long process) {
    return Long.toString(process);
  }

  private static String taskset(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return answer;
  }
}
