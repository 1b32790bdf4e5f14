package io.rollcall;

/** What kind of user an {@linkplain Account account} belongs to. */
public enum AccountType {
  /** Runs the server. */
  ADMINISTRATOR,

  /** Sells hosting on the server. */
  RESELLER,

  /** Buys hosting on the server. */
  CLIENT,

  /** Owns or administers a domain or a web site. */
  DOMAIN_OWNER,

  /** Owns a mailbox. */
  MAILBOX_OWNER,

  /** Administers a subdomain. */
  SUBDOMAIN_OWNER,

  /** Owns a personal web page that has no domain name of its own. */
  WEB_USER,

  /** Logged in to FTP without an account (RFC 1635). */
  ANONYMOUS,

  /** Logged in with a login that the embedder's {@link AccountResolver} does not know. */
  UNREGISTERED
}
