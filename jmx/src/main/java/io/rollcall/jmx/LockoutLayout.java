package io.rollcall.jmx;

import io.rollcall.Lockout;
import io.rollcall.LockoutTarget;
import io.rollcall.PrintableText;
import javax.management.openmbean.SimpleType;

/** The rows, the table and the words of lockouts. */
final class LockoutLayout {
  private static final int TARGET_LENGTH = 512;

  static final RowLayout<Lockout> LAYOUT =
      new RowLayout.Builder<Lockout>()
          .longText(
              "target", "Whom it keeps out, as liftLockout takes it.", lockout -> target(lockout))
          .text("login", "The login, or null for any.", lockout -> lockout.target().login())
          .text(
              "network",
              "The address or network, or null for any.",
              lockout -> lockout.target().network())
          .text("domain", "The domain, or null for any.", lockout -> lockout.target().domain())
          .sometimes(
              "since",
              SimpleType.DATE,
              "When it began.",
              lockout -> SessionWords.date(lockout.since()))
          .sometimes(
              "until",
              SimpleType.DATE,
              "When it ends by itself; null: when it is lifted.",
              lockout -> SessionWords.date(lockout.until()))
          .text("orderedBy", "Who ordered it, or what did by itself.", Lockout::orderedBy)
          .longText("reason", "Why; null: no reason given.", Lockout::reason)
          .column("Target", 64, LockoutLayout::target)
          .column("Since", 19, lockout -> SessionWords.time(lockout.since()))
          .column("Until", 19, LockoutLayout::until)
          .column("Ordered by", 40, Lockout::orderedBy)
          .column("Reason", 60, Lockout::reason)
          .build("io.rollcall.Lockout", "Somebody is kept out, at both doors.");

  private LockoutLayout() {}

  /** Whom it keeps out, in printable words. */
  static String target(Lockout lockout) {
    return target(lockout.target());
  }

  static String target(LockoutTarget target) {
    return PrintableText.of(target.toString(), TARGET_LENGTH);
  }

  private static String until(Lockout lockout) {
    String until = SessionWords.time(lockout.until());
    return until == null ? "lifted" : until;
  }

  /** A note such as {@code login=alice, until 2026-03-01 09:30:00}. */
  static String brief(Lockout lockout) {
    return "%s, until %s".formatted(target(lockout), until(lockout));
  }

  /** A sentence such as {@code Locked out until 2026-03-01 09:30:00: login=alice}. */
  static String sentence(Lockout lockout) {
    String until = lockout.until() == null ? "it is lifted" : until(lockout);
    return "Locked out until %s: %s".formatted(until, target(lockout));
  }
}
