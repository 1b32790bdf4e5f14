package io.rollcall.examples.page;

import static io.rollcall.examples.page.Column.number;
import static io.rollcall.examples.page.Column.styled;
import static io.rollcall.examples.page.Column.text;

import io.rollcall.PanelSessionInfo;
import java.util.List;

/** The columns of the tab "Sessions". */
final class PanelColumns {
  static final List<Column<PanelSessionInfo>> ALL =
      List.of(
          styled(
              "Type",
              "type",
              "type",
              session -> Html.of("%s", ReadableText.type(session.account()))),
          styled("Login", "login", "login", session -> Html.text(session.account().login())),
          styled(
              "IP address",
              "ipAddress",
              "address",
              session -> Html.text(ReadableText.address(session.address()))),
          text("Logon time", "logonTime", session -> ReadableText.time(session.logonTime())),
          number(
              "Idle time",
              "idleSeconds",
              session -> Html.of("%s", ReadableText.duration(session.idle()))),
          styled("Browser", "client", "client", session -> Html.text(session.client())));

  private PanelColumns() {}
}
