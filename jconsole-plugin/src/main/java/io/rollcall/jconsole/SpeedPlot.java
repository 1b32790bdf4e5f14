package io.rollcall.jconsole;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.swing.JPanel;

/**
 * A small plot of a session's speed over the last two minutes, as far as it has been looked at.
 * Used on the window's thread only.
 */
@SuppressWarnings("serial") // never serialized
final class SpeedPlot extends JPanel {
  private static final long SPAN_NANOS = 120_000_000_000L;
  private static final Color LINE = new Color(0x1565C0);

  private record Sample(long time, double kilobytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  SpeedPlot(String name) {
    setName(name);
    setPreferredSize(new Dimension(260, 120));
    setMinimumSize(new Dimension(120, 110));
    getAccessibleContext().setAccessibleName("Speed over the last two minutes");
  }

  void clear() {
    samples.clear();
    repaint();
  }

  /** Adds what was read at a moment by {@link System#nanoTime}; no speed is no transfer. */
  void add(long time, Double kilobytes) {
    samples.add(new Sample(time, kilobytes == null ? 0 : kilobytes));
    while (time - samples.getFirst().time() > SPAN_NANOS) {
      samples.removeFirst();
    }
    setToolTipText("At most " + Words.speed(most()));
    repaint();
  }

  private double most() {
    return samples.stream().mapToDouble(Sample::kilobytes).max().orElse(0);
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    Graphics2D plot = (Graphics2D) graphics.create();
    plot.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    FontMetrics font = plot.getFontMetrics();
    int top = font.getHeight() + 2;
    int bottom = getHeight() - 4;
    plot.setColor(CellLook.between(getBackground(), getForeground(), 0.3));
    plot.drawLine(0, bottom, getWidth(), bottom);
    plot.setColor(getForeground());
    if (most() <= 0) {
      plot.drawString("No transfer in the last two minutes", 2, font.getAscent());
    } else {
      plot.drawString("Speed, up to " + Words.speed(most()), 2, font.getAscent());
      drawCurve(plot, top, bottom);
    }
    plot.dispose();
  }

  private void drawCurve(Graphics2D plot, int top, int bottom) {
    long now = samples.getLast().time();
    double most = most();
    Path2D curve = new Path2D.Double();
    double x = 0;
    double first = 0;
    for (Sample sample : samples) {
      x = getWidth() * (1 - (double) (now - sample.time()) / SPAN_NANOS);
      double y = bottom - (bottom - top) * sample.kilobytes() / most;
      if (curve.getCurrentPoint() == null) {
        curve.moveTo(x, y);
        first = x;
      } else {
        curve.lineTo(x, y);
      }
    }
    plot.setColor(LINE);
    plot.setStroke(new BasicStroke(1.5f));
    plot.draw(curve);
    curve.lineTo(x, bottom);
    curve.lineTo(first, bottom);
    plot.setColor(new Color(LINE.getRed(), LINE.getGreen(), LINE.getBlue(), 40));
    plot.fill(curve);
  }
}
