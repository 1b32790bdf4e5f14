package io.rollcall.examples.page;

import io.rollcall.FtpSessionInfo;
import io.rollcall.PrintableText;
import io.rollcall.SessionInfo;
import io.rollcall.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a session's row. */
final class RowHtml {
  private static final int SHOWN = 100;

  private RowHtml() {}

  /** The own session has no check box: it cannot be ticked, not even with all others. */
  static <S extends SessionInfo> Html of(Tab<S> tab, S session, PanelUser user) {
    boolean own = session.id().equals(user.sessionId());
    boolean ending = session.state() == SessionState.TERMINATING;
    List<Html> cells = new ArrayList<>();
    cells.add(own ? Html.of("<td class=\"tick\"></td>") : tick(session));
    for (Column<S> column : tab.columns()) {
      Html badge = Html.EMPTY;
      if (column.item().equals("login") && own) {
        badge = Html.of(" <span class=\"badge\">this is you</span>");
      } else if (column.item().equals("login") && ending) {
        badge = Html.of(" <span class=\"badge\">being ended</span>");
      }
      cells.add(
          Html.of(
              "<td class=\"%s\" data-label=\"%s\">%s%s</td>",
              column.style(), column.title(), column.cell().apply(session), badge));
    }
    return Html.of(
        "<tr id=\"row-%s\" class=\"%s\" data-who=\"%s\">%s</tr>\n",
        session.id(),
        own ? "own" : ending ? "ending" : "",
        join(who(session), "&#10;"),
        Html.join(cells));
  }

  private static Html tick(SessionInfo session) {
    return Html.of(
        "<td class=\"tick\"><input type=\"checkbox\" name=\"id\" value=\"%s\" id=\"tick-%s\""
            + " aria-label=\"Select %s\"></td>",
        session.id(), session.id(), join(who(session), ", "));
  }

  /** Names a session for the confirmation, most telling first. */
  static List<String> who(SessionInfo session) {
    List<String> words = new ArrayList<>();
    words.add(ReadableText.login(session));
    if (session.account() != null) {
      words.add(ReadableText.type(session.account()));
    }
    if (session instanceof FtpSessionInfo ftp) {
      words.add(ReadableText.words(ftp.status()));
      if (ftp.transfer() != null) {
        words.add(ftp.transfer().fileName());
      }
    }
    words.add(ReadableText.address(session.address()));
    return words;
  }

  /** No printable text holds a line feed, so the script can take the words apart again. */
  private static Html join(List<String> words, String separator) {
    return new Html(
        words.stream()
            .map(word -> Html.of("%s", PrintableText.of(word, SHOWN)).markup())
            .collect(Collectors.joining(separator)));
  }
}
