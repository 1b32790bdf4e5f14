package io.rollcall.proofs;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import io.rollcall.Termination;
import io.rollcall.TerminationOrder;
import io.rollcall.TerminationOutcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Puts lockouts and lifts them, and listens for a while now and then. */
final class GuardLoad implements Load {
  static final TerminationOrder ORDER = TerminationOrder.by("soak");

  private final SessionRegistry registry;
  private final List<InetAddress> addresses;
  private final Ledger ledger;
  private final AtomicLong heard = new AtomicLong();

  GuardLoad(SessionRegistry registry, List<InetAddress> addresses, Ledger ledger) {
    this.registry = registry;
    this.addresses = addresses;
    this.ledger = ledger;
  }

  @Override
  public void once() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    InetAddress address = addresses.get(random.nextInt(addresses.size()));
    LockoutTarget target = LockoutTarget.address(address.getHostAddress());
    Registration listening = registry.addListener(event -> heard.incrementAndGet());
    try {
      List<Termination> answers =
          registry.lockouts().revoke(target, Duration.ofSeconds(2), ORDER).terminations();
      long answered = System.nanoTime();
      for (Termination answer : answers) {
        if (answer.outcome() == TerminationOutcome.TERMINATED && answer.login() != null) {
          ledger.terminated(answer.login(), answered);
        }
      }
      Load.pause(random.nextInt(100));
      registry.lockouts().lift(target, ORDER);
    } finally {
      listening.close();
    }
    Load.pause(random.nextInt(300));
  }

  /** Lifts whatever is left. */
  static void liftAll(SessionRegistry registry) {
    for (Lockout lockout : registry.lockouts().list()) {
      registry.lockouts().lift(lockout.target(), ORDER);
    }
  }
}
