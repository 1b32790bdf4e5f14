package io.rollcall.examples.page;

import io.rollcall.Termination;
import io.rollcall.TerminationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one session that was to be removed.
 *
 * @param id its id, as it was asked for
 * @param login its login, or null if it had none or is not known
 * @param style the outcome as a class for the page
 * @param outcome the outcome in words
 * @param detail a sentence that says more
 */
record RemovalLine(String id, @Nullable String login, String style, String outcome, String detail) {
  static RemovalLine of(Termination answer) {
    return new RemovalLine(
        answer.id(),
        answer.login(),
        answer.outcome().name(),
        words(answer.outcome()),
        answer.detail());
  }

  private static String words(TerminationOutcome outcome) {
    return switch (outcome) {
      case TERMINATED -> "removed";
      case CLOSING -> "still closing, stays listed until it is gone";
      case ALREADY_ENDED -> "had already ended";
      case NOT_FOUND -> "not found";
      case FAILED -> "could not be removed";
    };
  }

  /** The answer for an id that is nobody's, and just so for one that is not the user's to see. */
  static RemovalLine notFound(String id) {
    return new RemovalLine(
        id,
        null,
        TerminationOutcome.NOT_FOUND.name(),
        words(TerminationOutcome.NOT_FOUND),
        "you have no session of this id, and had none lately");
  }

  static RemovalLine own(PanelUser user) {
    return new RemovalLine(
        user.sessionId(),
        user.account().login(),
        "OWN",
        "not removed",
        "this is your own session; use Log out to end it");
  }

  boolean removed() {
    return style.equals(TerminationOutcome.TERMINATED.name());
  }

  Html html() {
    return Html.of(
        "<li class=\"%s\"><b>%s</b> <code>%s</code> <span>%s</span> <small>%s</small></li>\n",
        style,
        login == null ? Html.of("session") : Html.text(login),
        Html.text(id),
        outcome,
        Html.text(detail));
  }
}
