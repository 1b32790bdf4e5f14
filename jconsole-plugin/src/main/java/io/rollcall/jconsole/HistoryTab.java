package io.rollcall.jconsole;

/** The tab of sessions that ended and of whoever was refused. */
final class HistoryTab extends RecordTab {
  HistoryTab(Server server, Registries registries) {
    super(
        "history",
        "record",
        Columns.HISTORY,
        row -> row.time("time") + row.exact("id") + row.exact("login") + row.exact("ipAddress"),
        new RecordReader(
            server,
            (beans, text) -> beans.history(text, RecordReader.MOST),
            "SessionHistory",
            "History"),
        registries);
    buttons();
  }

  @Override
  void connected(boolean connected) {}
}
