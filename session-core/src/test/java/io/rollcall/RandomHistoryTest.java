package io.rollcall;

import io.rollcall.SessionLimits.Policy;
import io.rollcall.SessionLimits.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Random histories, in which the registry and a model that is simple enough to be believed are told
 * the same. A history that shows a difference is shortened to the steps that matter, and printed
 * with its seed.
 */
@Tag("heavy")
class RandomHistoryTest {
  private static final int STEPS = 40;
  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("alice", AccountType.CLIENT, "example.com"),
          new Account("Alice", AccountType.WEB_USER, "Example.com"),
          new Account("bob", AccountType.CLIENT, "example.org"),
          Account.unregistered("carol"));
  private static final List<String> ADDRESSES = List.of("203.0.113.1", "203.0.113.2", "192.0.2.1");
  private static final List<LockoutTarget> TARGETS =
      List.of(
          LockoutTarget.login("alice"),
          LockoutTarget.login("ALICE"),
          LockoutTarget.address("203.0.113.1"),
          LockoutTarget.address("203.0.113.0/24"),
          LockoutTarget.loginFrom("bob", "203.0.113.0/24"),
          LockoutTarget.domain("EXAMPLE.com"));

  @Property
  void agreesWithTheModel(@ForAll("histories") ActionChain<RegistryHistory> history) {
    history.withInvariant("agrees", RegistryHistory::assertAgrees).run().close();
  }

  @Provide
  Arbitrary<ActionChain<RegistryHistory>> histories() {
    return ActionChain.startWith(RegistryHistory::new)
        .withAction(
            4,
            step(
                "open a panel session",
                Combinators.combine(accounts(), addresses(), breaks(), agos()).as(Panel::new),
                (history, it) ->
                    history.openPanel(it.account(), it.address(), it.breaks(), it.ago())))
        .withAction(
            6,
            step(
                "connect",
                Combinators.combine(addresses(), breaks()).as(Map::entry),
                (history, it) -> history.connect(it.getKey(), it.getValue())))
        .withAction(
            6,
            step(
                "log in",
                Combinators.combine(numbers(), accounts()).as(Map::entry),
                (history, it) -> history.logIn(it.getKey(), it.getValue())))
        .withAction(
            3,
            step(
                "advance milliseconds",
                Arbitraries.integers().between(1, 20_000),
                (history, it) -> history.advance(Duration.ofMillis(it))))
        .withAction(
            2,
            step(
                "touch",
                Combinators.combine(numbers(), breaks()).as(Map::entry),
                (history, it) -> history.touch(it.getKey(), it.getValue())))
        .withAction(
            2,
            step(
                "transfer",
                Combinators.combine(numbers(), Arbitraries.integers().between(1, 9_999))
                    .as(Map::entry),
                (history, it) ->
                    history.transfer(it.getKey(), it.getValue(), it.getValue() % 3 == 0)))
        .withAction(
            2,
            step(
                "close",
                Combinators.combine(
                        numbers(),
                        Arbitraries.of(
                            Ending.Cause.LOGGED_OUT,
                            Ending.Cause.DISCONNECTED,
                            Ending.Cause.EXPIRED))
                    .as(Map::entry),
                (history, it) -> history.close(it.getKey(), it.getValue())))
        .withAction(
            1,
            step(
                "use closed",
                Combinators.combine(numbers(), accounts()).as(Map::entry),
                (history, it) -> history.useClosed(it.getKey(), it.getValue())))
        .withAction(
            2, step("terminate", numbers(), (history, it) -> history.terminate(it, "abuse")))
        .withAction(
            1,
            step(
                "terminate login",
                Combinators.combine(Arbitraries.of(Service.class), accounts()).as(Map::entry),
                (history, it) -> history.terminateLogin(it.getKey(), it.getValue().login())))
        .withAction(
            1,
            step(
                "lock out",
                Combinators.combine(targets(), durations()).as(Map::entry),
                (history, it) -> history.lockOut(it.getKey(), it.getValue())))
        .withAction(
            1,
            step(
                "revoke",
                Combinators.combine(targets(), durations()).as(Map::entry),
                (history, it) -> history.revoke(it.getKey(), it.getValue())))
        .withAction(2, step("lift", targets(), RegistryHistory::lift))
        .withAction(
            1,
            step(
                "terminate and lock out",
                Combinators.combine(numbers(), durations()).as(Map::entry),
                (history, it) -> history.terminateAndLockOut(it.getKey(), it.getValue())))
        .withAction(
            1,
            step(
                "ask whether locked out",
                Combinators.combine(accounts(), addresses()).as(Map::entry),
                (history, it) -> history.askWhetherLockedOut(it.getKey(), it.getValue())))
        .withAction(
            2,
            step(
                "limit",
                Combinators.combine(limits(), breaks()).as(Map::entry),
                (history, it) -> history.limit(it.getKey(), it.getValue())))
        .withMaxTransformations(STEPS);
  }

  private record Panel(Account account, String address, boolean breaks, Duration ago) {}

  private static <T> Action<RegistryHistory> step(
      String name, Arbitrary<T> values, BiConsumer<RegistryHistory, T> deed) {
    Action.Independent<RegistryHistory> step =
        () ->
            values.map(
                value ->
                    Transformer.mutate(name + " " + value, history -> deed.accept(history, value)));
    return step;
  }

  /** Picks one of the sessions. */
  private static Arbitrary<Integer> numbers() {
    return Arbitraries.integers().between(0, 99);
  }

  private static Arbitrary<Boolean> breaks() {
    return Arbitraries.of(false, false, false, true);
  }

  private static Arbitrary<Account> accounts() {
    return Arbitraries.of(ACCOUNTS);
  }

  private static Arbitrary<String> addresses() {
    return Arbitraries.of(ADDRESSES);
  }

  private static Arbitrary<LockoutTarget> targets() {
    return Arbitraries.of(TARGETS);
  }

  private static Arbitrary<Duration> agos() {
    return Arbitraries.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofHours(1));
  }

  private static Arbitrary<Duration> durations() {
    return Arbitraries.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofDays(1));
  }

  private static Arbitrary<SessionLimits> limits() {
    Arbitrary<Map<Scope, Integer>> most =
        Arbitraries.maps(Arbitraries.of(Scope.class), Arbitraries.integers().between(0, 4))
            .ofMaxSize(3);
    return Combinators.combine(most, most, Arbitraries.of(Policy.class))
        .as(
            (panel, ftp, policy) -> {
              SessionLimits.Builder limits = SessionLimits.builder().policy(policy);
              panel.forEach((scope, sessions) -> limits.most(Service.PANEL, scope, sessions));
              ftp.forEach((scope, sessions) -> limits.most(Service.FTP, scope, sessions));
              return limits.build();
            });
  }
}
