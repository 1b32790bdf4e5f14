package io.rollcall.examples.page;

import static io.rollcall.examples.page.Column.number;
import static io.rollcall.examples.page.Column.styled;
import static io.rollcall.examples.page.Column.text;

import io.rollcall.FtpSessionInfo;
import io.rollcall.TransferInfo;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The columns of the tab "FTP Sessions". */
final class FtpColumns {
  static final List<Column<FtpSessionInfo>> ALL =
      List.of(
          text("Type", "type", session -> Html.of("%s", ReadableText.type(session.account()))),
          text("Status", "status", FtpColumns::status),
          styled("FTP user login", "login", "login", FtpColumns::login),
          styled(
              "Domain name",
              "domain",
              "domain",
              session -> Html.text(session.account() == null ? null : session.account().domain())),
          text("Current location", "location", session -> Html.text(session.location())),
          text("File name", "fileName", FtpColumns::fileName),
          number("Speed", "speedKBps", FtpColumns::speed),
          new Column<>("Progress", "progressPercent", "progress", true, FtpColumns::progress),
          styled(
              "IP address",
              "ipAddress",
              "address",
              session -> Html.text(ReadableText.address(session.address()))),
          number("Logon time", "connectedSeconds", FtpColumns::logonTime),
          number(
              "Idle time",
              "idleSeconds",
              session -> Html.of("%s", ReadableText.duration(session.idle()))));

  private FtpColumns() {}

  private static Html status(FtpSessionInfo session) {
    return Html.of(
        "<span class=\"status %s\">%s</span>",
        session.status(), ReadableText.words(session.status()));
  }

  private static Html login(FtpSessionInfo session) {
    return session.account() == null
        ? Html.of("<i>%s</i>", ReadableText.login(session))
        : Html.text(session.account().login());
  }

  /** The file's name: with its path only where that is not the current location. */
  private static Html fileName(FtpSessionInfo session) {
    if (session.transfer() == null) {
      return Html.EMPTY;
    }
    String file = session.transfer().fileName();
    String location = String.valueOf(session.location());
    String directory = location.endsWith("/") ? location : location + "/";
    boolean here = file.startsWith(directory) && file.length() > directory.length();
    return Html.of(
        "<span title=\"%s\">%s</span>",
        file, Html.text(here ? file.substring(directory.length()) : file));
  }

  private static Html speed(FtpSessionInfo session) {
    return session.transfer() == null
        ? Html.EMPTY
        : Html.of("%s", ReadableText.speed(session.transfer().bytesPerSecond()));
  }

  /** A bar where the total is known, and otherwise what has gone over: never an invented number. */
  private static Html progress(FtpSessionInfo session) {
    TransferInfo transfer = session.transfer();
    if (transfer == null) {
      return Html.EMPTY;
    }
    Double percent = transfer.progressPercent();
    if (percent == null) {
      return Html.of("<small>%s so far</small>", ReadableText.size(transfer.bytesTransferred()));
    }
    int whole = (int) Math.floor(percent); // 100 is when it is all over
    Duration left = transfer.timeLeft();
    return Html.of(
        "<progress max=\"100\" value=\"%s\">%s %%</progress> %s&nbsp;%% <small>%s</small>",
        whole, whole, whole, left == null ? "" : ReadableText.duration(left) + " left");
  }

  /** How long since, as the page has it; the moment itself is a tooltip. */
  private static Html logonTime(FtpSessionInfo session) {
    String elapsed = ReadableText.duration(session.connected());
    return session.logonTime() == null
        ? Html.of("%s", elapsed)
        : Html.of(
            "<time class=\"elapsed\" datetime=\"%s\">%s</time>",
            session.logonTime().truncatedTo(ChronoUnit.SECONDS), elapsed);
  }
}
