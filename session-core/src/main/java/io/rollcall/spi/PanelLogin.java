package io.rollcall.spi;

import static java.util.Objects.requireNonNull;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an adapter knows of a control panel login. Immutable. */
public final class PanelLogin {
  private final Account account;
  private final @Nullable AccountResolver resolver;
  private final @Nullable InetAddress address;
  private final @Nullable String client;
  private final @Nullable Instant logonTime;

  private PanelLogin(Builder builder) {
    account = builder.account;
    resolver = builder.resolver;
    address = builder.address;
    client = builder.client;
    logonTime = builder.logonTime;
  }

  /**
   * Starts with a known account.
   *
   * @param account who logged in
   * @return a builder
   */
  public static Builder of(Account account) {
    return new Builder(account, null);
  }

  /**
   * Starts with a login whose account the embedder is asked for. Opening the session then waits at
   * most a tenth of a second for the answer; a later one is taken when it comes.
   *
   * @param login the login that was accepted
   * @param resolver knows its account
   * @return a builder
   */
  public static Builder of(String login, AccountResolver resolver) {
    return new Builder(Account.unregistered(login), requireNonNull(resolver, "resolver"));
  }

  /**
   * Returns who logged in, as far as known now.
   *
   * @return the account
   */
  public Account account() {
    return account;
  }

  /**
   * Returns who knows more about the account.
   *
   * @return the resolver, or null if the account is known
   */
  public @Nullable AccountResolver resolver() {
    return resolver;
  }

  /**
   * Returns where the browser connects from.
   *
   * @return the address, or null if unknown
   */
  public @Nullable InetAddress address() {
    return address;
  }

  /**
   * Returns what the client calls itself.
   *
   * @return the {@code User-Agent}, or null if it did not say
   */
  public @Nullable String client() {
    return client;
  }

  /**
   * Returns when the user logged in, if that was before now.
   *
   * @return the time, or null for now
   */
  public @Nullable Instant logonTime() {
    return logonTime;
  }

  /** Builds a {@link PanelLogin}. */
  public static final class Builder {
    private final Account account;
    private final @Nullable AccountResolver resolver;
    private @Nullable InetAddress address;
    private @Nullable String client;
    private @Nullable Instant logonTime;

    private Builder(Account account, @Nullable AccountResolver resolver) {
      this.account = requireNonNull(account, "account");
      this.resolver = resolver;
    }

    /**
     * Sets where the browser connects from.
     *
     * @param address the address, or null if unknown
     * @return this
     */
    public Builder address(@Nullable InetAddress address) {
      this.address = address;
      return this;
    }

    /**
     * Sets what the client calls itself.
     *
     * @param client the {@code User-Agent}, or null if it did not say
     * @return this
     */
    public Builder client(@Nullable String client) {
      this.client = client;
      return this;
    }

    /**
     * Sets when the user logged in, for a session that outlived a restart. It is kept to the
     * microsecond, and within 290,000 years of 1970.
     *
     * @param logonTime the time, or null for now
     * @return this
     */
    public Builder logonTime(@Nullable Instant logonTime) {
      this.logonTime = logonTime;
      return this;
    }

    /**
     * Builds it.
     *
     * @return the login
     */
    public PanelLogin build() {
      return new PanelLogin(this);
    }
  }
}
