package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/** All that is known of the selected session. Used on the window's thread only. */
final class SessionDetails {
  final JPanel panel = new JPanel(new BorderLayout(8, 0));
  private final Service service;
  private final JTextArea text;
  private final SpeedPlot plot;
  private String shownId = "";

  SessionDetails(Service service) {
    this.service = service;
    text = new JTextArea(service == Service.FTP ? 10 : 6, 40);
    plot = new SpeedPlot(service.prefix() + ".plot");
    text.setName(service.prefix() + ".details");
    text.setEditable(false);
    text.setLineWrap(true);
    text.setTabSize(12);
    text.setBorder(BorderFactory.createEmptyBorder(4, 6, 4, 6));
    text.getAccessibleContext().setAccessibleName("Details of the selected " + service.noun());
    panel.add(new JScrollPane(text), BorderLayout.CENTER);
    if (service == Service.FTP) {
      panel.add(plot, BorderLayout.EAST);
    }
    panel.setBorder(BorderFactory.createEmptyBorder(2, 6, 2, 6));
    PlainText.only(panel);
    none();
  }

  /** Shows that nothing is selected. */
  void none() {
    shownId = "";
    plot.clear();
    say("Select a line to see all of the " + service.noun() + ".");
  }

  /** Shows a session as the server just told of it, or as it last was. */
  void show(Row row, boolean gone) {
    if (!row.id().equals(shownId)) {
      shownId = row.id();
      plot.clear();
    }
    if (!gone) {
      plot.add(System.nanoTime(), row.decimal("speedKBps"));
    }
    say(String.join("\n", lines(row, gone)));
  }

  private void say(String words) {
    if (!words.equals(text.getText())) {
      int caret = Math.min(text.getCaretPosition(), words.length());
      text.setText(words);
      text.setCaretPosition(caret);
    }
  }

  private List<String> lines(Row row, boolean gone) {
    List<String> lines = new ArrayList<>();
    String state = gone ? "\tGONE" : row.terminating() ? "\tordered to end" : "";
    lines.add("Session\t" + row.text("id") + state);
    lines.add("Login\t" + row.who() + ", " + Words.constant(row.text("type")) + domain(row));
    lines.add("Address\t" + shown(row, "ipAddress"));
    lines.add(
        "Logged in\t"
            + Words.dateTime(row.time("logonTime"))
            + (row.has("logonTime") && row.has("connectedSeconds")
                ? ", for " + Words.duration(row.number("connectedSeconds"))
                : ""));
    lines.add("Idle\t" + Words.duration(row.number("idleSeconds")));
    if (service == Service.PANEL) {
      lines.add("Browser\t" + shown(row, "client"));
    } else {
      addFtp(row, lines);
    }
    return lines;
  }

  private static void addFtp(Row row, List<String> lines) {
    boolean secure = row.text("secure").equals("true");
    lines.add("Protocol\t" + shown(row, "protocol") + (secure ? ", encrypted" : ", not encrypted"));
    lines.add("Status\t" + Words.constant(row.text("status")));
    lines.add("Location\t" + shown(row, "location"));
    if (row.has("fileName")) {
      lines.add("File\t" + row.text("fileName"));
      lines.add(
          "Transfer\t" + Columns.transfer(row) + ", " + Words.speed(row.decimal("speedKBps")));
    }
  }

  private static String domain(Row row) {
    return row.has("domain") ? ", domain " + row.text("domain") : "";
  }

  private static String shown(Row row, String item) {
    return row.has(item) ? row.text(item) : Words.NONE;
  }
}
