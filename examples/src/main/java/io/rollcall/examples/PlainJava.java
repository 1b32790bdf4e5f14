package io.rollcall.examples;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionHandle;
import java.util.concurrent.atomic.AtomicReference;

/** The least that a panel with a server of its own writes: plain calls, no container. */
public final class PlainJava {
  private PlainJava() {}

  /**
   * Opens a session, lists it and orders it to end.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    try (SessionRegistry sessions = SessionRegistry.create()) {
      Account account = new Account("example.com", AccountType.DOMAIN_OWNER, "example.com");
      AtomicReference<SessionHandle> handle = new AtomicReference<>();
      handle.set(
          sessions.openPanel(
              PanelLogin.of(account).client("curl/8").build(),
              order -> handle.get().closed(Ending.Cause.LOGGED_OUT)));

      handle.get().touch(); // at each request that the user makes
      sessions.panelSessions().forEach(System.out::println);

      Termination answer =
          sessions.terminate(
              handle.get().id(), TerminationOrder.by("admin").because("password changed"));
      System.out.println(answer);
    }
  }
}
