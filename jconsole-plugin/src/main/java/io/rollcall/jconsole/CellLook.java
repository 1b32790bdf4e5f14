package io.rollcall.jconsole;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.TextAttribute;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.UIManager;

/** How the cells of a line look, by what has become of its session. */
final class CellLook {
  private static final double STRIPE = 0.035;

  private CellLook() {}

  /** Dresses a cell; a null line is one that is not known yet. */
  static void dress(JComponent cell, JTable table, Line line, boolean selected, int index) {
    Color background = selected ? table.getSelectionBackground() : stripe(table, index);
    Color foreground = selected ? table.getSelectionForeground() : table.getForeground();
    Font font = table.getFont();
    if (line == null || line.gone()) {
      foreground = between(foreground, background, 0.55);
    }
    if (line != null && line.gone()) {
      font = font.deriveFont(Map.of(TextAttribute.STRIKETHROUGH, TextAttribute.STRIKETHROUGH_ON));
    } else if (line != null && line.row().terminating()) {
      font = font.deriveFont(Font.ITALIC);
    }
    cell.setBackground(background);
    cell.setForeground(foreground);
    cell.setFont(font);
    cell.setOpaque(true);
  }

  private static Color stripe(JTable table, int index) {
    return index % 2 == 0
        ? table.getBackground()
        : between(table.getBackground(), table.getForeground(), STRIPE);
  }

  /** A mixture of two colours; 0 is the first, 1 the other. */
  static Color between(Color one, Color other, double share) {
    return new Color(
        mixed(one.getRed(), other.getRed(), share),
        mixed(one.getGreen(), other.getGreen(), share),
        mixed(one.getBlue(), other.getBlue(), share));
  }

  private static int mixed(int one, int other, double share) {
    return (int) Math.round(one + (other - one) * share);
  }

  /** What tells of a mistake, readable on light and on dark. */
  static Color alarm() {
    Color background = UIManager.getColor("Panel.background");
    boolean dark =
        background != null
            && background.getRed() + background.getGreen() + background.getBlue() < 384;
    return dark ? new Color(0xFF8A80) : new Color(0xB00020);
  }
}
