package io.rollcall.examples.page;

import io.rollcall.SessionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks before anybody is removed: in a dialog of the list, or on a page where there is no script.
 */
final class ConfirmationHtml {
  private static final String DIALOG =
      """
      <dialog id="confirm" aria-labelledby="confirm-title">
      <div id="question">
      <h2 id="confirm-title">Remove sessions?</h2>
      <ul id="going" tabindex="0" aria-labelledby="confirm-title"></ul>
      %s<p id="order-error" role="alert"></p>
      <div class="buttons">
      <button type="button" id="cancel">Cancel</button>
      <button id="really" class="danger">Remove</button>
      </div>
      </div>
      <div id="answer" tabindex="-1" hidden></div>
      </dialog>
      """;

  private static final String PAGE =
      """
      <form id="question" method="post" action="/sessions/remove" autocomplete="off">
      <input type="hidden" name="token" value="%1$s">
      <input type="hidden" name="tab" value="%2$s">
      <h2 id="confirm-title">Remove %3$s?</h2>
      <ul id="going" aria-labelledby="confirm-title">
      %4$s</ul>
      %5$s<div class="buttons">
      <a class="button" id="cancel" href="%6$s">Cancel</a>
      <button id="really" class="danger">Remove %3$s</button>
      </div>
      </form>
      """;

  private static final String REASON =
      """
      <label for="reason">Reason <small>they may be told</small></label>
      <input id="reason" name="reason" maxlength="200" autocomplete="off">
      """;

  private static final String LOCKOUT =
      """
      <fieldset>
      <legend>Keep out as well</legend>
      <label><input type="radio" name="lockout" value="none" checked> Nobody: they may log in
       again</label>
      <label><input type="radio" name="lockout" value="login"> The login</label>
      <label><input type="radio" name="lockout" value="address"> The IP address</label>
      <label><input type="radio" name="lockout" value="both"> The login from the IP address</label>
      <label class="minutes">for <input type="number" id="minutes" name="minutes" value="60" min="1"
       max="525600" required> minutes</label>
      <p class="also">Whoever is kept out loses every other session as well, in the panel and on
       FTP.</p>
      </fieldset>
      """;

  private ConfirmationHtml() {}

  /** The dialog, which the script fills in. */
  static Html dialog(VisibleSessions visible) {
    return Html.of(DIALOG, fields(visible));
  }

  /** A form that names who goes. */
  static Html page(List<SessionInfo> going, PanelUser user, String token, View back) {
    List<Html> lines = new ArrayList<>();
    for (SessionInfo session : going) {
      List<String> who = RowHtml.who(session);
      List<Html> words = new ArrayList<>();
      for (String word : who.subList(1, who.size())) {
        words.add(Html.of(" <span>%s</span>", Html.text(word)));
      }
      lines.add(
          Html.of(
              "<li><input type=\"hidden\" name=\"id\" value=\"%s\"><b>%s</b>%s</li>\n",
              session.id(), Html.text(who.get(0)), Html.join(words)));
    }
    return Html.of(
        PAGE,
        token,
        back.tab().service(),
        going.size() == 1 ? "1 session" : going.size() + " sessions",
        Html.join(lines),
        fields(user.visible()),
        back.url());
  }

  private static Html fields(VisibleSessions visible) {
    return new Html(visible.seesAll() ? REASON + LOCKOUT : REASON);
  }
}
