package io.rollcall;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients that come in by either door, if they are let in; their sessions end when told to. */
public final class Arrivals {
  public static final TerminationOrder ORDER =
      TerminationOrder.by("operator").because("password changed");

  private Arrivals() {}

  public static Account account(String login, @Nullable String domain) {
    return new Account(login, AccountType.WEB_USER, domain);
  }

  public static SessionHandle panel(SessionRegistry registry, Account account, String address) {
    return Doors.obedient(
        control ->
            registry.openPanel(
                PanelLogin.of(account).address(Doors.address(address)).build(), control));
  }

  public static FtpHandle connect(SessionRegistry registry, String address) {
    return Doors.obedient(control -> connect(registry, Doors.address(address), control));
  }

  private static FtpHandle connect(
      SessionRegistry registry, InetAddress address, SessionControl control) {
    return registry.openFtp(address, "FTP", control);
  }

  /** Connects and logs in, as an adapter does: a connection whose login is refused is closed. */
  public static FtpHandle ftp(SessionRegistry registry, Account account, String address) {
    FtpHandle handle = connect(registry, address);
    try {
      handle.loggedIn(account);
      return handle;
    } catch (SessionRefusedException e) {
      handle.closed(Ending.Cause.DISCONNECTED);
      throw e;
    }
  }

  public static SessionHandle come(
      SessionRegistry registry, Service door, Account account, String address) {
    return door == Service.PANEL
        ? panel(registry, account, address)
        : ftp(registry, account, address);
  }

  /** What keeps somebody out, or null for one who is let in, and leaves at once. */
  public static @Nullable Refusal refusal(
      SessionRegistry registry, Service door, Account account, String address) {
    try {
      come(registry, door, account, address).closed(Ending.Cause.LOGGED_OUT);
      return null;
    } catch (SessionRefusedException e) {
      return e.refusal();
    }
  }

  /** Whether somebody is let in, which must be so at both doors or at neither. */
  public static boolean isLetIn(SessionRegistry registry, Account account, String address) {
    boolean panel = refusal(registry, Service.PANEL, account, address) == null;
    boolean ftp = refusal(registry, Service.FTP, account, address) == null;
    if (panel != ftp) {
      throw new AssertionError("let in by the panel: " + panel + ", by FTP: " + ftp);
    }
    return panel;
  }

  /** The sessions of both doors. */
  public static List<SessionInfo> all(SessionRegistry registry) {
    List<SessionInfo> all = new ArrayList<>(registry.panelSessions());
    all.addAll(registry.ftpSessions());
    return all;
  }
}
