package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.FlowLayout;
import java.util.List;
import java.util.function.Predicate;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;

/** The choice of whom to lock out besides, and for how long. Used on the window's thread only. */
final class LockoutChoice {
  /** In minutes: the longest that the server takes. */
  static final int HUNDRED_YEARS = 52_560_000;

  private enum Scope {
    NOBODY("nobody", RemoveOrder.NOBODY),
    LOGIN("the login", "LOGIN"),
    ADDRESS("the address", "ADDRESS"),
    BOTH("the login at the address", "LOGIN_AND_ADDRESS");

    private final String words;
    private final String name;

    Scope(String words, String name) {
      this.words = words;
      this.name = name;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  final JPanel panel;
  private final JComboBox<Scope> scope = new JComboBox<>(Scope.values());
  private final JSpinner minutes = new JSpinner(new SpinnerNumberModel(60, 1, HUNDRED_YEARS, 5));
  private final JCheckBox untilLifted = new JCheckBox("until lifted");
  private final JLabel own = Labels.label("remove.own", "");

  /** Creates it; the addresses of this computer are warned of. */
  LockoutChoice(List<Row> rows, Predicate<String> ownAddress) {
    scope.setName("remove.lockout");
    minutes.setName("remove.minutes");
    minutes.getAccessibleContext().setAccessibleName("Minutes that the lockout lasts");
    untilLifted.setName("remove.untilLifted");
    untilLifted.setMnemonic('U');
    if (scope.getRenderer() instanceof Component renderer) {
      PlainText.only(renderer);
    }
    panel =
        Labels.row(
            FlowLayout.LEFT, scope, new JLabel("for"), minutes, new JLabel("minutes"), untilLifted);
    boolean hitsOwn = rows.stream().anyMatch(row -> ownAddress.test(row.exact("ipAddress")));
    Runnable changed =
        () -> {
          boolean somebody = scope.getSelectedItem() != Scope.NOBODY;
          minutes.setEnabled(somebody && !untilLifted.isSelected());
          untilLifted.setEnabled(somebody);
          own.setText(warning(hitsOwn));
        };
    scope.addActionListener(event -> changed.run());
    untilLifted.addActionListener(event -> changed.run());
    own.setForeground(CellLook.alarm());
    changed.run();
    PlainText.only(panel);
  }

  private String warning(boolean hitsOwn) {
    boolean ownLocked = hitsOwn && scope.getSelectedItem() == Scope.ADDRESS;
    String others =
        scope.getSelectedItem() == Scope.NOBODY
            ? ""
            : "This ends every other session they have as well, at both doors. ";
    String mine =
        ownLocked
            ? "It locks out this computer's own address."
            : hitsOwn ? "One of these comes from this computer: is it yours?" : "";
    String warning = others + mine;
    return warning.isEmpty() ? " " : warning;
  }

  /** The field that a label leads to. */
  JComponent field() {
    return scope;
  }

  JLabel warning() {
    return own;
  }

  String scope() {
    return ((Scope) scope.getSelectedItem()).name;
  }

  int minutes() {
    return untilLifted.isSelected() ? RemoveOrder.UNTIL_LIFTED : (Integer) minutes.getValue();
  }

  void setEnabled(boolean enabled) {
    scope.setEnabled(enabled);
    minutes.setEnabled(enabled && minutes.isEnabled());
    untilLifted.setEnabled(enabled && untilLifted.isEnabled());
  }
}
