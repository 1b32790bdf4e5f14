package io.rollcall.jconsole;

import static io.rollcall.jconsole.Screen.all;
import static io.rollcall.jconsole.Screen.inWindow;
import static io.rollcall.jconsole.Screen.nothing;

import java.awt.Component;
import java.awt.Rectangle;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JTree;
import javax.swing.tree.TreePath;

/** The part of the robot that uses JConsole's own tab of MBeans, whose components have no names. */
abstract class MBeansDriver extends TableDriver {
  MBeansDriver(Hands hands) {
    super(hands);
  }

  private static <C extends Component> Stream<C> showing(Class<C> kind) {
    return all().filter(Component::isShowing).filter(kind::isInstance).map(kind::cast);
  }

  @Override
  public void openInTree(List<String> path) {
    inWindow(
        () -> {
          JTree tree = showing(JTree.class).findFirst().orElseThrow(() -> nothing("a tree"));
          TreePath place = new TreePath(tree.getModel().getRoot());
          for (String label : path) {
            tree.expandPath(place);
            place = place.pathByAddingChild(child(tree, place.getLastPathComponent(), label));
          }
          tree.setSelectionPath(place);
          tree.expandPath(place);
          tree.scrollPathToVisible(place);
          return null;
        });
    Hands.settle();
  }

  private static Object child(JTree tree, Object node, String label) {
    return IntStream.range(0, tree.getModel().getChildCount(node))
        .mapToObj(index -> tree.getModel().getChild(node, index))
        .filter(child -> label.equals(child.toString()))
        .findFirst()
        .orElseThrow(() -> nothing(label));
  }

  @Override
  public boolean unfold(String attribute) {
    return inWindow(
        () -> {
          JTable table =
              showing(JTable.class)
                  .filter(shown -> rowOf(shown, attribute) >= 0)
                  .findFirst()
                  .orElseThrow(() -> nothing(attribute));
          int row = rowOf(table, attribute);
          boolean folded = table.getRowHeight(row) < 2 * table.getRowHeight();
          if (folded) {
            Rectangle cell = table.getCellRect(row, 1, false);
            // as two clicks, which a busy machine might take for one and one
            table.dispatchEvent(
                new MouseEvent(
                    table,
                    MouseEvent.MOUSE_PRESSED,
                    System.currentTimeMillis(),
                    InputEvent.BUTTON1_DOWN_MASK,
                    cell.x + 5,
                    cell.y + 5,
                    2,
                    false,
                    MouseEvent.BUTTON1));
          }
          return !folded;
        });
  }

  private static int rowOf(JTable table, String attribute) {
    return IntStream.range(0, table.getRowCount())
        .filter(row -> attribute.equals(String.valueOf(table.getValueAt(row, 0))))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void fillIn(List<String> texts) {
    List<JTextField> fields =
        inWindow(() -> showing(JTextField.class).filter(JTextField::isEditable).toList());
    if (fields.size() < texts.size()) {
      throw nothing("a form of " + texts.size() + " fields");
    }
    for (int i = 0; i < texts.size(); i++) {
      hands.clickAt(Hands.middle(fields.get(i)));
      hands.robot.keyPress(KeyEvent.VK_CONTROL);
      hands.key(KeyEvent.VK_A);
      hands.robot.keyRelease(KeyEvent.VK_CONTROL);
      hands.typeAll(texts.get(i));
    }
  }
}
