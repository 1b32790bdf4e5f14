package io.rollcall.jconsole;

import java.util.List;

/** The columns of each tab, those of the two session lists in the manual page's order. */
final class Columns {
  static final List<Column> PANEL =
      List.of(
          Column.constant("Type", "type", "Subdomain owner"),
          Column.text("Login", "login", "somebody@shop.example.com"),
          Column.text("IP address", "ipAddress", "2001:db8:0000::0000"),
          Column.moment("Logon time", "logonTime"),
          idle());

  static final List<Column> FTP =
      List.of(
          Column.constant("Type", "type", "Subdomain owner"),
          Column.constant("Status", "status", "Downloading"),
          Column.text("FTP user login", "login", "anonymous 00"),
          Column.text("Domain name", "domain", "shop.example.com"),
          Column.text("Current location", "location", "/httpdocs/images"),
          new Column(
              "File name",
              "fileName",
              "site-backup.tar 0",
              Column.Kind.TEXT,
              Columns::file,
              row -> row.text("fileName")),
          new Column(
              "Speed",
              "speedKBps",
              "000,000 KB/s",
              Column.Kind.NUMBER,
              row -> Words.speed(row.decimal("speedKBps")),
              Columns::transfer),
          new Column(
              "Progress, %",
              "progressPercent",
              "Progress, % 00",
              Column.Kind.PROGRESS,
              Columns::progress,
              Columns::transfer),
          Column.text("IP address", "ipAddress", "203.0.113.200"),
          Column.duration(
              "Logon time",
              "-logonTime",
              row ->
                  row.has("logonTime")
                      ? Words.duration(row.number("connectedSeconds"))
                      : Words.NONE,
              row -> row.has("logonTime") ? "since " + Words.dateTime(row.time("logonTime")) : ""),
          idle());

  static final List<Column> HISTORY =
      List.of(
          Column.moment("Time", "time"),
          Column.constant("What", "kind", "Refused"),
          new Column(
              "Door",
              "service",
              "PANEL",
              Column.Kind.TEXT,
              row -> row.exact("service").equals("PANEL") ? "Panel" : row.text("service"),
              row -> ""),
          Column.text("Login", "login", "FTP user login"),
          Column.text("Domain", "domain", "shop.example.com"),
          Column.text("IP address", "ipAddress", "2001:db8::0000"),
          Column.constant("Cause", "cause", "Disconnected"),
          Column.text("Ordered by", "orderedBy", "operator from 203.0.113.77 (JMX)"),
          Column.text("Reason", "reason", "account suspended"),
          Column.text("Detail", "detail", "logged in for 2h05m"));

  static final List<Column> LOCKOUTS =
      List.of(
          Column.text("Locked out", "target", "login=somebody ip=203.0.113.0/24"),
          Column.moment("Since", "since"),
          new Column(
              "Until",
              "until",
              "2026-12-30 00:00:00",
              Column.Kind.TEXT,
              row -> row.has("until") ? Words.dateTime(row.time("until")) : "lifted",
              row -> ""),
          Column.text("Ordered by", "orderedBy", "operator from 203.0.113.77 (JMX)"),
          Column.text("Reason", "reason", "account suspended, and more"));

  private Columns() {}

  /** The columns of a service's sessions. */
  static List<Column> of(Service service) {
    return service == Service.FTP ? FTP : PANEL;
  }

  private static Column idle() {
    return Column.duration(
        "Idle time", "idleSeconds", row -> Words.duration(row.number("idleSeconds")), row -> "");
  }

  /** The file's name: with its path only where that is not the current directory. */
  private static String file(Row row) {
    String file = row.text("fileName");
    String location = row.text("location");
    String directory = location.endsWith("/") ? location : location + "/";
    if (file.startsWith(directory) && file.length() > directory.length()) {
      return file.substring(directory.length());
    }
    return file.isEmpty() ? Words.NONE : file;
  }

  private static String progress(Row row) {
    Double percent = row.decimal("progressPercent");
    return percent == null ? "" : Words.percent(percent) + " %";
  }

  /** How far a transfer is, in words. */
  static String transfer(Row row) {
    if (!row.has("bytesTransferred")) {
      return "";
    }
    String moved = Words.bytes(row.number("bytesTransferred"));
    String of = row.has("bytesTotal") ? " of " + Words.bytes(row.number("bytesTotal")) : "";
    String left =
        row.has("secondsLeft") ? ", " + Words.duration(row.number("secondsLeft")) + " left" : "";
    return moved + of + left;
  }
}
