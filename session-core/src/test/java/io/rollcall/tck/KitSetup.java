package io.rollcall.tck;

import io.rollcall.AccountResolver;
import io.rollcall.SessionRegistry;
import java.util.List;

/**
 * What an adapter under test is to be installed with.
 *
 * @param registry where its sessions go; the kit closes it
 * @param accountResolver knows the accounts; may throw and hang
 * @param hook to be run, if the adapter or its host has such a call-back, when an order has ended a
 *     session, each time and on whatever thread; may throw and hang
 * @param clock the registry's clock, for an adapter that has one too
 */
public record KitSetup(
    SessionRegistry registry, AccountResolver accountResolver, Runnable hook, KitClock clock) {
  /** The logins that the host has to know. */
  public static final List<String> LOGINS = List.of("alice", "bob", "carol");
}
