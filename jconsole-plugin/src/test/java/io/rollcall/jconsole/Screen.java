package io.rollcall.jconsole;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** What stands on the screen of this process. Asked on any thread but the window's. */
final class Screen {
  private Screen() {}

  /** Asks something on the window's thread. */
  static <T> T inWindow(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    SwingUtilities.invokeLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().toString(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All components of the windows that are open, whether or not they can be seen. */
  static Stream<Component> all() {
    return Stream.of(Window.getWindows())
        .filter(Window::isShowing)
        .filter(Screen::takesClicks)
        .flatMap(Screen::within);
  }

  /** A dialog that is not active yet may not be on the screen yet either. */
  static boolean takesClicks(Window window) {
    return !(window instanceof Dialog) || window.isActive();
  }

  static Stream<Component> within(Component component) {
    Stream<Component> self = Stream.of(component);
    return component instanceof Container container
        ? Stream.concat(self, Stream.of(container.getComponents()).flatMap(Screen::within))
        : self;
  }

  static Component find(String name) {
    return all()
        .filter(Component::isShowing)
        .filter(named(name))
        // of two windows' components, the one opened last
        .reduce((first, last) -> last)
        .orElseThrow(() -> nothing(name));
  }

  /** What is thrown for something that may come onto the screen yet. */
  static IllegalStateException nothing(String name) {
    return new IllegalStateException("nothing on the screen is called " + name);
  }

  static Predicate<Component> named(String name) {
    return component ->
        name.equals(component.getName())
            || (component instanceof AbstractButton button && name.equals(button.getText()));
  }

  static JTable table(String name) {
    return (JTable) find(name);
  }

  static JTabbedPane tabbedPane() {
    return all()
        .filter(JTabbedPane.class::isInstance)
        .map(JTabbedPane.class::cast)
        .filter(Component::isShowing)
        .findFirst()
        .orElse(null);
  }

  static Rectangle screen() {
    return GraphicsEnvironment.getLocalGraphicsEnvironment()
        .getDefaultScreenDevice()
        .getDefaultConfiguration()
        .getBounds();
  }

  static String textOf(Component component) {
    if (component instanceof JLabel label) {
      return label.getText();
    }
    if (component instanceof AbstractButton button) {
      return button.getText();
    }
    if (component instanceof JComboBox<?> box) {
      return String.valueOf(box.getSelectedItem());
    }
    return component instanceof JTextComponent text ? text.getText() : "";
  }
}
