package io.rollcall.jconsole;

import java.awt.MouseInfo;
import java.awt.Point;
import java.awt.PointerInfo;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.event.ListSelectionEvent;

/**
 * The table of sessions: check boxes that tick a session and not a line, one selected session, and
 * lines that hold still while somebody points at them.
 *
 * <p>Used on the window's thread only.
 */
@SuppressWarnings("serial") // never serialized
final class SessionTable extends PlainTable {
  /** After so long without moving, a pointer is taken to lie there by chance. */
  private static final long POINTING_NANOS = 10_000_000_000L;

  private final SessionTableModel model;
  private final Ticks ticks;
  private final Consumer<String> notice;

  /** The id of the selected session, whether or not its line is known; null for none. */
  private String selectedId;

  private boolean restoringSelection;
  private long pointerMoved;

  SessionTable(SessionTableModel model, Ticks ticks, Service service, Consumer<String> notice) {
    super(model, service.prefix() + ".table", service.noun() + "s");
    this.model = model;
    this.ticks = ticks;
    this.notice = notice;
    List<Column> columns = Columns.of(service);
    fit(SessionTableModel.TICK_COLUMN, "XX", true);
    getColumnModel().getColumn(SessionTableModel.TICK_COLUMN).setCellRenderer(new TickCell());
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      fit(i + 1, column.sample(), false);
      getColumnModel()
          .getColumn(i + 1)
          .setCellRenderer(
              column.kind() == Column.Kind.PROGRESS
                  ? new ProgressCell()
                  : new TextCell(column.kind()));
    }
    addMouseListener(new TickByMouse());
    addMouseMotionListener(new TickByMouse());
    onKey("SPACE", "tick", this::tickSelected);
  }

  @Override
  Line line(int index) {
    return model.line(index);
  }

  /** Has a key do something while the table has the focus. */
  void onKey(String key, String name, Runnable doing) {
    Action action =
        new AbstractAction(name) {
          @Override
          public void actionPerformed(ActionEvent event) {
            doing.run();
          }
        };
    getInputMap().put(KeyStroke.getKeyStroke(key), name);
    getActionMap().put(name, action);
  }

  /** The id of the selected session; null for none. */
  String selectedId() {
    return selectedId;
  }

  /** Selects the line of the session that was selected, wherever it stands now. */
  void restoreSelection() {
    int index = selectedId == null ? -1 : model.indexOf(selectedId);
    restoringSelection = true;
    if (index < 0) {
      clearSelection();
    } else if (getSelectedRow() != index) {
      setRowSelectionInterval(index, index);
    }
    restoringSelection = false;
  }

  @Override
  public void valueChanged(ListSelectionEvent event) {
    super.valueChanged(event);
    // while the button is still down, too: a refresh before its release must not undo the choice
    if (!restoringSelection && model != null) {
      Line line = model.line(getSelectedRow());
      if (line != null) {
        selectedId = line.row().id();
      }
      firePropertyChange("selectedSession", null, selectedId);
    }
  }

  /** Whether somebody points at the lines, which must then stay where they are. */
  boolean isPointedAt() {
    if (!isShowing() || System.nanoTime() - pointerMoved > POINTING_NANOS) {
      return false;
    }
    PointerInfo pointer = MouseInfo.getPointerInfo();
    if (pointer == null) {
      return false;
    }
    Point point = pointer.getLocation();
    SwingUtilities.convertPointFromScreen(point, this);
    return getVisibleRect().contains(point);
  }

  /** The first and the last visible line. */
  int[] visibleLines() {
    Rectangle visible = getVisibleRect();
    int first = Math.max(0, visible.y / getRowHeight());
    int last = Math.max(first, (visible.y + visible.height - 1) / getRowHeight());
    return new int[] {first, last};
  }

  private void tickSelected() {
    int index = selectedId == null ? -1 : model.indexOf(selectedId);
    if (index >= 0) {
      tick(model.line(index), true);
    }
  }

  private void tick(Line line, boolean noticed) {
    if (line == null) {
      return;
    }
    if (line.gone()) {
      notice.accept(line.row().who() + " is gone already: nothing was ticked.");
    } else if (!noticed) {
      notice.accept("The lines moved just now: nothing was ticked. Look again, and click.");
    } else {
      notice.accept("");
      ticks.toggle(line.row());
    }
  }

  @Override
  String hint(int row, int column) {
    Line line = model.line(row);
    if (line == null || column == SessionTableModel.TICK_COLUMN) {
      return null;
    }
    if (line.gone()) {
      return "This session is gone. Its line stays until the pointer leaves the list.";
    }
    String hint = model.column(column).hint().apply(line.row());
    boolean adds = !hint.isEmpty() && !hint.equals(getValueAt(row, column));
    return adds ? PlainText.of(hint) : super.hint(row, column);
  }

  private final class TickByMouse extends MouseAdapter {
    @Override
    public void mousePressed(MouseEvent event) {
      pointerMoved = System.nanoTime();
      boolean onBox =
          columnAtPoint(event.getPoint()) == SessionTableModel.TICK_COLUMN
              && SwingUtilities.isLeftMouseButton(event);
      Line line = model.line(rowAtPoint(event.getPoint()));
      if (onBox && line != null) {
        tick(line, line.noticed(System.nanoTime()));
      }
    }

    @Override
    public void mouseMoved(MouseEvent event) {
      pointerMoved = System.nanoTime();
    }

    @Override
    public void mouseDragged(MouseEvent event) {
      pointerMoved = System.nanoTime();
    }
  }
}
