package io.rollcall.panel;

import io.rollcall.Account;
import io.rollcall.PrintableText;
import io.rollcall.TerminationOrder;

/**
 * A panel login that somebody has ordered to end. It carries no credential: the session id is the
 * registry's own, not the container's.
 *
 * @param sessionId the registry's id of the session
 * @param account who was logged in; chosen by the client, so hostile until {@linkplain
 *     PrintableText shown safely}
 * @param order who ordered the session to end, and why
 */
public record TerminatedLogin(String sessionId, Account account, TerminationOrder order) {}
