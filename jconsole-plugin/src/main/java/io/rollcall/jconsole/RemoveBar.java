package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/**
 * The line below a list of sessions: the buttons, which say why they cannot be pressed, what there
 * is to say, and how fresh the list is. Used on the window's thread only.
 */
final class RemoveBar {
  final JPanel panel = new JPanel(new BorderLayout());
  private final Ticks ticks;
  private final JButton remove;
  private final JButton untick;
  private final JLabel notice;

  /** What the account may do; null until the server has told. */
  private Access access;

  private boolean connected = true;

  RemoveBar(Service service, Ticks ticks, JComponent status, Runnable removal) {
    this.ticks = ticks;
    String prefix = service.prefix();
    remove = Labels.button(prefix + ".remove", "", 'M', removal);
    untick = Labels.button(prefix + ".untick", "Untick All", 'U', ticks::clear);
    notice = Labels.label(prefix + ".notice", "");
    panel.add(Labels.row(FlowLayout.LEFT, remove, untick, notice), BorderLayout.CENTER);
    panel.add(Labels.row(FlowLayout.RIGHT, status), BorderLayout.EAST);
    update();
  }

  void access(Access told) {
    access = told;
    update();
  }

  void connected(boolean now) {
    connected = now;
    update();
  }

  /** Says something, until something else is said; empty for nothing. */
  void say(String sentence) {
    notice.setText(sentence);
  }

  boolean mayOrder() {
    return connected && access != null && access.order();
  }

  boolean mayRemove() {
    return mayOrder() && ticks.count() > 0;
  }

  /** Brings the buttons up to date. */
  void update() {
    int count = ticks.count();
    remove.setText(count == 0 ? "Remove Selected…" : "Remove Selected (" + count + ")…");
    remove.setEnabled(mayRemove());
    remove.setToolTipText(mayRemove() ? "Ends the ticked sessions (Delete)" : whyNot());
    untick.setEnabled(count > 0);
    if (connected && access != null && !access.order()) {
      say(whyNot() + ".");
    }
  }

  private String whyNot() {
    if (!connected) {
      return "There is no connection to the server";
    }
    return access != null && !access.order()
        ? "This account may only look: it is not allowed to end sessions"
        : "Tick the check boxes of the sessions to remove";
  }
}
