package io.rollcall.jconsole;

import static io.rollcall.jconsole.Screen.all;
import static io.rollcall.jconsole.Screen.find;
import static io.rollcall.jconsole.Screen.inWindow;
import static io.rollcall.jconsole.Screen.named;
import static io.rollcall.jconsole.Screen.screen;
import static io.rollcall.jconsole.Screen.textOf;
import static io.rollcall.jconsole.Screen.within;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.beans.PropertyVetoException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JInternalFrame;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.JTabbedPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** The robot inside the console's own process. Its calls come from threads of their own. */
final class ConsoleDriver extends MBeansDriver {
  private final EventThreadWatch watch = new EventThreadWatch();

  ConsoleDriver() throws AWTException {
    super(new Hands());
    watch.start();
  }

  @Override
  public List<String> tabs() {
    return inWindow(
        () -> {
          JTabbedPane pane = Screen.tabbedPane();
          return pane == null
              ? List.of()
              : IntStream.range(0, pane.getTabCount()).mapToObj(pane::getTitleAt).toList();
        });
  }

  @Override
  public void connect(String url, String user, String password) {
    List<JTextComponent> fields =
        inWindow(
            () ->
                all()
                    .filter(JTextComponent.class::isInstance)
                    .map(JTextComponent.class::cast)
                    .filter(Component::isShowing)
                    .filter(JTextComponent::isEditable)
                    .toList());
    int last =
        IntStream.range(2, fields.size())
            .filter(i -> fields.get(i) instanceof JPasswordField)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("JConsole does not ask for a server"));
    List<String> typed = List.of(url, user, password);
    for (int i = 0; i < typed.size(); i++) {
      hands.clickAt(Hands.middle(fields.get(last - 2 + i)));
      hands.typeAll(typed.get(i));
    }
    hands.key(KeyEvent.VK_ENTER);
    Hands.settle();
  }

  @Override
  public void enlarge() {
    inWindow(
        () -> {
          Rectangle screen = screen();
          Stream.of(Frame.getFrames())
              .filter(Frame::isShowing)
              .forEach(
                  frame -> {
                    frame.setBounds(screen);
                    frame.validate();
                  });
          all()
              .filter(JInternalFrame.class::isInstance)
              .map(JInternalFrame.class::cast)
              .forEach(
                  frame ->
                      frame.setBounds(
                          0, 0, frame.getParent().getWidth(), frame.getParent().getHeight()));
          return null;
        });
    Hands.settle();
  }

  @Override
  public void selectTab(String title) {
    Point point =
        inWindow(
            () -> {
              JTabbedPane pane = Screen.tabbedPane();
              Rectangle bounds = pane.getBoundsAt(pane.indexOfTab(title));
              Point middle = new Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
              SwingUtilities.convertPointToScreen(middle, pane);
              return middle;
            });
    hands.clickAt(point);
  }

  @Override
  public boolean isShowing(String name) {
    return inWindow(() -> all().filter(Component::isShowing).anyMatch(named(name)));
  }

  @Override
  public boolean isEnabled(String name) {
    return inWindow(() -> find(name).isEnabled());
  }

  @Override
  public String text(String name) {
    return inWindow(() -> textOf(find(name)));
  }

  @Override
  public String toolTip(String name) {
    return inWindow(() -> ((JComponent) find(name)).getToolTipText());
  }

  @Override
  public void click(String name) {
    hands.click(name);
  }

  @Override
  public void type(String name, String text) {
    press(name, "control A");
    hands.key(KeyEvent.VK_DELETE);
    hands.typeAll(text);
  }

  @Override
  public void choose(String name, int index) {
    click(name);
    hands.key(KeyEvent.VK_HOME);
    for (int i = 0; i < index; i++) {
      hands.key(KeyEvent.VK_DOWN);
    }
    hands.key(KeyEvent.VK_ENTER);
    Hands.settle();
  }

  @Override
  public void press(String name, String key) {
    Hands.focus(name);
    KeyStroke stroke = KeyStroke.getKeyStroke(key);
    boolean control = (stroke.getModifiers() & InputEvent.CTRL_DOWN_MASK) != 0;
    if (control) {
      hands.robot.keyPress(KeyEvent.VK_CONTROL);
    }
    hands.key(stroke.getKeyCode());
    if (control) {
      hands.robot.keyRelease(KeyEvent.VK_CONTROL);
    }
    Hands.settle();
  }

  @Override
  public List<String> texts() {
    return inWindow(
        () ->
            all()
                .filter(Component::isShowing)
                .map(Screen::textOf)
                .filter(text -> text != null && !text.isBlank())
                .toList());
  }

  @Override
  public void showCarelessly(String text) {
    inWindow(
        () -> {
          JFrame frame = new JFrame();
          frame.add(new JLabel(text));
          frame.setSize(80, 60);
          frame.setVisible(true);
          return null;
        });
  }

  @Override
  public void screenshot(String file) {
    Hands.settle();
    try {
      ImageIO.write(hands.robot.createScreenCapture(screen()), "png", new File(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long longestStallMillis() {
    return watch.longestMillis();
  }

  @Override
  public List<String> longestStall() {
    return watch.doing();
  }

  @Override
  public long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public List<String> pluginThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("rollcall-"))
        .sorted()
        .toList();
  }

  @Override
  public void closeConnection() {
    inWindow(
        () -> {
          all()
              .filter(JInternalFrame.class::isInstance)
              .map(JInternalFrame.class::cast)
              .filter(frame -> within(frame).anyMatch(JTabbedPane.class::isInstance))
              .forEach(
                  frame -> {
                    try {
                      frame.setClosed(true);
                    } catch (PropertyVetoException e) {
                      throw new IllegalStateException(e);
                    }
                  });
          return null;
        });
  }
}
