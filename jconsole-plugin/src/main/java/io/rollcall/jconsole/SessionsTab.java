package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.SwingUtilities;

/**
 * The tab of one service's sessions. It reads the lines around the visible ones and no others.
 *
 * <p>Used on the window's thread only.
 */
final class SessionsTab extends LiveTab<Query, Listing> {
  private static final String HELP =
      "Words such as login=web* domain=example.com type=WEB_USER ip=203.0.113.0/24 idle>10m"
          + " connected>2h";

  /** The lines read before and after the visible ones. */
  private static final int MARGIN = 50;

  /** The most ticked sessions whose whereabouts are asked for at each refresh. */
  private static final int MOST_WATCHED = 100;

  /** The most sessions that are ticked at once. */
  private static final int MOST_TICKED = 1_000;

  private final Service service;
  private final SessionReader reader;
  private final Ticks ticks = new Ticks(this::ticksChanged);
  private final SessionTableModel model;
  private final Sorting sorting;
  private final SessionTable table;
  private final SelectedSession selected;
  private final RemoveBar bar;

  /** The last filter that the server could read. */
  private String goodFilter = "";

  /** What the typed filter was when the server could not read it; null if it could. */
  private String badFilter;

  /** What the lines on the screen are the answer to; null before the first. */
  private Query shown;

  /** Whether somebody wants to see how things are, and the server has not been asked since. */
  private boolean wanted = true;

  /** Whether the lines may move at the next answer, since it was asked for when that was wanted. */
  private boolean mayMove;

  SessionsTab(Service service, Server server, Registries registries) {
    super(service.prefix(), "Filter:", help(service), server, registries);
    this.service = service;
    reader = new SessionReader(server, service);
    model = new SessionTableModel(Columns.of(service), ticks);
    sorting = new Sorting(model, this::orderOf, this::lookAgain);
    String prefix = service.prefix();
    bar = new RemoveBar(service, ticks, controls.status, this::remove);
    table = new SessionTable(model, ticks, service, bar::say);
    table.setRowSorter(sorting);
    selected = new SelectedSession(service);
    table.onKey("DELETE", "remove", this::remove);
    table.onKey("control A", "tickAll", this::tickAll);
    table.addPropertyChangeListener("selectedSession", event -> selectionChanged());

    JScrollPane scroll = new JScrollPane(table);
    scroll.setName(prefix + ".scroll");
    scroll.getViewport().addChangeListener(event -> scrolled());
    JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, scroll, selected.details.panel);
    split.setResizeWeight(1);
    split.setBorder(null);
    panel.add(split, BorderLayout.CENTER);
    panel.add(bar.panel, BorderLayout.SOUTH);
  }

  private static String help(Service service) {
    return service == Service.FTP ? HELP + " status=UPLOADING speed<5" : HELP;
  }

  private String orderOf(int column) {
    return column == SessionTableModel.TICK_COLUMN ? "" : model.column(column).orderBy();
  }

  @Override
  Query question() {
    mayMove |= wanted;
    wanted = false;
    int[] visible = table.visibleLines();
    int offset = Math.max(0, visible[0] - MARGIN);
    int limit = visible[1] + MARGIN - offset + 1;
    String typed = controls.filter.getText();
    return new Query(
        registries.looked(),
        typed.equals(badFilter) ? goodFilter : typed,
        sorting.orderBy(),
        offset,
        limit,
        watched());
  }

  /** Those whose lines hold still, the ticked, and the selected one. */
  private List<Row> watched() {
    Map<String, Row> watched = new LinkedHashMap<>();
    selected.watched().ifPresent(row -> watched.put(row.id(), row));
    ticks.rows().stream().limit(MOST_WATCHED).forEach(row -> watched.put(row.id(), row));
    if (table.isPointedAt()) {
      int[] visible = table.visibleLines();
      for (int i = visible[0]; i <= visible[1]; i++) {
        Line line = model.line(i);
        if (line != null && !line.gone()) {
          watched.put(line.row().id(), line.row());
        }
      }
    }
    return List.copyOf(watched.values());
  }

  @Override
  Listing read(Query question) throws IOException, RefusedException {
    return reader.read(question);
  }

  @Override
  void show(Query asked, Listing listing) {
    registries.update(listing.registries(), listing.query().registry());
    if (asked.filter().equals(controls.filter.getText())) {
      goodFilter = asked.filter();
      badFilter = null;
      controls.mistake("");
    }
    boolean stillWanted = asked.orderBy().equals(sorting.orderBy());
    if (stillWanted) {
      showLines(listing);
    }
    List<Row> ended = ticks.update(listing);
    if (!ended.isEmpty()) {
      bar.say(
          ended.size() == 1
              ? "Ticked, but gone by now: " + ended.get(0).who() + "."
              : "Ticked, but gone by now: " + Words.count(ended.size(), service.noun()) + ".");
    }
    selected.update(listing);
    say(listing);
  }

  private void showLines(Listing listing) {
    boolean hold =
        !mayMove && shown != null && listing.query().sameLines(shown) && table.isPointedAt();
    if (hold) {
      model.update(listing);
    } else {
      model.replace(listing, System.nanoTime());
      mayMove = false;
    }
    shown = listing.query();
    table.restoreSelection();
    scrolled();
  }

  private void say(Listing listing) {
    boolean search = listing.access().search();
    controls.filter.setEnabled(search);
    controls.filter.setToolTipText(
        search ? help(service) : "This account may not search: it is shown all there is");
    bar.access(listing.access());
    if (listing.registries().isEmpty()) {
      controls.banner("This server has no Rollcall registry, or has not registered its beans.");
      controls.status.setText(refreshedAt());
      return;
    }
    String all = Words.count(listing.all(), service.noun());
    String some =
        listing.total() == listing.all() ? "" : ", " + Words.number(listing.total()) + " shown";
    boolean held = model.lines().stream().anyMatch(Line::gone);
    controls.status.setText(
        all + some + ", " + refreshedAt() + (held ? " – lines hold still under the pointer" : ""));
  }

  @Override
  boolean refused(Query asked, RefusedException refusal) {
    if (asked.filter().isEmpty() || asked.filter().equals(goodFilter)) {
      return false;
    }
    if (asked.filter().equals(controls.filter.getText())) {
      badFilter = asked.filter();
      controls.mistake(refusal.getMessage());
    }
    refresh();
    return true;
  }

  @Override
  void filterTyped() {
    wanted = true;
    if (controls.filter.getText().equals(goodFilter)) {
      badFilter = null;
      controls.mistake("");
    }
    refresh();
  }

  @Override
  void lookAgain() {
    wanted = true;
    bar.say("");
    refresh();
  }

  @Override
  void registryChanged() {
    ticks.clear();
    selected.none();
    lookAgain();
  }

  @Override
  void connected(boolean now) {
    bar.connected(now);
  }

  private void scrolled() {
    int[] visible = table.visibleLines();
    if (shown != null && !model.knows(visible[0], visible[1])) {
      refresh();
    }
  }

  private void selectionChanged() {
    int index = table.selectedId() == null ? -1 : model.indexOf(table.selectedId());
    Line line = model.line(index);
    if (line != null) {
      selected.select(line);
    }
  }

  private void ticksChanged() {
    model.ticksChanged();
    bar.update();
  }

  /** Ticks all sessions that match, unless they are more than a person can look through. */
  private void tickAll() {
    if (shown == null || !bar.mayOrder()) {
      return;
    }
    int total = model.getRowCount();
    if (total > MOST_TICKED) {
      bar.say(
          "%s are too many to tick at once: narrow the list down to %s with the filter."
              .formatted(Words.count(total, service.noun()), Words.number(MOST_TICKED)));
      return;
    }
    Query all =
        new Query(shown.registry(), shown.filter(), shown.orderBy(), 0, MOST_TICKED, List.of());
    ask(() -> reader.read(all), listing -> ticks.addAll(listing.rows()), bar::say);
  }

  private void remove() {
    if (bar.mayRemove()) {
      RemoveDialog dialog =
          new RemoveDialog(
              SwingUtilities.getWindowAncestor(panel),
              service,
              ticks.rows(),
              new RemoveOrder(server, service, registries.looked()),
              this::removed);
      dialog.open();
    }
  }

  private void removed(List<String> idsDone) {
    idsDone.forEach(ticks::forget);
    lookAgain();
  }
}
