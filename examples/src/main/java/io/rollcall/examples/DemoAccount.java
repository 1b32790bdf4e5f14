package io.rollcall.examples;

import io.rollcall.Account;
import io.rollcall.AccountType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of the demo, with the password {@value #PASSWORD}.
 *
 * @param login the login name
 * @param type what kind of user this is; UNREGISTERED for one that the panel does not know
 * @param domain the domain of the account, or null
 */
record DemoAccount(String login, AccountType type, @Nullable String domain) {
  static final String PASSWORD = "demo";

  static final List<DemoAccount> PANEL =
      List.of(
          new DemoAccount("admin", AccountType.ADMINISTRATOR, null),
          new DemoAccount("example.com", AccountType.DOMAIN_OWNER, "example.com"),
          new DemoAccount("info@example.com", AccountType.MAILBOX_OWNER, "example.com"));

  static final List<DemoAccount> FTP =
      List.of(
          new DemoAccount("alice", AccountType.DOMAIN_OWNER, "example.com"),
          new DemoAccount("shop", AccountType.SUBDOMAIN_OWNER, "shop.example.com"),
          new DemoAccount("pages", AccountType.WEB_USER, "example.com"),
          new DemoAccount("backup", AccountType.UNREGISTERED, null),
          new DemoAccount("anonymous", AccountType.ANONYMOUS, null),
          // as somebody would call himself who hopes for a careless screen
          new DemoAccount("<html><b>mallory", AccountType.WEB_USER, "example.com"));

  /** Finds the account that the hosting server has registered for a login. */
  static @Nullable Account find(List<DemoAccount> accounts, String login) {
    return accounts.stream()
        .filter(account -> account.login().equals(login))
        .filter(account -> account.type() != AccountType.UNREGISTERED)
        .map(account -> new Account(login, account.type(), account.domain()))
        .findAny()
        .orElse(null);
  }

  /** Whether a login and a password are right. */
  static boolean isRight(List<DemoAccount> accounts, @Nullable String login, String password) {
    return PASSWORD.equals(password)
        && accounts.stream().anyMatch(account -> account.login().equals(login));
  }
}
