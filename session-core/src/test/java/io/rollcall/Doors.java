package io.rollcall;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The adapters of these tests: they open sessions, and end them when told to. */
public final class Doors {
  /** Starts nothing: the session stays. */
  public static final SessionControl IGNORING = order -> {};

  private Doors() {}

  /** Opens a session whose control ends it at once. */
  public static <H extends SessionHandle> H obedient(Function<SessionControl, H> opening) {
    CompletableFuture<H> handle = new CompletableFuture<>();
    H opened = opening.apply(order -> handle.get().closed(Ending.Cause.DISCONNECTED));
    handle.complete(opened);
    return opened;
  }

  /** Opens a session whose control does nothing at its first call, and ends it at the second. */
  public static SessionHandle endingAtTheSecondCall(SessionRegistry registry, AtomicInteger calls) {
    CompletableFuture<SessionHandle> handle = new CompletableFuture<>();
    SessionHandle opened =
        panel(
            registry,
            "alice",
            order -> {
              if (calls.incrementAndGet() == 2) {
                handle.get().closed(Ending.Cause.LOGGED_OUT);
              }
            });
    handle.complete(opened);
    return opened;
  }

  public static SessionHandle panel(SessionRegistry registry, String login) {
    return obedient(control -> panel(registry, login, control));
  }

  public static SessionHandle panel(
      SessionRegistry registry, String login, SessionControl control) {
    return registry.openPanel(PanelLogin.of(Account.unregistered(login)).build(), control);
  }

  public static FtpHandle connect(SessionRegistry registry) {
    return obedient(control -> connect(registry, control));
  }

  public static FtpHandle connect(SessionRegistry registry, SessionControl control) {
    return registry.openFtp(address("192.0.2.1"), "FTP", control);
  }

  public static FtpHandle ftp(SessionRegistry registry, String login) {
    FtpHandle handle = connect(registry);
    handle.loggedIn(Account.unregistered(login));
    return handle;
  }

  public static FtpHandle ftp(SessionRegistry registry, Account account) {
    FtpHandle handle = connect(registry);
    handle.loggedIn(account);
    return handle;
  }

  public static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
