package io.rollcall.panel;

import com.google.common.base.Ticker;
import io.rollcall.AccountResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder has chosen. Immutable.
 *
 * @param accountResolver knows the logins' accounts
 * @param loginFinder finds logins on requests
 * @param background recognises requests that no person made
 * @param clientAddress finds clients' addresses
 * @param terminationHook is called for terminated logins
 * @param refusalHandler answers the requests of terminated browsers; null for the built-in answer
 * @param refusedLoginHandler answers requests whose login is refused; null for the built-in answer
 * @param loginPage where terminated browsers are sent, within the web application unless it is a
 *     URL; null for a plain page
 * @param ticker tells durations
 * @param problems reports what goes wrong
 */
record PanelSettings(
    AccountResolver accountResolver,
    LoginFinder loginFinder,
    Predicate<HttpServletRequest> background,
    ClientAddress clientAddress,
    TerminationHook terminationHook,
    @Nullable RefusalHandler refusalHandler,
    @Nullable RefusedLoginHandler refusedLoginHandler,
    @Nullable String loginPage,
    Ticker ticker,
    Problems problems) {

  /** Returns whether no person made a request; false if the embedder's predicate fails. */
  boolean isBackground(HttpServletRequest request) {
    try {
      return background.test(request);
    } catch (Throwable e) { // the embedder's code: an Error of theirs is a failure as well
      problems.report("the predicate for background requests failed", e);
      return false;
    }
  }
}
