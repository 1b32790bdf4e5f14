package io.rollcall.jconsole;

import static io.rollcall.jconsole.Screen.find;
import static io.rollcall.jconsole.Screen.inWindow;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clicks and types on the screen of this process, and waits until it has been heard. */
final class Hands {
  final Robot robot;
  private final EventEcho echo = new EventEcho();
  private final Pointer pointer;

  Hands() throws AWTException {
    robot = new Robot();
    echo.start();
    pointer = new Pointer(robot);
    pointer.start();
  }

  void click(String name) {
    clickAt(pointer.moveOver(name));
  }

  static Point middle(String name) {
    return middle(inWindow(() -> find(name)));
  }

  static Point middle(Component component) {
    return inWindow(
        () -> {
          Point point = component.getLocationOnScreen();
          point.translate(component.getWidth() / 2, component.getHeight() / 2);
          return point;
        });
  }

  void clickAt(Point point) {
    hold(point);
    release();
  }

  void hold(Point point) {
    robot.mouseMove(point.x, point.y);
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
  }

  void release() {
    echo.afterClick(() -> robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK));
    settle();
  }

  /** Lets the window's thread do what it has been told so far. */
  static void settle() {
    inWindow(() -> true);
  }

  void typeAll(String text) {
    text.chars().forEach(this::typeCharacter);
    settle();
  }

  void typeCharacter(int character) {
    int shifted = "*<>\"_:".indexOf(character);
    if (shifted >= 0) {
      int[] keys = {
        KeyEvent.VK_8,
        KeyEvent.VK_COMMA,
        KeyEvent.VK_PERIOD,
        KeyEvent.VK_QUOTE,
        KeyEvent.VK_MINUS,
        KeyEvent.VK_SEMICOLON
      };
      robot.keyPress(KeyEvent.VK_SHIFT);
      key(keys[shifted]);
      robot.keyRelease(KeyEvent.VK_SHIFT);
    } else {
      key(KeyEvent.getExtendedKeyCodeForChar(character));
    }
  }

  void key(int code) {
    echo.afterKey(() -> robot.keyPress(code), () -> robot.keyRelease(code));
  }

  static void focus(String name) {
    Component component = inWindow(() -> find(name));
    CountDownLatch focused = new CountDownLatch(1);
    FocusAdapter listener =
        new FocusAdapter() {
          @Override
          public void focusGained(FocusEvent event) {
            focused.countDown();
          }
        };
    inWindow(
        () -> {
          component.addFocusListener(listener);
          if (component.isFocusOwner()) {
            focused.countDown();
          }
          return component.requestFocusInWindow();
        });
    try {
      if (!focused.await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing on the screen lets " + name + " have the focus");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inWindow(
          () -> {
            component.removeFocusListener(listener);
            return true;
          });
    }
  }
}
