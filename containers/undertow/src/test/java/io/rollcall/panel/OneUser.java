package io.rollcall.panel;

import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undertow's own login, for a single user. */
final class OneUser implements IdentityManager {
  private final String name;
  private final String password;

  OneUser(String name, String password) {
    this.name = name;
    this.password = password;
  }

  @Override
  public Account verify(Account account) {
    return account;
  }

  @Override
  public @Nullable Account verify(String id, Credential credential) {
    return id.equals(name)
            && credential instanceof PasswordCredential given
            && password.equals(new String(given.getPassword()))
        ? new Known(name)
        : null;
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return null;
  }

  private static final class Known implements Account {
    private static final long serialVersionUID = 1;

    private final String name;

    Known(String name) {
      this.name = name;
    }

    @Override
    public Principal getPrincipal() {
      return () -> name;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of();
    }
  }
}
