package io.rollcall.jconsole;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;

/**
 * Moves the pointer over a component until its window has heard of it there, as a person does who
 * looks before the press: a window that has just opened may not be where it will stand.
 */
final class Pointer {
  private static final int MOST_MOVES = 50;
  private static final long PATIENCE_MILLIS = 100;

  private record Place(Window window, Point point) {}

  private final Robot robot;
  private final BlockingQueue<Place> heard = new LinkedBlockingQueue<>();

  Pointer(Robot robot) {
    this.robot = robot;
  }

  void start() {
    Toolkit.getDefaultToolkit()
        .addAWTEventListener(
            event -> hear((MouseEvent) event),
            AWTEvent.MOUSE_MOTION_EVENT_MASK | AWTEvent.MOUSE_EVENT_MASK);
  }

  private void hear(MouseEvent event) {
    Component source = event.getComponent();
    Window window = source instanceof Window self ? self : SwingUtilities.getWindowAncestor(source);
    if (window != null) {
      heard.add(new Place(window, event.getLocationOnScreen()));
    }
  }

  /** Returns where the pointer stands then. */
  Point moveOver(String name) {
    for (int move = 0; move < MOST_MOVES; move++) {
      Component component = Screen.inWindow(() -> Screen.find(name));
      Point point = Hands.middle(component);
      point.translate(0, move % 2); // to where it stands already is no move
      Window window = Screen.inWindow(() -> SwingUtilities.getWindowAncestor(component));
      heard.clear();
      robot.mouseMove(point.x, point.y);
      if (isHeard(new Place(window, point))) {
        return point;
      }
    }
    throw new IllegalStateException("the pointer does not get over " + name);
  }

  private boolean isHeard(Place place) {
    try {
      Place next = heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      while (next != null && !next.equals(place)) {
        next = heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
      return next != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
