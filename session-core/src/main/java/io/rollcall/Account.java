package io.rollcall;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who is logged in.
 *
 * @param login the login name, exactly as it was accepted; chosen by the client, so hostile until
 *     {@linkplain PrintableText shown safely}
 * @param type what kind of user this is
 * @param domain the domain the account belongs to, or null if it belongs to none
 */
public record Account(String login, AccountType type, @Nullable String domain) {
  /**
   * Refuses null for login and type.
   *
   * @param login the login name
   * @param type what kind of user this is
   * @param domain the domain, or null
   */
  public Account {
    requireNonNull(login, "login");
    requireNonNull(type, "type");
  }

  /**
   * Returns the account of a login that nobody knows more about.
   *
   * @param login the login name
   * @return an account of type {@link AccountType#UNREGISTERED} without a domain
   */
  public static Account unregistered(String login) {
    return new Account(login, AccountType.UNREGISTERED, null);
  }
}
