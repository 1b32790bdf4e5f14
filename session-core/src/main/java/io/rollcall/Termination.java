package io.rollcall;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an order to end one session.
 *
 * @param id the session id, as it was asked for
 * @param outcome what became of the order
 * @param login the login of the session, or null if it had none or is not known
 * @param detail a sentence that says more; it may quote logins and reasons, so {@linkplain
 *     PrintableText show it safely}
 */
public record Termination(
    String id, TerminationOutcome outcome, @Nullable String login, String detail) {}
