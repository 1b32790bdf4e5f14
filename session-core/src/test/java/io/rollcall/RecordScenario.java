package io.rollcall;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has one line of each kind written to the record; a process of its own, which logs it. */
final class RecordScenario {
  static final String HOSTILE =
      "eve\r\n{\"action\":\"terminate\",\"by\":\"root\"}\n\"},\"x\":\"\\\u0000\u001B[2J\u202E\u2028"
          + "\uD800é😀<html>";
  private static final String HOME = "203.0.113.7";

  private RecordScenario() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    SessionRegistry registry =
        new ManualClock()
            .registry()
            .failedLoginLimit(
                new FailedLoginLimit(
                    1, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)))
            .build();
    TerminationOrder order = TerminationOrder.by(HOSTILE).because(HOSTILE);
    Lockouts lockouts = registry.lockouts();

    SessionHandle first = Arrivals.panel(registry, Account.unregistered(HOSTILE), HOME);
    Termination ended = registry.terminate(first.id(), order);
    Termination absent = registry.terminate(HOSTILE, order);
    FtpHandle second = Arrivals.ftp(registry, Account.unregistered("alice"), HOME);
    List<Termination> withLockout =
        registry.terminateAndLockOut(
            List.of(second.id()), order, LockoutScope.LOGIN, Duration.ofHours(1));
    Lockout added = lockouts.add(LockoutTarget.login(HOSTILE), null, order);
    registry.loginFailed(Service.FTP, HOSTILE, null); // adds nothing to a lockout for good
    Refusal refused = Arrivals.refusal(registry, Service.FTP, Account.unregistered(HOSTILE), HOME);
    Optional<Lockout> lifted = lockouts.lift(LockoutTarget.login(HOSTILE), order);
    Optional<Lockout> none = lockouts.lift(LockoutTarget.login(HOSTILE), order);
    registry.limit(
        SessionLimits.builder().most(Service.FTP, SessionLimits.Scope.TOTAL, 0).build(),
        TerminationOrder.by("operator"));
    Refusal full = Arrivals.refusal(registry, Service.FTP, Account.unregistered("bob"), HOME);
    List<Termination> excess = registry.limitAndEndExcess(SessionLimits.NONE, order);
    FtpHandle third = Arrivals.connect(registry, HOME);
    TransferAbort abort = registry.abortTransfer(third.id(), order);
    registry.loginFailed(Service.FTP, HOSTILE, null);
    registry.limit(
        SessionLimits.builder()
            .most(Service.PANEL, SessionLimits.Scope.TOTAL, 1)
            .policy(SessionLimits.Policy.END_LONGEST_IDLE)
            .build(),
        order);
    SessionHandle bob = Arrivals.panel(registry, Account.unregistered("bob"), HOME);
    SessionHandle carol = Arrivals.panel(registry, Account.unregistered("carol"), HOME);
    System.out.println(
        List.of(ended, absent, withLockout, added, refused, lifted, none, full, excess, abort));
    System.out.println(bob.id() + " made room for " + carol.id());
    registry.close();
  }
}
