package io.rollcall.jmx;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.SessionRegistry;
import io.rollcall.TerminationOrder;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.PanelLogin;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.SessionHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The smallest adapter: a session that is ordered to end is gone at once. Notes the orders. */
final class Door {
  final SessionRegistry registry;
  final List<TerminationOrder> orders = new CopyOnWriteArrayList<>();

  Door(SessionRegistry registry) {
    this.registry = registry;
  }

  FtpHandle connect(String address) {
    return connect(address, this::endAtOnce);
  }

  /** Opens a connection that an order ends in another way. */
  FtpHandle connect(String address, Means means) {
    CompletableFuture<SessionHandle> opened = new CompletableFuture<>();
    FtpHandle handle = registry.openFtp(address(address), "FTP", means.control(opened));
    opened.complete(handle);
    return handle;
  }

  FtpHandle ftp(String login) {
    return ftp(new Account(login, AccountType.WEB_USER, null), "192.0.2.1");
  }

  FtpHandle ftp(Account account, String address) {
    FtpHandle handle = connect(address);
    handle.loggedIn(account);
    return handle;
  }

  SessionHandle panel(String login) {
    return panel(new Account(login, AccountType.DOMAIN_OWNER, null), "192.0.2.1", null);
  }

  SessionHandle panel(Account account, String address, @Nullable String client) {
    CompletableFuture<SessionHandle> opened = new CompletableFuture<>();
    SessionHandle handle =
        registry.openPanel(
            PanelLogin.of(account).address(address(address)).client(client).build(),
            endAtOnce(opened));
    opened.complete(handle);
    return handle;
  }

  private SessionControl endAtOnce(CompletableFuture<SessionHandle> opened) {
    return order -> {
      orders.add(order);
      opened.join().closed(Ending.Cause.DISCONNECTED);
    };
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** How a session is ended. */
  @FunctionalInterface
  interface Means {
    SessionControl control(CompletableFuture<SessionHandle> opened);
  }
}
