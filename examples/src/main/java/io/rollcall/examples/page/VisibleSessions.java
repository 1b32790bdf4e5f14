package io.rollcall.examples.page;

import io.rollcall.Account;
import io.rollcall.AccountType;
import io.rollcall.Filter;
import io.rollcall.Service;
import io.rollcall.SessionInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a user may see, and end: an administrator all, a domain owner those of the domain,
 * anybody else those of the own account. {@link #filter} and {@link #includes} say the same, one
 * for listings and the other for a session at hand.
 *
 * @param user the user
 */
record VisibleSessions(Account user) {
  boolean seesAll() {
    return user.type() == AccountType.ADMINISTRATOR;
  }

  /** Says it in words for the page; empty for all. */
  String inWords() {
    if (seesAll()) {
      return "";
    }
    return isDomainOwner() ? "of " + user.domain() : "of your account";
  }

  private boolean isDomainOwner() {
    return user.type() == AccountType.DOMAIN_OWNER && user.domain() != null;
  }

  Filter filter(Service service) {
    if (seesAll()) {
      return Filter.all();
    }
    String domain = user.domain();
    Filter ofDomain = domain == null ? Filter.all() : Filter.domain(domain);
    return isDomainOwner()
        ? ofDomain
        : Filter.login(user.login())
            .and(Filter.parse(service, "type=" + user.type()))
            .and(ofDomain);
  }

  boolean includes(SessionInfo session) {
    if (seesAll()) {
      return true;
    }
    Account account = session.account();
    if (account == null) {
      return false;
    }
    boolean ofDomain =
        user.domain() == null || normal(user.domain()).equals(normal(account.domain()));
    return isDomainOwner()
        ? ofDomain
        : ofDomain && account.login().equals(user.login()) && account.type() == user.type();
  }

  /** Domains are compared as {@link Filter#domain} does. */
  private static @Nullable String normal(@Nullable String domain) {
    if (domain == null) {
      return null;
    }
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
