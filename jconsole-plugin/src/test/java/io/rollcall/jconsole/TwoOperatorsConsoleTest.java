package io.rollcall.jconsole;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators at two consoles remove the same session at once, and both are told the truth. */
class TwoOperatorsConsoleTest {
  @TempDir private Path home;

  @Test
  void bothAreToldTheTruth() throws Exception {
    ConsoleSession.require("Two operators");
    ExecutorService hands = Executors.newFixedThreadPool(2);
    try (ConsoleServer server = ConsoleServer.start(home)) {
      Callable<ConsoleSession> open = () -> ConsoleSession.open(server.jmx.url());
      Future<ConsoleSession> first = hands.submit(open);
      Future<ConsoleSession> second = hands.submit(open);
      try (ConsoleSession one = first.get();
          ConsoleSession other = second.get()) {
        bothRemove(server, List.of(one, other), hands);
      }
    } finally {
      hands.shutdownNow();
    }
  }

  private static void bothRemove(
      ConsoleServer server, List<ConsoleSession> operators, ExecutorService hands)
      throws Exception {
    FTPClient client = server.login("alice");
    for (ConsoleSession operator : operators) {
      operator.tab("FTP Sessions", "ftp");
      operator.seeColumn("ftp.table", "FTP user login", List.of("alice"));
      operator.tick("alice");
      operator.see(() -> operator.robot.isEnabled("ftp.remove"));
      operator.robot.click("ftp.remove");
      operator.see(() -> operator.robot.isShowing("remove.confirm"));
    }
    List<Future<?>> clicks = new ArrayList<>();
    for (ConsoleSession operator : operators) {
      clicks.add(
          hands.submit(
              () -> {
                operator.robot.click("remove.confirm");
                return null;
              }));
    }
    for (Future<?> click : clicks) {
      click.get();
    }
    List<String> answers = new ArrayList<>();
    for (ConsoleSession operator : operators) {
      operator.see(() -> operator.robot.text("remove.heading").startsWith("1 FTP session: 1 "));
      answers.add(operator.column("remove.table", "What happened").get(0));
    }
    assertTrue(
        answers.stream().anyMatch(answer -> answer.startsWith("Terminated:")), answers::toString);
    assertTrue(
        answers.stream().allMatch(answer -> answer.matches("(Terminated|Already ended): .*")),
        answers::toString);
    await().until(() -> !isAlive(client));
    assertEquals(List.of(), server.registry.ftpSessions());
    assertEquals(1, server.registry.recentEndings().size());
  }

  private static boolean isAlive(FTPClient client) {
    try {
      return client.sendNoOp();
    } catch (IOException e) {
      return false;
    }
  }
}
